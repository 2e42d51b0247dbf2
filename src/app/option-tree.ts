import { IConstruct } from 'constructs';
import { Expr } from '../nix';
import { CosmoError } from './error';
import { formatKeyPath } from '../nix/error';
import { splitKeyPath, unescapeText } from '../nix/escape';

/** An option's path, by its segments. */
export type OptionPath = readonly string[];

/** Whether a value is a plain set, in which options can be merged. */
export function isPlainSet(value: unknown): value is Record<string, any> {
  // An Expr and an array have prototypes of their own.
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isExpr(value: unknown): value is Expr {
  return Expr.isExpr(value);
}

/** Whether two values say the same. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (isExpr(a) && isExpr(b)) return a.source() === b.source();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  return false;
}

/** `fileSystems."/".device` by its segments. Names that Nix would want in quotes may go without. */
export function parseOptionPath(path: string, construct?: IConstruct): OptionPath {
  const segments = splitKeyPath(path);
  if (segments) return segments.map(({ source, quoted }) => (quoted ? unescapeText(source) : source));
  throw new CosmoError({
    code: 'OPTION_PATH',
    message: `${JSON.stringify(path)} is no option path`,
    mend: 'write names with dots between them and quotes around what is no plain name: fileSystems."/".device',
    construct,
  });
}

/**
 * Both trees in one. Neither is changed; plain sets merge, and a leaf that both
 * set must be the same.
 */
export function mergeOptions(
  left: Record<string, any>,
  right: Record<string, any>,
  construct: IConstruct,
  path: readonly string[] = [],
): Record<string, any> {
  const merged: Record<string, any> = { ...left };
  for (const key of Object.keys(right)) {
    const ours = merged[key];
    const theirs = right[key];
    if (theirs === undefined) continue;
    if (ours === undefined) {
      define(merged, key, theirs);
    } else if (isPlainSet(ours) && isPlainSet(theirs)) {
      define(merged, key, mergeOptions(ours, theirs, construct, [...path, key]));
    } else if (!sameValue(ours, theirs)) {
      throw new CosmoError({
        code: 'OPTION_SET_TWICE',
        message: 'one module sets this option twice, to different values',
        why: 'Nix would refuse a set that has the attribute twice',
        mend: 'use `override` to set it in place of the first value',
        construct,
        keyPath: formatKeyPath([...path, key]),
      });
    }
  }
  return merged;
}

/** Set one option in a tree that the caller owns at its top; what lies on the way is copied. */
export function setOption(tree: Record<string, any>, path: OptionPath, value: unknown, construct: IConstruct): void {
  let at = tree;
  path.slice(0, -1).forEach((segment, depth) => {
    const inner = at[segment];
    if (inner !== undefined && !isPlainSet(inner)) {
      throw new CosmoError({
        code: 'OVERRIDE_THROUGH_VALUE',
        message: `${formatKeyPath(path.slice(0, depth + 1))} is no plain set, so nothing inside it can be set`,
        mend: `override ${formatKeyPath(path.slice(0, depth + 1))} as a whole`,
        construct,
        keyPath: formatKeyPath(path),
      });
    }
    define(at, segment, { ...inner });
    at = at[segment];
  });
  define(at, path[path.length - 1]!, value);
}

/** Set a member, also one that is called `__proto__`. */
export function define(tree: Record<string, any>, key: string, value: unknown): void {
  Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true });
}
