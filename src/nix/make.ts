/**
 * Makes nodes of the syntax tree from values.
 *
 * The printer prints a tree as it stands, so a maker puts parentheses round
 * an operand exactly where Nix would read it otherwise.
 */

import { Attr, AttrSet, Binary, BinaryOperator, Binding, Identifier, Item, List, Node, Param, Select } from './ast';
import { NixError } from './error';
import { escapeText, floatText, isInt64, isPlainName, isSmallestInt } from './escape';
import { takeTrivia } from './leading-trivia';
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
function levelOf(node: Node): number {
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
