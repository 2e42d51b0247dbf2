import { hostLines } from './host-lines';
import { isPlainSet } from './option-tree';
import { isForeign } from '../nix/foreign';

/** What a call gave a module, with the stack of the call. */
interface Note {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Node writes its text when it is first read. */
  readonly holder: { readonly stack?: string };
}

/** How much of a stack is kept. */
const DEPTH = 64;
const NOTES = new WeakMap<object, Note[]>();
let isKept = false;

/** Keep, from now on in this process, which calls have given modules their options: for tests, whose failures name the line. */
export function keepLines(): void {
  isKept = true;
}

/** Note that the call under way gives a module options below a path. */
export function noteLine(module: object, path: readonly string[], value: unknown): void {
  if (!isKept) return;
  const holder = stackHere();
  const notes = NOTES.get(module);
  if (notes) notes.push({ path, value, holder });
  else NOTES.set(module, [{ path, value, holder }]);
}

/** The stack of the call under way; that of the program, where it is in another language and that tells it. */
function stackHere(): Note['holder'] {
  const lines = hostLines();
  if (lines.length > 0) return { stack: lines.map(({ file, line }) => `    at ${file}:${line}:1`).join('\n') };
  // The frames of jsii say nothing of the program.
  if (isForeign()) return {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEPTH;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, noteLine);
  Error.stackTraceLimit = stackTraceLimit;
  return holder;
}

/** The stack of the last call that gave a module something at a path, or else of the one that made it. */
export function stackOf(module: object, path: readonly string[]): string | undefined {
  const notes = NOTES.get(module) ?? [];
  const last = [...notes].reverse().find((note) => reaches(note, path));
  return (last ?? notes[0])?.holder.stack;
}

function reaches(note: Note, path: readonly string[]): boolean {
  if (!note.path.every((name, depth) => depth >= path.length || path[depth] === name)) return false;
  let at = note.value;
  for (const name of path.slice(note.path.length)) {
    if (!isPlainSet(at)) return at !== undefined;
    at = at[name];
  }
  return at !== undefined;
}
