/**
 * Makes nodes of the syntax tree from values.
 *
 * The printer prints a tree as it stands, so a maker puts parentheses round
 * an operand exactly where Nix would read it otherwise.
 */

import {
  Attr,
  AttrSet,
  Binary,
  BinaryOperator,
  Binding,
  Identifier,
  Item,
  List,
  Mark,
  Node,
  Param,
  Part,
  Select,
  Trivium,
} from './ast';
import { NixError } from './error';
import {
  escapeIndented,
  escapeText,
  fitsIndented,
  floatText,
  isInt64,
  isPlainName,
  isSmallestInt,
  unescapeIndented,
  unescapeText,
} from './escape';
import { BINARY, HAS_LEVEL, NEGATE_LEVEL, NOT_LEVEL, Precedence } from './operators';

/** How tightly a node holds together. A place that asks for one level takes every higher one bare. */
export const Level = {
  /** Lambdas, `with`, `let`, `if`, `assert`: the whole expression. */
  ANY: -1,
  // Operators between operands stand between these two: see `BINARY`.
  NOT: NOT_LEVEL,
  HAS: HAS_LEVEL,
  NEGATE: NEGATE_LEVEL,
  APPLY: NEGATE_LEVEL + 1,
  /** An item of a list, an argument of a call. */
  TERM: NEGATE_LEVEL + 2,
  /** What `.name` can follow directly. */
  TARGET: NEGATE_LEVEL + 3,
} as const;

function precedence(op: BinaryOperator): Precedence {
  return BINARY[op]!;
}

/** The level of a node. */
export function levelOf(node: Node): number {
  switch (node.kind) {
    case 'lambda':
    case 'with':
    case 'let':
    case 'if':
    case 'assert':
      return Level.ANY;
    case 'binary':
      return precedence(node.op).level;
    case 'has':
      return Level.HAS;
    case 'unary':
      return node.op === '!' ? Level.NOT : Level.NEGATE;
    case 'apply':
      return Level.APPLY;
    case 'int':
    case 'float':
    case 'path':
    case 'outputFile':
    case 'searchPath':
    case 'select':
      return Level.TERM;
    case 'data':
      return Level.ANY;
    default:
      return Level.TARGET;
  }
}

/** The node, in parentheses if it holds together less tightly than the level. Comments stay outside them. */
export function fit(node: Node, level: number): Node {
  if (levelOf(node) >= level) return node;
  const bare = takeTrivia(node);
  if (bare.trivia.length === 0) return { kind: 'paren', inner: node };
  return { kind: 'paren', inner: bare.node, open: { before: bare.trivia } };
}

const NAMES = new Map<string, Identifier>();

/** A variable. @throws NixError `NIX_BAD_NAME` for what is no identifier. */
export function identifier(name: string): Identifier {
  let node = NAMES.get(name);
  if (!node) {
    checkName(name);
    node = { kind: 'identifier', name };
    if (NAMES.size < 1000) NAMES.set(name, node);
  }
  return node;
}

/** @throws NixError `NIX_BAD_NAME` for what cannot be the name of a variable. */
export function checkName(name: string): void {
  if (typeof name === 'string' && isPlainName(name)) return;
  throw new NixError(
    'NIX_BAD_NAME',
    `${JSON.stringify(name) ?? String(name)} cannot be the name of a Nix variable.`,
    "Use letters, digits, `_`, `-` and `'`, no digit first, and no keyword. For code that is more than a name, use raw Nix.",
  );
}

export const TRUE: Node = { kind: 'identifier', name: 'true' };
export const FALSE: Node = { kind: 'identifier', name: 'false' };
export const NULL: Node = { kind: 'identifier', name: 'null' };

/** An integer of 64 bits; the caller has checked the range. */
export function integer(value: bigint | number): Node {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return integer(BigInt(value));
    return value < 0 ? negative({ kind: 'int', text: String(-value) }) : { kind: 'int', text: String(value) };
  }
  if (value >= 0n) return { kind: 'int', text: value.toString() };
  if (isSmallestInt(value)) {
    // Nix reads the digits first, and 2^63 is no integer.
    return binary('-', negative({ kind: 'int', text: (-(value + 1n)).toString() }), { kind: 'int', text: '1' });
  }
  return negative({ kind: 'int', text: (-value).toString() });
}

/** An integer from its digits. @throws NixError `NIX_BAD_NUMBER` */
export function integerFrom(text: string): Node {
  const trimmed = String(text).trim();
  if (/^[+-]?[0-9]+$/.test(trimmed)) {
    const value = BigInt(trimmed.replace(/^\+/, ''));
    if (isInt64(value)) return integer(value);
  }
  throw new NixError(
    'NIX_BAD_NUMBER',
    `${JSON.stringify(text)} is no integer that Nix can hold.`,
    'Nix has integers from -9223372036854775808 to 9223372036854775807, written with decimal digits.',
  );
}

/** Below this, Nix refuses a float's digits. */
export const SMALLEST_NORMAL = 2 ** -1022;
const SHIFT = 2 ** 60;

