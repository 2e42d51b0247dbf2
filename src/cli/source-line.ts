import { readFileSync } from 'fs';
import { relative, sep } from 'path';
import { fileURLToPath } from 'url';

/** A place in a program. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** How a place is printed: `  in main.ts:12`, and for the first one the line itself. */
export function formatPlaces(places: readonly Place[], root: string, width = 120): string {
  return places
    .flatMap((place, index) => {
      const head = `  in ${shownPlace(place, root)}`;
      const before = `     ${place.line} | `;
      const text = index === 0 ? sourceLine(place, Math.max(width - before.length, 20)) : undefined;
      return text === undefined ? [head] : [head, before + text];
    })
    .join('\n');
}

/** `main.ts:12` */
export function shownPlace({ file, line }: Place, root: string): string {
  return `${shown(file, root)}:${line}`;
}

/** A file as its owner names it: from the root, where it stands below it. */
export function shown(file: string, root: string): string {
  const inside = relative(root, file);
  return inside.startsWith(`..${sep}`) ? file : inside;
}

/**
 * The places of a stack that are the user's: below the root, not installed,
 * not this library's; the innermost first. Frames of Node, Python and Go are known.
 */
export function ownPlaces(stack: string, root: string): Place[] {
  const places = new Map<string, Place>();
  const note = (place: Place | undefined) => {
    if (place && isOwn(place.file, root)) places.set(`${place.file}:${place.line}`, place);
  };
  const lines = stack.split('\n');
  for (const line of lines) note(frame(line));
  // Python tells the innermost call last.
  for (const line of lines.reverse()) note(pythonFrame(line));
  return [...places.values()];
}

/** The place of a frame of a stack; undefined for one of Node itself. */
export function placeOfSite(site: NodeJS.CallSite): Place | undefined {
  const file = site.getFileName();
  const line = site.getLineNumber();
  if (!file || line === null || file.startsWith('node:')) return undefined;
  try {
    return { file: file.startsWith('file:') ? fileURLToPath(file) : file, line };
  } catch {
    return undefined;
  }
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
  const go = /^\t(\/.+\.go):(\d+)(?: \+0x[0-9a-f]+)?$/.exec(line);
  return go ? { file: go[1]!, line: Number(go[2]) } : undefined;
}

function pythonFrame(line: string): Place | undefined {
  const [, file, number] = /^\s+File "(.+)", line (\d+)/.exec(line) ?? [];
  return file === undefined ? undefined : { file, line: Number(number) };
}

/** This library's compiled code. */
const LIBRARY = __dirname.slice(0, -'cli'.length);

/** Whether a file is the user's: below the root, not installed, not this library's. */
export function isOwn(file: string, root: string): boolean {
  const inside = relative(root, file);
  return (
    !inside.startsWith('..') &&
    !inside.split(sep).some((part) => part === 'node_modules' || part === 'site-packages') &&
    !file.startsWith(LIBRARY)
  );
}

/** The text of a line, without its indentation; shortened where it is long. */
export function sourceLine({ file, line }: Place, most = 110): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]?.trim();
    return text && text.length > most ? `${text.slice(0, most - 1)}…` : text || undefined;
  } catch {
    return undefined;
  }
}
