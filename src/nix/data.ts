/**
 * What counts as plain data, and what is refused. `convert.ts` and
 * `print-data.ts` walk data each in its own way and share these judgements.
 */

import { formatKeyPath, NixError } from './error';
import { isInt64, textTrouble } from './escape';
import { MAX_DEPTH } from './limits';

export type Key = string | number;

/** Depth from which on a walk looks for cycles. A cycle gets here after a few dozen turns. */
const SUSPICIOUS_DEPTH = 32;
/** Leaves room for the nodes that the deepest value itself takes. */
const DATA_DEPTH = MAX_DEPTH - 4;

/**
 * Where a walk through data stands. Writing it down costs two array stores a
 * value; the key path is put together only when something is refused.
 */
export class DataWalk {
  /** The key under which the walk went down, by depth. */
  readonly keys: Key[] = [];
  private readonly holders: object[] = [];

  constructor(
    private readonly prefix: readonly Key[] = [],
    /** Is told of each `Expr` that the walk meets. */
    readonly onExpr?: (expr: any) => void,
  ) {}

  /** Notes that the walk goes into an array or object that stands at this depth. */
  enter(holder: object, depth: number): void {
    if (depth >= SUSPICIOUS_DEPTH) this.examine(holder, depth);
    this.holders[depth] = holder;
  }

  path(depth: number): Key[] {
    return [...this.prefix, ...this.keys.slice(0, depth)];
  }

  refuse(depth: number, what: string, mend: string): NixError {
    return new NixError('NIX_NOT_DATA', `A Nix value cannot be made from ${what}.`, mend, this.path(depth));
  }

  private examine(holder: object, depth: number): void {
    const { holders } = this;
    for (let i = depth - 1; i >= 0; i -= 1) if (holders[i] === holder) throw this.cycle(depth - i);
    if (depth < DATA_DEPTH) return;
    throw new NixError(
      'NIX_TOO_DEEP',
      `The value is nested more than ${DATA_DEPTH} levels deep.`,
      'Flatten the data, or write it to a JSON file and read that with `builtins.fromJSON`.',
      this.path(depth).slice(0, 8),
    );
  }

  /** The walk repeats itself after so many steps; the error names the first time that it did. */
  private cycle(period: number): NixError {
    let first = 0;
    while (this.holders[first] !== this.holders[first + period]) first += 1;
    const above = this.path(first);
    const place = above.length > 0 ? `the value at ${formatKeyPath(above)}` : 'the whole value';
    return this.refuse(
      first + period,
      `an object that contains itself: this is ${place} again`,
      'Give a copy without the reference back.',
    );
  }
}

/** Whether an object is a plain one: `{}`, also without prototype or of another realm. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return (
    Object.getPrototypeOf(prototype) === null &&
    Object.prototype.hasOwnProperty.call(prototype, 'hasOwnProperty') &&
    Object.prototype.toString.call(value) === '[object Object]'
  );
}

/** @throws NixError for an object that is no plain data. The caller has ruled out arrays and `Expr`s. */
export function checkObject(walk: DataWalk, value: object, depth: number): void {
  if (!isPlainObject(value)) throw walk.refuse(depth, describeObject(value), mendObject(value));
  const symbols = Object.getOwnPropertySymbols(value);
  if (symbols.length > 0) checkSymbols(walk, value, symbols, depth);
}

/** Hidden members are left alone: jsii marks what other languages send with one. */
function checkSymbols(walk: DataWalk, value: object, symbols: readonly symbol[], depth: number): void {
  for (const symbol of symbols) {
    if (!Object.prototype.propertyIsEnumerable.call(value, symbol)) continue;
    throw walk.refuse(depth, `an object with the symbol key ${String(symbol)}`, 'Use strings as keys.');
  }
}

/** @throws NixError for text that no Nix string can hold. */
export function checkText(walk: DataWalk, text: string, depth: number, isKey = false): void {
  const trouble = textTrouble(text);
  if (trouble === undefined) return;
  throw walk.refuse(depth, `a ${isKey ? 'key' : 'string'} with ${trouble}`, 'Take the character out of the text.');
}

const TOO_LARGE = 2 ** 63;

/** Whether a number prints as an integer. @throws NixError for one that Nix has not. */
export function isInteger(walk: DataWalk, value: number, depth: number): boolean {
  if (Number.isSafeInteger(value)) return true;
  if (!Number.isFinite(value)) {
    throw walk.refuse(
      depth,
      Number.isNaN(value) ? 'NaN' : String(value),
      'Nix has finite numbers only: give one, or null.',
    );
  }
  if (!Number.isInteger(value)) return false;
  if (value >= -TOO_LARGE && value < TOO_LARGE) return true;
  throw outOfRange(walk, String(value), depth);
}

/** @throws NixError for a big integer outside 64 bits. */
export function checkBigInt(walk: DataWalk, value: bigint, depth: number): void {
  if (!isInt64(value)) throw outOfRange(walk, String(value), depth);
}

function outOfRange(walk: DataWalk, digits: string, depth: number): NixError {
  return walk.refuse(
    depth,
    `the integer ${digits}, which does not fit in 64 bits`,
    'Nix integers go from -9223372036854775808 to 9223372036854775807. For a float of that size use Nix.floating().',
  );
}

/** The error for a value that is of no type that Nix has. */
export function refuseType(walk: DataWalk, value: unknown, depth: number): NixError {
  switch (typeof value) {
    case 'undefined': {
      const inList = depth > 0 && typeof walk.keys[depth - 1] === 'number';
      return inList
        ? walk.refuse(
            depth,
            'undefined in an array',
            'Leave the item out, or give null (Nix.NULL in languages other than TypeScript).',
          )
        : walk.refuse(depth, 'undefined', 'Give null if that is meant.');
    }
    case 'function':
      return walk.refuse(
        depth,
        describeFunction(value as { readonly name?: string }),
        'Give what it returns, or make a Nix function with Nix.fn().',
      );
    default:
      return walk.refuse(depth, `the symbol ${String(value)}`, 'Give a string.');
  }
}

function describeFunction(value: { readonly name?: string }): string {
  return value.name ? `the function \`${value.name}\`` : 'a function';
}

function describeObject(value: object): string {
  const constructor: unknown = (value as { readonly constructor?: unknown }).constructor;
  const name = typeof constructor === 'function' ? constructor.name : '';
  return name ? `an instance of the class ${name}` : 'an object that is no plain object';
}

function mendObject(value: object): string {
  if (value instanceof Date) return 'Give a string: toISOString() makes one.';
  if (value instanceof Map) return 'Give a plain object: Object.fromEntries(map) makes one.';
  if (value instanceof Set) return 'Give an array: [...set] makes one.';
  if (value instanceof Promise) return 'Await it first.';
  return 'Give plain data (booleans, numbers, strings, arrays, plain objects) or an Expr.';
}
