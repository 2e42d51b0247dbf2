import { atom, call, Code, Entry, stringAtom } from './code';
import { unwrapped } from './scope';
import type { Node, Part } from '../nix/ast';
import { unescapeIndented, unescapeText } from '../nix/escape';

/** How many values became what. A value is what is neither a set nor a list written out. */
export interface Shares {
  data: number;
  references: number;
  raw: number;
}

/** What an expression became. */
export interface Made {
  readonly code: Code;
  /** Whether it is an `Expr` in the program, not plain data. */
  readonly isExpr: boolean;
  /** Its name below `pkgs`, where it is a package. */
  readonly pkg?: string;
  /** Whether a method may be called on it without a chain that breaks. */
  readonly canChain?: boolean;
  /** Whether it is a string of the program. */
  readonly isText?: boolean;
}

/** A constant of the program, from a `let`. */
export interface Constant extends Entry {
  readonly name: string;
}

/** Functions of the module system by what they are called in Nix: what they are in the program, and how many arguments they take. */
export const MAKERS: Readonly<Record<string, readonly [string, number]>> = {
  'lib.mkDefault': ['Nix.mkDefault', 1],
  'lib.mkForce': ['Nix.mkForce', 1],
  'lib.mkBefore': ['Nix.mkBefore', 1],
  'lib.mkAfter': ['Nix.mkAfter', 1],
  'lib.mkIf': ['Nix.mkIf', 2],
  'lib.mkMerge': ['Nix.mkMerge', 1],
  'lib.mkOverride': ['Nix.mkOverride', 2],
  'lib.mkOrder': ['Nix.mkOrder', 2],
};
/** Functions whose call is one value. */
export const OTHERS: Readonly<Record<string, readonly [string, number]>> = {
  'builtins.toJSON': ['Nix.toJson', 1],
  'pkgs.writeText': ['Nix.textFile', 2],
  'pkgs.writeShellScript': ['Nix.shellScript', 2],
  'pkgs.writeShellScriptBin': ['Nix.shellScriptBin', 2],
};
/** Operators that are methods of their left operand. */
export const METHODS: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'dividedBy',
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '>': 'gt',
  '<=': 'le',
  '>=': 'ge',
  '->': 'implies',
};
/** Operators that take any number of operands. */
export const JOINS: Readonly<Record<string, string>> = { '++': 'concat', '//': 'update', '&&': 'and', '||': 'or' };

/** `file(scope, 'path')` */
export function fileCall(text: string): Code {
  const found = /^file\(scope, ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)$/.exec(text);
  return found ? call('file', atom('scope'), atom(found[1])) : atom(text);
}

/** An `Expr` of the program. */
export const expr = (code: Code): Made => ({ code, isExpr: true });

/** The text and the expressions of a string; a string inside it that is one itself is part of it. */
export function piecesOf(node: Node & { kind: 'string' | 'indented' }): (string | Node)[] {
  if (node.kind === 'string') return joined(node.parts, unescapeText);
  const lines = node.lines.map((line) => joined(line, unescapeIndented));
  return lines.flatMap((line, row): (string | Node)[] => [...(row > 0 ? ['\n'] : []), ...line]);
}

function joined(parts: readonly Part[], unescape: (text: string) => string): (string | Node)[] {
  return parts.map((part) => (typeof part === 'string' ? unescape(part) : part.value));
}

/** The operands of a chain of one operator. */
export function operandsOf(node: Node, op: string): Node[] {
  const bare = unwrapped(node);
  return bare.kind === 'binary' && bare.op === op
    ? [...operandsOf(bare.left, op), ...operandsOf(bare.right, op)]
    : [bare];
}

/** A number, by its text; undefined for one that is too large for any. */
export function numberMade(text: string): Made | undefined {
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const literal = (digits: string): Code => ({ kind: 'atom', text: digits, isNumber: true });
  if (/[.e]/i.test(text)) {
    const digits = String(value).replace('e+', 'e');
    return Number.isInteger(value)
      ? expr(call('Nix.floating', literal(digits)))
      : { code: literal(digits), isExpr: false };
  }
  if (!Number.isSafeInteger(value)) return expr(call('Nix.integer', stringAtom(BigInt(text).toString())));
  return { code: literal(String(value === 0 ? 0 : value)), isExpr: false };
}
