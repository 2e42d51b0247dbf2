import { relative, sep } from 'path';
import { fileURLToPath } from 'url';

/** The library's own code. */
const LIBRARY = __dirname.slice(0, -'testing'.length);
/** How many of its places are told: the one that set it, and who asked for that. */
const MOST = 2;

/** The places of a stack that are not the library's and not installed: `test/attic.test.ts:12`. */
export function ownLines(stack: string | undefined): string[] {
  const found = new Set<string>();
  for (const line of stack?.split('\n') ?? []) {
    const [, file, number] =
      /^\s+at (?:.*\()?(file:\/\/.+|\/.+|[A-Za-z]:\\.+?|\S+\.(?:java|kt|scala)):(\d+):\d+\)?$/.exec(line) ?? [];
    if (file === undefined) continue;
    const path = pathOf(file);
    if (path !== undefined && isOwn(path)) found.add(`${shown(path)}:${number}`);
  }
  return [...found].slice(0, MOST);
}

function pathOf(file: string): string | undefined {
  try {
    return file.startsWith('file:') ? fileURLToPath(file) : file;
  } catch {
    return undefined;
  }
}

function isOwn(path: string): boolean {
  return !path.startsWith(LIBRARY) && !path.split(sep).some((part) => part === 'node_modules');
}

function shown(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside.startsWith('..') ? path : inside.split(sep).join('/');
}
