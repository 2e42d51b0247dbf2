import { compare, labelOf, ownMember } from './compare';
import { Match } from './match';
import { MatchResult } from './matcher';
import { failure, indented, listed } from './option-report';
import { marked, pathText, shortened } from './show';
import { textDifference } from './text-difference';
import { isPlainSet } from '../app/option-tree';
import { literally } from '../app/pattern';

/** A value of the flake, with its path. */
interface Found {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The values of a path in a set; a `*` in it stands for any one name. */
export function placesIn(set: Record<string, unknown>, path: readonly string[]): Found[] {
  let found: Found[] = [{ path: [], value: set }];
  for (const name of path) {
    found = found.flatMap(({ path: at, value }) => {
      if (!isPlainSet(value)) return [];
      return (name === '*' ? Object.keys(value) : [name]).map((key) => ({
        path: [...at, key],
        value: ownMember(value, key),
      }));
    });
  }
  return found.filter(({ value }) => value !== undefined);
}

/** Assert that one of the values matches. */
export function assertValue(
  code: string,
  kind: string,
  path: string,
  found: readonly Found[],
  given: unknown,
  names: readonly string[],
): void {
  const pattern = given === undefined ? Match.anyValue() : given;
  if (found.length === 0) {
    if (compare(pattern, undefined).isMatch) return;
    throw failure(code, `the flake has not ${kind} ${path}`, [[`it has ${listed(names) || 'none'}`]]);
  }
  const tried = found.map(({ path: at, value }) => ({ at, result: compare(pattern, value) }));
  const matching = tried.filter(({ result }) => result.isMatch);
  if (matching.length > 0) {
    for (const { result } of matching) for (const act of result._whenMatched) act();
    return;
  }
  const closest = tried.reduce((best, one) =>
    one.result.mismatches.length < best.result.mismatches.length ? one : best,
  );
  throw failure(code, `${kind} ${path} is not ${labelOf(pattern)}`, [
    [`${pathText(closest.at)}:`, ...indented(shortened(marked(closest.result.actual, closest.result.mismatches)))],
  ]);
}

/** Whether a path of a file is meant by another one, in which a `*` stands for any text without a slash. */
export function matchesPath(file: string, path: string): boolean {
  const parts = path.split('*').map(literally);
  return new RegExp(`^${parts.join('[^/]*')}$`).test(file);
}

/** Assert that one of the files of a path has a text that matches. */
export function assertText(path: string, files: Record<string, string>, given: unknown): void {
  const pattern = given === undefined ? Match.anyValue() : given;
  const named = Object.keys(files).filter((file) => matchesPath(file, path));
  if (named.length === 0) {
    if (compare(pattern, undefined).isMatch) return;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const beside = Object.keys(files).filter((file) => file.startsWith(folder));
    throw failure('FILE_DIFFERS', `${path} is not written`, [
      [`there are ${listed(beside.length > 0 ? beside : Object.keys(files))}`],
    ]);
  }
  const tried = named.map((file) => ({ file, result: compare(pattern, files[file]) }));
  const matching = tried.filter(({ result }) => result.isMatch);
  if (matching.length === 0) throw textFailure(path, pattern, tried);
  for (const { result } of matching) for (const act of result._whenMatched) act();
}

function textFailure(path: string, pattern: unknown, tried: readonly { file: string; result: MatchResult }[]): Error {
  const { file, result } = tried[0]!;
  const text = String(result.actual);
  const lines = typeof pattern === 'string' ? textDifference(pattern, text) : shortened(text.split('\n'));
  const others = tried.slice(1).map((one) => one.file);
  return failure('FILE_DIFFERS', `${path} is not ${typeof pattern === 'string' ? 'the text' : labelOf(pattern)}`, [
    [`${file}:`, ...indented(lines)],
    others.length > 0 ? [`others that do not match: ${listed(others)}`] : [],
  ]);
}
