import { reveal } from '../app/definitions/reveal';
import { isPlainSet } from '../app/option-tree';
import { Expr } from '../nix';
import { Matcher, MatchResult } from './matcher';
import { inline, isExpr } from './show';

/** How much of a value a pattern has to tell. */
export enum Extent {
  /** Sets may have more members. */
  PART,
  /** All of it. */
  WHOLE,
}

/** Hold a value against a pattern: a matcher, or data that may hold matchers and Exprs. */
export function compare(pattern: unknown, actual: unknown, extent: Extent = Extent.PART): MatchResult {
  if (Matcher.isMatcher(pattern)) return (pattern as Matcher).test(actual);
  const result = new MatchResult(actual);
  if (isAsymmetric(pattern)) {
    if (!pattern.asymmetricMatch(actual)) differs(result, asymmetricLabel(pattern), actual);
    return result;
  }
  if (isExpr(pattern)) {
    if (!sameExpr(pattern, actual)) differs(result, inline(pattern), actual);
    return result;
  }
  const plain = plainOf(actual);
  if (Array.isArray(pattern) && Array.isArray(plain)) compareLists(pattern, plain, extent, result);
  else if (isPlainSet(pattern) && isPlainSet(plain)) compareSets(pattern, plain, extent, result);
  else if (!sameScalar(pattern, plain)) differs(result, inline(pattern), actual);
  return result;
}

/** What a pattern is called in messages. */
export function labelOf(pattern: unknown): string {
  if (Matcher.isMatcher(pattern)) return (pattern as Matcher).label;
  return isAsymmetric(pattern) ? asymmetricLabel(pattern) : inline(pattern);
}

/** Note that a value is another one than was wanted. */
export function differs(result: MatchResult, wanted: string, actual: unknown): void {
  result.mismatch(`want ${wanted}, have ${actual === undefined ? 'nothing' : inline(actual)}`);
}

/** A value without `mkForce` and its like, as data where it can be told. */
export function plainOf(value: unknown): unknown {
  if (!isExpr(value)) return value;
  const found = reveal(value);
  return found.length === 1 && found[0]!.conditional !== true ? found[0]!.value : value;
}

function compareLists(pattern: readonly unknown[], actual: readonly unknown[], extent: Extent, result: MatchResult) {
  for (let index = 0; index < Math.max(pattern.length, actual.length); index++) {
    if (index < pattern.length) {
      result.add(`[${index}]`, compare(pattern[index], actual[index], extent));
    } else {
      result.mismatch(`want no more items, have ${inline(actual[index])}`, [`[${index}]`]);
    }
  }
}

function compareSets(
  pattern: Record<string, unknown>,
  actual: Record<string, unknown>,
  extent: Extent,
  result: MatchResult,
) {
  for (const [key, wanted] of Object.entries(pattern)) {
    if (wanted !== undefined) result.add(key, compare(wanted, ownMember(actual, key), extent));
  }
  if (extent === Extent.PART) return;
  for (const [key, value] of Object.entries(actual)) {
    if (value !== undefined && ownMember(pattern, key) === undefined) {
      result.mismatch(`want nothing, have ${inline(value)}`, [key]);
    }
  }
}

/** A member of a set, also of one that is called as something that every object has. */
export function ownMember(set: Record<string, unknown>, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(set, key) ? set[key] : undefined;
}

function sameExpr(pattern: Expr, actual: unknown): boolean {
  if (isExpr(actual) && pattern.source() === actual.source()) return true;
  const [wanted, have] = [plainOf(pattern), plainOf(actual)];
  if (isExpr(wanted) || isExpr(have)) {
    return isExpr(wanted) && isExpr(have) && wanted.source() === have.source();
  }
  return compare(wanted, have, Extent.WHOLE).isMatch;
}

/** Zero and its negative are one number in Nix. */
function sameScalar(a: unknown, b: unknown): boolean {
  return a === b || Object.is(a, b);
}

/** What jest calls an asymmetric matcher, such as `expect.stringContaining('x')`. */
interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

function isAsymmetric(pattern: unknown): pattern is Asymmetric {
  return (
    typeof pattern === 'object' &&
    pattern !== null &&
    typeof (pattern as Partial<Asymmetric>).asymmetricMatch === 'function'
  );
}

function asymmetricLabel(pattern: Asymmetric): string {
  return pattern.toAsymmetricMatcher?.() ?? String(pattern);
}