/**
 * A float that Nix reads back exactly. Numbers below 2^-1022, which Nix
 * refuses as literals, become a division. Nix's `-0.0` is `0.0`.
 */
export function float(value: number): Node {
  const size = Math.abs(value);
  if (size !== 0 && size < SMALLEST_NORMAL) {
    return binary('/', float(value * SHIFT), { kind: 'float', text: floatText(SHIFT) });
  }
  const literal: Node = { kind: 'float', text: floatText(size) };
  return value < 0 ? negative(literal) : literal;
}

function negative(operand: Node): Node {
  return { kind: 'unary', op: '-', operand };
}

/** A piece of a string before it is escaped: text, or a node to interpolate. */
export type Piece = string | Node;

/** A string from pieces: `''…''` where the text has lines and the form loses nothing, else `"…"`. */
export function string(pieces: readonly Piece[]): Node {
  const merged = mergePieces(pieces);
  // A letter stands in for each interpolation: what matters is that it is no white space, quote or dollar.
  const outline = merged.map((piece) => (typeof piece === 'string' ? piece : 'x')).join('');
  return fitsIndented(outline) && !endsBadly(merged) ? indented(merged) : simple(merged);
}

/** Whether an apostrophe stands where it would join the `${` or the escape behind it. */
function endsBadly(pieces: readonly Piece[]): boolean {
  return pieces.some((piece, index) => typeof piece === 'string' && index < pieces.length - 1 && /'\$?$/.test(piece));
}

function simple(pieces: readonly Piece[]): Node {
  const parts = pieces.map((piece, index) => {
    if (typeof piece !== 'string') return interpolation(piece);
    const text = escapeText(piece);
    // `$${` would not interpolate.
    return text.endsWith('$') && index < pieces.length - 1 ? `${text.slice(0, -1)}\\$` : text;
  });
  return { kind: 'string', parts };
}

function indented(pieces: readonly Piece[]): Node {
  const lines: Part[][] = [[]];
  pieces.forEach((piece, index) => {
    if (typeof piece !== 'string') {
      lines[lines.length - 1].push(interpolation(piece));
      return;
    }
    let text = escapeIndented(piece);
    if (text.endsWith('$') && index < pieces.length - 1) text = `${text.slice(0, -1)}''$`;
    text.split('\n').forEach((line, row) => {
      if (row > 0) lines.push([]);
      if (line !== '') lines[lines.length - 1].push(line);
    });
  });
  return { kind: 'indented', lines };
}

function interpolation(value: Node): Part {
  return { kind: 'interpolation', value };
}

/** Joins neighbouring texts, drops empty ones, and opens up strings that are interpolated into a string. */
function mergePieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces.flatMap(openUp)) {
    const last = merged.length - 1;
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof merged[last] === 'string') merged[last] = `${merged[last]}${piece}`;
    else merged.push(piece);
  }
  return merged;
}

function openUp(piece: Piece): Piece[] {
  if (typeof piece === 'string') return [piece];
  if (piece.kind === 'string' && !piece.mark) {
    return piece.parts.map((part) => (typeof part === 'string' ? unescapeText(part) : part.value));
  }
  if (piece.kind === 'indented' && !piece.mark) {
    return piece.lines.flatMap((line, row) => [
      row > 0 ? '\n' : '',
      ...line.map((part) => (typeof part === 'string' ? unescapeIndented(part) : part.value)),
    ]);
  }
  return [piece];
}

/** A key: bare where it can be, else quoted. */
export function attr(name: string): Attr {
  return isPlainName(name) ? { kind: 'name', name } : { kind: 'quoted', parts: name === '' ? [] : [escapeText(name)] };
}

/** A key that Nix computes: `${value}`. */
export function dynamicAttr(value: Node): Attr {
  return { kind: 'dynamic', value: { kind: 'interpolation', value } };
}

/** A list. Comments in front of an item stand on lines of their own. */
export function list(values: readonly Node[]): List {
  const items: Item<Node>[] = [];
  for (const value of values) {
    const { node, trivia } = takeTrivia(value);
    if (trivia.length > 0) items.push({ kind: 'loose', trivia });
    items.push(fit(node, Level.TERM));
  }
  return { kind: 'list', items };
}

export function attrSet(items: readonly Item<Binding>[], rec = false): AttrSet {
  return rec ? { kind: 'set', rec, items } : { kind: 'set', items };
}

/** `target.path`; the path of a selection without fallback is extended. */
export function select(target: Node, path: readonly Attr[]): Select {
  if (target.kind === 'select' && !target.fallback) {
    return { kind: 'select', target: target.target, path: [...target.path, ...path] };
  }
  return { kind: 'select', target: fit(target, Level.TARGET), path };
}

/** `target.path or fallback` */
export function selectOr(selection: Select, fallback: Node): Select {
  return { ...selection, fallback: fit(fallback, Level.TERM) };
}

export function has(target: Node, path: readonly Attr[]): Node {
  return { kind: 'has', target: fit(target, Level.APPLY), path };
}

