import { isPlainSet } from '../app/option-tree';
import { Expr } from '../nix';
import type { Mismatch } from './matcher';
import { formatKeyPath } from '../nix/error';

/** The longest piece that is shown whole on a line. */
const WIDTH = 72;
/** The most lines of a text that are shown. */
const MOST_LINES = 30;

/** Whether a value is an Expr. */
export function isExpr(value: unknown): value is Expr {
  return Expr.isExpr(value);
}

/** A value as Nix writes it, on one line; what is long is cut. */
export function inline(value: unknown, width: number = WIDTH): string {
  const text = whole(value);
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** A value as Nix writes it, on one line. Matchers are told by their names. */
function whole(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value).replace(/\$\{/g, '\\${');
  if (isExpr(value)) return value.source().replace(/\s*\n\s*/g, ' ');
  if (Array.isArray(value)) return value.length === 0 ? '[ ]' : `[ ${value.map(item).join(' ')} ]`;
  if (isPlainSet(value)) {
    const members = Object.entries(value).flatMap(([name, inner]) =>
      inner === undefined ? [] : [`${nameOf(name)} = ${whole(inner)};`],
    );
    return members.length === 0 ? '{ }' : `{ ${members.join(' ')} }`;
  }
  const { label } = (value ?? {}) as { label?: unknown };
  return typeof label === 'string' ? label : String(value);
}

function item(value: unknown): string {
  const text = whole(value);
  return isExpr(value) && !/^([\w.'"-]+|\(.*\)|\[.*\])$/s.test(text) ? `(${text})` : text;
}

/** A name as Nix writes it. */
export function nameOf(name: string): string {
  return formatKeyPath([name]);
}

/** An option's path as Nix writes it. */
export function pathText(path: readonly string[]): string {
  return path.map((name) => (name === '*' ? name : nameOf(name))).join('.');
}

/**
 * A value on lines, with what is wrong in it beside its place. What is right
 * and long is cut.
 */
export function marked(value: unknown, mismatches: readonly Mismatch[]): string[] {
  const here = mismatches.filter(({ path }) => path.length === 0).map(({ message }) => message);
  const below = mismatches.filter(({ path }) => path.length > 0);
  if (below.length === 0) return [withMarks(inline(value), here)];
  const isList = Array.isArray(value);
  if (!isList && !isPlainSet(value)) {
    return [withMarks(inline(value), [...here, ...below.map(({ path, message }) => `${keysText(path)}: ${message}`)])];
  }
  const lines = [withMarks(isList ? '[' : '{', here)];
  const members: [string, unknown][] = isList
    ? value.map((one, index) => [`[${index}]`, one])
    : Object.entries(value).filter(([, inner]) => inner !== undefined);
  const seen = new Set<string>();
  for (const [key, inner] of members) {
    seen.add(key);
    const inside = below
      .filter(({ path }) => path[0] === key)
      .map(({ path, message }) => ({ path: path.slice(1), message }));
    const [first, ...rest] = marked(inner, inside);
    const head = isList ? first! : `${nameOf(key)} = ${first!}`;
    // The semicolon stands before the mark, as Nix would have it.
    const closed = !isList && rest.length === 0 ? head.replace(/^(.*?)( {2}# ✗ .*)?$/s, '$1;$2') : head;
    lines.push(
      `  ${closed}`,
      ...rest.map((line, index) => `  ${line}${!isList && index === rest.length - 1 ? ';' : ''}`),
    );
  }
  for (const { path, message } of below) {
    if (!seen.has(path[0]!)) lines.push(`  # ✗ ${keysText(path)}: ${message}`);
  }
  return [...lines, isList ? ']' : '}'];
}

function keysText(path: readonly string[]): string {
  return path.map((key, index) => (/^\[\d+\]$/.test(key) ? key : `${index === 0 ? '' : '.'}${nameOf(key)}`)).join('');
}

function withMarks(text: string, marks: readonly string[]): string {
  // What is there stands before the mark.
  return marks.length === 0 ? text : `${text}  # ✗ ${marks.map((mark) => mark.replace(/, have .*$/s, '')).join('; ')}`;
}

/** Lines of a text that is long, without its end. */
export function shortened(lines: readonly string[], most: number = MOST_LINES): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `… and ${lines.length - most} more lines`];
}
