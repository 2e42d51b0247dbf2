import { Node, Trivium } from './ast';
import { checkTree } from './check-tree';
import { toNode } from './convert';
import { NixError } from './error';
import { parseKeyPath } from './escape';
import { attr, binary, dynamicAttr, identifier, select } from './make';
import { parseFile } from './parser';

/** A variable, or a selection from one, by its dotted path. */
export function refNode(path: string): Node {
  const [name, ...keys] = parseKeyPath(path);
  const variable = identifier(name);
  return keys.length > 0 ? select(variable, keys.map(attr)) : variable;
}

/** Nix text. */
export function rawNode(text: string): Node {
  const { root, trailing } = parseFile(text);
  checkTree(root, text);
  return withTrailing(root, trailing);
}

/** An expression with the comments that stood behind it, in parentheses that hold them. */
export function withTrailing(root: Node, trailing: readonly Trivium[]): Node {
  const comments = trailing.filter(({ kind }) => kind !== 'blank');
  return comments.length > 0 ? { kind: 'paren', inner: root, close: { before: comments } } : root;
}

/** Operands joined by an operator; `none` is what no operand at all gives. */
export function chain(op: '++' | '//' | '&&' | '||', operands: readonly unknown[], none: unknown): Node {
  const nodes = Array.from(operands, (operand, index) => toNode(operand, [index]));
  if (nodes.length === 0) return toNode(none);
  return op === '++' || op === '//'
    ? nodes.reduceRight((right, left) => binary(op, left, right))
    : nodes.reduce((left, right) => binary(op, left, right));
}

/** @throws NixError `NIX_BAD_NUMBER` for what is no whole number */
export function whole(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new NixError(
    'NIX_BAD_NUMBER',
    `The ${what} ${String(value)} is no whole number from 0.`,
    'Give one such as 50.',
  );
}

/** @throws NixError `NIX_BAD_PATH` for what cannot be a package's name */
export function packageNode(name: string): Node {
  const segments = String(name).split('.');
  if (!segments.every((segment) => /^[A-Za-z0-9_][A-Za-z0-9_+'-]*$/.test(segment))) {
    throw new NixError(
      'NIX_BAD_PATH',
      `${JSON.stringify(name)} cannot be a package of nixpkgs.`,
      "Give its attribute path below pkgs, such as 'git' or 'python3Packages.requests'.",
    );
  }
  return select(identifier('pkgs'), segments.map(attr));
}

export function inputPackageNode(input: string, name: string): Node {
  toNode([input, name]);
  const system = refNode('pkgs.stdenv.hostPlatform.system');
  return select(identifier('inputs'), [attr(input), attr('packages'), dynamicAttr(system), attr(name)]);
}
