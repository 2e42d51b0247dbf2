/** Data that stands on one line, for the fast path of `print-data.ts`. */

import { exprNode } from './brand';
import { checkBigInt, checkObject, checkText, DataWalk, isInteger, refuseType } from './data';
import { escapeText, fitsIndented, floatText, isPlainName, isPlainText } from './escape';
import { SMALLEST_NORMAL } from './make';
import { textWidth } from './print/doc';

/** What only the general printer can lay out. */
export const GENERAL = Symbol('general');

export type Members = Readonly<Record<string, unknown>>;

/**
 * The value on one line of at most so many columns. Undefined if it needs
 * several, `GENERAL` if there is something in it that only the general
 * printer can tell of. A set that is `bound` to a name opens on several lines
 * unless it is empty.
 */
export function flat(
  walk: DataWalk,
  value: unknown,
  depth: number,
  room: number,
  bound = false,
): string | typeof GENERAL | undefined {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'string' && !isPlainText(value)) {
      checkText(walk, value, depth);
      if (fitsIndented(value)) return undefined;
    }
    const text = scalar(walk, value, depth, true);
    if (text === undefined) return GENERAL;
    return textWidth(text) <= room ? text : undefined;
  }
  if (exprNode(value)) return GENERAL;
  if (room <= 0) return undefined;
  if (Array.isArray(value)) return flatList(walk, value, depth, room);
  if (!bound) return flatSet(walk, value, depth, room);
  checkObject(walk, value, depth);
  return isEmpty(value) ? '{ }' : undefined;
}

function flatList(
  walk: DataWalk,
  value: readonly unknown[],
  depth: number,
  room: number,
): string | typeof GENERAL | undefined {
  if (value.length > 1) return undefined;
  if (value.length === 0) return '[ ]';
  walk.enter(value, depth);
  walk.keys[depth] = 0;
  const text = flat(walk, value[0], depth + 1, room - 4);
  return typeof text === 'string' ? `[ ${text} ]` : text;
}

export function flatSet(
  walk: DataWalk,
  value: object,
  depth: number,
  room: number,
): string | typeof GENERAL | undefined {
  checkObject(walk, value, depth);
  let only: string | undefined;
  for (const key in value) {
    if ((value as Members)[key] === undefined) continue;
    if (only !== undefined) return undefined;
    only = key;
  }
  if (only === undefined) return '{ }';
  walk.enter(value, depth);
  walk.keys[depth] = only;
  if (!isPlainText(only)) checkText(walk, only, depth + 1, true);
  const source = isPlainName(only) ? only : `"${escapeText(only)}"`;
  const member = (value as Members)[only];
  const rest = room - textWidth(source) - 8;
  const isNumber = typeof member === 'number' || typeof member === 'bigint';
  const text = isNumber
    ? (scalar(walk, member, depth + 1, false) ?? GENERAL)
    : flat(walk, member, depth + 1, rest, true);
  if (typeof text !== 'string') return text;
  return textWidth(text) <= rest ? `{ ${source} = ${text}; }` : undefined;
}

/** A value that is neither set nor list; `term` puts negative numbers in parentheses. Undefined for rare ones. */
export function scalar(walk: DataWalk, value: unknown, depth: number, term: boolean): string | undefined {
  switch (typeof value) {
    case 'string':
      if (isPlainText(value)) return `"${value}"`;
      checkText(walk, value, depth);
      return `"${escapeText(value)}"`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return number(walk, value, depth, term);
    case 'bigint':
      checkBigInt(walk, value, depth);
      return value >= 0n ? String(value) : undefined;
    case 'object':
      return value === null ? 'null' : undefined;
    default:
      throw refuseType(walk, value, depth);
  }
}

function number(walk: DataWalk, value: number, depth: number, term: boolean): string | undefined {
  const size = Math.abs(value);
  let text: string;
  if (isInteger(walk, value, depth)) {
    if (size > Number.MAX_SAFE_INTEGER) return undefined;
    text = String(size);
  } else {
    if (size < SMALLEST_NORMAL) return undefined;
    text = floatText(size);
  }
  if (value >= 0) return text;
  return term ? `(-${text})` : `-${text}`;
}

/** Whether an object has no member that is defined. */
export function isEmpty(value: object): boolean {
  for (const key in value) if ((value as Members)[key] !== undefined) return false;
  return true;
}