export function apply(fn: Node, args: readonly Node[]): Node {
  let node = fit(fn, Level.APPLY);
  for (const arg of args) node = { kind: 'apply', fn: node, arg: fit(arg, Level.TERM) };
  return node;
}

export function unary(op: '-' | '!', operand: Node): Node {
  return { kind: 'unary', op, operand: unaryOperand(op, operand) };
}

/** The operand of an operator in front of it; a minus would become part of a path behind it. */
export function unaryOperand(op: '-' | '!', operand: Node): Node {
  if (op === '!') return fit(operand, Level.NOT + 1);
  let first = operand;
  while (first.kind === 'apply' || first.kind === 'select') first = first.kind === 'apply' ? first.fn : first.target;
  return fit(operand, first.kind === 'path' || first.kind === 'outputFile' ? Level.TARGET : Level.APPLY);
}

/**
 * `left op right`. `++` and `//` group to the right and mean the same either
 * way, so a chain of them needs no parentheses on the left.
 */
export function binary(op: BinaryOperator, left: Node, right: Node): Node {
  if ((op === '++' || op === '//') && left.kind === 'binary' && left.op === op && !left.mark) {
    const spine: Binary[] = [];
    let end: Node = left;
    for (; end.kind === 'binary' && end.op === op; end = end.right) spine.push(end);
    let node = binary(op, end, right);
    for (let i = spine.length - 1; i >= 0; i -= 1) node = { ...spine[i], right: node };
    return node;
  }
  const [leftLevel, rightLevel] = operandLevels(op);
  return { kind: 'binary', op, left: fit(left, leftLevel), right: fit(right, rightLevel) };
}

/** The levels that the operands of an operator need to stand bare. */
export function operandLevels(op: BinaryOperator): readonly [number, number] {
  const { level, associativity } = precedence(op);
  return [associativity === 'left' ? level : level + 1, associativity === 'right' ? level : level + 1];
}

export function lambda(param: Param, body: Node): Node {
  return { kind: 'lambda', param, body };
}

/** `path = value;`. Comments in front of the value move in front of the binding. */
export function assign(path: readonly Attr[], value: Node): Item<Binding>[] {
  const { node, trivia } = takeTrivia(value);
  const binding: Binding = { kind: 'assign', path, value: node };
  return trivia.length === 0 ? [binding] : [{ kind: 'loose', trivia }, binding];
}

/** A node whose first token carries the comments. */
export function withTrivia(node: Node, before: readonly Trivium[]): Node {
  return mapFirstMark(node, (mark) => ({ ...mark, before: [...before, ...(mark?.before ?? [])] })).node;
}

/** Takes the comments off the node's first token. */
export function takeTrivia(node: Node): { readonly node: Node; readonly trivia: readonly Trivium[] } {
  let taken: readonly Trivium[] = [];
  const found = mapFirstMark(node, (mark) => {
    if (!mark?.before || mark.before.some((trivium) => trivium.kind === 'language')) return mark;
    taken = mark.before;
    return mark.after === undefined ? undefined : { after: mark.after };
  });
  return { node: taken.length > 0 ? found.node : node, trivia: taken };
}

/** Rebuilds the way down to the first token with its mark changed. */
function mapFirstMark(node: Node, change: (mark: Mark | undefined) => Mark | undefined): { readonly node: Node } {
  const spine: ((inner: Node) => Node)[] = [];
  let current = node;
  for (;;) {
    const at = current;
    if (at.kind === 'apply') {
      spine.push((inner) => ({ ...at, fn: inner }));
      current = at.fn;
    } else if (at.kind === 'binary') {
      spine.push((inner) => ({ ...at, left: inner }));
      current = at.left;
    } else if (at.kind === 'select' || at.kind === 'has') {
      spine.push((inner) => ({ ...at, target: inner }));
      current = at.target;
    } else {
      break;
    }
  }
  let result = changeOwnMark(current, change);
  for (let i = spine.length - 1; i >= 0; i -= 1) result = spine[i](result);
  return { node: result };
}

function changeOwnMark(node: Node, change: (mark: Mark | undefined) => Mark | undefined): Node {
  switch (node.kind) {
    case 'list':
    case 'paren':
      return { ...node, open: change(node.open) };
    case 'set':
      return node.rec ? { ...node, recMark: change(node.recMark) } : { ...node, open: change(node.open) };
    case 'with':
    case 'assert':
    case 'let':
    case 'if':
      return { ...node, keyword: change(node.keyword) };
    case 'lambda':
      return { ...node, param: changeParamMark(node.param, change) };
    case 'outputFile':
    case 'data': {
      const open = change(undefined);
      return open ? { kind: 'paren', inner: node, open } : node;
    }
    case 'apply':
    case 'binary':
    case 'select':
    case 'has':
      return node;
    default:
      return { ...node, mark: change(node.mark) };
  }
}

function changeParamMark(param: Param, change: (mark: Mark | undefined) => Mark | undefined): Param {
  if (param.kind === 'paramName') return { ...param, mark: change(param.mark) };
  if (param.kind === 'paramSet') return { ...param, open: change(param.open) };
  return { ...param, left: changeParamMark(param.left, change) as typeof param.left };
}
