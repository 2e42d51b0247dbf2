import { readFileSync } from 'fs';
import { relative, sep } from 'path';
import { fileURLToPath } from 'url';

/** A place in a program. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** How a place is printed: `  in main.ts:12`, and for the first one the line itself. */
export function formatPlaces(places: readonly Place[], root: string): string {
  return places
    .flatMap((place, index) => {
      const head = `  in ${shown(place.file, root)}:${place.line}`;
      const text = index === 0 ? sourceLine(place) : undefined;
      return text === undefined ? [head] : [head, `     ${place.line} | ${text}`];
    })
    .join('\n');
}

/** A file as its owner names it: from the root, where it stands below it. */
export function shown(file: string, root: string): string {
  const inside = relative(root, file);
  return inside.startsWith(`..${sep}`) ? file : inside;
}

/**
 * The places of a stack that are the user's: below the root, not installed,
 * not this library's. Frames of Node and of Python are known.
 */
export function ownPlaces(stack: string, root: string): Place[] {
  const places = new Map<string, Place>();
  for (const line of stack.split('\n')) {
    const place = frame(line);
    if (place && isOwn(place.file, root)) places.set(`${place.file}:${place.line}`, place);
  }
  return [...places.values()];
}

function frame(line: string): Place | undefined {
  const node = /^\s+at (?:.*\()?(file:\/\/.+|\/.+|[A-Za-z]:\\.+?):(\d+):\d+\)?$/.exec(line);
  if (node) {
    try {
      return { file: node[1]!.startsWith('file:') ? fileURLToPath(node[1]!) : node[1]!, line: Number(node[2]) };
    } catch {
      return undefined;
    }
  }
  const python = /^\s+File "(.+)", line (\d+)/.exec(line);
  return python ? { file: python[1]!, line: Number(python[2]) } : undefined;
}

/** This library's compiled code. */
const LIBRARY = __dirname.slice(0, -'cli'.length);

function isOwn(file: string, root: string): boolean {
  const inside = relative(root, file);
  return (
    !inside.startsWith('..') &&
    !inside.split(sep).some((part) => part === 'node_modules' || part === 'site-packages') &&
    !file.startsWith(LIBRARY)
  );
}

/** The text of a line, without its indentation; shortened where it is long. */
function sourceLine({ file, line }: Place): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]?.trim();
    return text && text.length > 110 ? `${text.slice(0, 109)}…` : text || undefined;
  } catch {
    return undefined;
  }
}
