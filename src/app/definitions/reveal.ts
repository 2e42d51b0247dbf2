import { Expr } from '../../nix';
import { Node } from '../../nix/ast';
import { attrName } from '../../nix/attr-name';
import { callOf } from '../../nix/call-of';
import { unescapeIndented, unescapeText } from '../../nix/escape';
import { isPlainSet } from '../option-tree';

/** A value that a definition may have, with the priority that the module system gives it: the lowest one wins. */
export interface Possible {
  readonly value: unknown;
  readonly priority: number;
  /** Whether it stands behind a condition, such as `mkIf`: it may not be set at all. */
  readonly conditional?: boolean;
  /** Where it stands among what is joined: 500 by `mkBefore`, 1500 by `mkAfter`, 1000 unless told. */
  readonly order?: number;
}

/** The priority of a definition that says none. */
const PLAIN = 100;
const PRIORITIES: Readonly<Record<string, number>> = {
  mkForce: 50,
  mkImageMediaOverride: 60,
  mkVMOverride: 10,
  mkDefault: 1000,
  mkOptionDefault: 1500,
};
const ORDERS: Readonly<Record<string, number>> = { mkBefore: 500, mkAfter: 1500 };

/**
 * What a value can be, behind `mkForce`, `mkIf` and their like, and where it
 * is written in Nix. What only Nix can tell stays an Expr.
 */
export function reveal(value: unknown): Possible[] {
  if (!Expr.isExpr(value)) return [{ value, priority: PLAIN }];
  return revealNode((value as Expr)._node, PLAIN);
}

function revealNode(node: Node, priority: number): Possible[] {
  const further = (inner: Node, at = priority) => revealNode(inner, at);
  switch (node.kind) {
    case 'paren':
      return further(node.inner);
    case 'lambda':
    case 'let':
    case 'assert':
      return further(node.body);
    case 'with': {
      const inner = further(node.body);
      return inner.every((one) => isPlainSet(one.value)) ? inner : [{ value: Expr._of(node), priority }];
    }
    case 'if':
      return [...further(node.then), ...further(node.otherwise)].map(maybe);
    case 'apply': {
      const { name, args } = callOf(node);
      const last = args[args.length - 1]!;
      if (name === 'mkIf' && args.length === 2) return further(last).map(maybe);
      if (name === 'mkOrder' && args.length === 2) return inOrder(further(last), Number(literal(args[0]!)));
      if (name === 'mkOverride' && args.length === 2) return further(last, Number(literal(args[0]!)) || priority);
      if (name === 'mkMerge' && args.length === 1) {
        const items = literal(last);
        return Array.isArray(items) ? items.flatMap((item) => atPriority(reveal(item), priority)) : [];
      }
      if (args.length === 1 && PRIORITIES[name] !== undefined) return further(last, PRIORITIES[name]);
      if (args.length === 1 && ORDERS[name] !== undefined) return inOrder(further(last), ORDERS[name]);
      if (args.length === 1 && name === 'mkDefinition') return further(last);
      return [{ value: Expr._of(node), priority }];
    }
    default:
      return [{ value: literal(node), priority }];
  }
}

function maybe(one: Possible): Possible {
  return { ...one, conditional: true };
}

function inOrder(found: readonly Possible[], order: number): Possible[] {
  return found.map((one) => ({ ...one, order }));
}

function atPriority(found: readonly Possible[], priority: number): Possible[] {
  return found.map((one) => (one.priority === PLAIN ? { ...one, priority } : one));
}

/** A tree as data, one level of it; what is no literal stays an Expr. */
function literal(node: Node): unknown {
  switch (node.kind) {
    case 'data':
      return node.value;
    case 'paren':
      return literal(node.inner);
    case 'identifier':
      if (node.name === 'true' || node.name === 'false') return node.name === 'true';
      return node.name === 'null' ? null : Expr._of(node);
    case 'int':
    case 'float':
      return Number(node.text);
    case 'string':
      return node.parts.every((part) => typeof part === 'string') ? unescapeText(node.parts.join('')) : Expr._of(node);
    case 'indented':
      return node.lines.every((line) => line.every((part) => typeof part === 'string'))
        ? unescapeIndented(node.lines.map((line) => line.join('')).join('\n'))
        : Expr._of(node);
    case 'list':
      return node.items.flatMap((item) => (item.kind === 'loose' ? [] : [literal(item)]));
    case 'set':
      return literalSet(node);
    default:
      return Expr._of(node);
  }
}

function literalSet(node: Node & { kind: 'set' }): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const item of node.items) {
    if (item.kind !== 'assign') continue;
    const names = item.path.map(attrName);
    if (names.some((name) => name === undefined)) continue;
    let at = result;
    for (const name of names.slice(0, -1)) {
      const inner = at[name!];
      at = (isPlainSet(inner) ? inner : (at[name!] = {})) as Record<string, unknown>;
    }
    const last = names[names.length - 1]!;
    const value = literal(item.value);
    at[last] = isPlainSet(value) && isPlainSet(at[last]) ? { ...at[last], ...value } : value;
  }
  return result;
}
