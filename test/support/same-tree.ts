import { isDeepStrictEqual } from 'node:util';
import { Node } from '../../src/nix/ast';

/** The fields that say where a node stood and how it was laid out, not what it means. */
const LAYOUT: ReadonlySet<string> = new Set([
  'span',
  'expanded',
  'bodyBelow',
  'mark',
  'open',
  'close',
  'dot',
  'equals',
  'semicolon',
  'keyword',
  'recMark',
  'orMark',
  'inMark',
  'thenMark',
  'elseMark',
  'colon',
  'at',
  'comma',
  'question',
  'ellipsisMark',
  'trailing',
  'cut',
]);

type Fields = Record<string, unknown>;

/**
 * Whether two trees say the same, token by token: comments, blank lines,
 * positions and the layout of the author do not count. Parentheses do.
 * Compares with a stack of its own, so any depth is safe.
 */
export function sameTree(a: Node, b: Node): boolean {
  const work: [unknown, unknown][] = [[a, b]];
  for (let pair = work.pop(); pair; pair = work.pop()) {
    if (!sameLevel(pair[0], pair[1], work)) return false;
  }
  return true;
}

/** Compares two values without what is inside them, which is put on the stack. */
function sameLevel(a: unknown, b: unknown, work: [unknown, unknown][]): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    // A flag that is not set may be absent or false.
    return (a ?? false) === (b ?? false);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return false;
    const left = normalised(a);
    const right = normalised(b);
    if (left.length !== right.length) return false;
    left.forEach((item, index) => work.push([item, right[index]]));
    return true;
  }
  const left = a as Fields;
  const right = b as Fields;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'data') return isDeepStrictEqual(left.value, right.value);
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!LAYOUT.has(key)) work.push([left[key], right[key]]);
  }
  return true;
}

/** Without loose comments, and with pieces of text that touch made one. */
function normalised(items: readonly unknown[]): unknown[] {
  const out: unknown[] = [];
  for (const item of items) {
    const last = out.length - 1;
    if (item === '' || (item as Fields).kind === 'loose') continue;
    if (typeof item === 'string' && typeof out[last] === 'string') out[last] += item;
    else out.push(item);
  }
  return out;
}
