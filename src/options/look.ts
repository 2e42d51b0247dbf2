import { define } from '../app/option-tree';
import { Expr } from '../nix';
import { Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { exprNode } from '../nix/brand';
import { callOf } from '../nix/call-of';
import { unescapeIndented, unescapeText } from '../nix/escape';

/** Functions of one argument that say when or how strongly a definition counts, and leave its value what it is. */
const WRAPPERS = new Set([
  'mkDefault',
  'mkForce',
  'mkOptionDefault',
  'mkImageMediaOverride',
  'mkVMOverride',
  'mkFixStrictness',
  'mkBefore',
  'mkAfter',
]);

/**
 * What a definition can be: the value itself, or what stands behind `mkIf`,
 * `mkMerge`, priorities, parentheses, `let` and `if` where an Expr says so.
 * One level of it: members of sets and lists that are written in Nix stay
 * Exprs, to be looked at in turn. What only Nix can tell stays an Expr, and so
 * does a function: it is a value of its own.
 *
 * A definition behind `mkIf false` is none.
 */
export function look(value: unknown): readonly unknown[] {
  const node = exprNode(value);
  if (node) return lookAt(node);
  return isMarked(value) ? lookMarked(value) : [value];
}

/** A set that may be what `mkIf` and its like make: one with a `_type`. */
type Marked = Readonly<Record<string, unknown>>;

function isMarked(value: unknown): value is Marked {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && (value as Marked)._type !== undefined;
}

function lookMarked(value: Marked): readonly unknown[] {
  switch (plain(value._type)) {
    case 'merge': {
      const contents = plain(value.contents);
      return Array.isArray(contents) ? contents.flatMap(look) : [];
    }
    case 'if':
      return plain(value.condition) === false ? [] : look(value.content);
    case 'override':
    case 'order':
      return look(value.content);
    default:
      return [value];
  }
}

/** A value as data where it is a literal. */
function plain(value: unknown): unknown {
  const node = exprNode(value);
  return node ? literal(node) : value;
}

function lookAt(node: Node): readonly unknown[] {
  switch (node.kind) {
    case 'data':
      return look(node.value);
    case 'paren':
      return lookAt(node.inner);
    case 'let':
    case 'with':
    case 'assert':
      return lookAt(node.body);
    case 'if':
      return [...lookAt(node.then), ...lookAt(node.otherwise)];
    case 'apply':
      return lookAtCall(node);
    default: {
      const value = literal(node);
      return !exprNode(value) && isMarked(value) ? lookMarked(value) : [value];
    }
  }
}

function lookAtCall(node: Node & { kind: 'apply' }): readonly unknown[] {
  const { name, args } = callOf(node);
  const inner = args[args.length - 1]!;
  if (args.length === 1 && name === 'mkMerge') {
    const [items] = lookAt(inner);
    return Array.isArray(items) ? items.flatMap(look) : [Expr._of(node)];
  }
  if (args.length === 1 && WRAPPERS.has(name)) return lookAt(inner);
  if (args.length === 2 && name === 'mkIf') return literal(args[0]!) === false ? [] : lookAt(inner);
  if (args.length === 2 && (name === 'mkOverride' || name === 'mkOrder')) return lookAt(inner);
  return [Expr._of(node)];
}

/** A literal as data, one level of it; anything else stays an Expr. A number with a point stays one: `1.0` is no `1`. */
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
      return Number(node.text);
    case 'unary': {
      const operand = node.op === '-' ? literal(node.operand) : undefined;
      return typeof operand === 'number' ? -operand : Expr._of(node);
    }
    case 'string':
      return node.parts.every(isText) ? unescapeText(node.parts.join('')) : Expr._of(node);
    case 'indented':
      return node.lines.every((line) => line.every(isText))
        ? unescapeIndented(node.lines.map((line) => line.join('')).join('\n'))
        : Expr._of(node);
    case 'list':
      return node.items.flatMap((item) => (item.kind === 'loose' ? [] : [Expr._of(item)]));
    case 'set':
      return node.legacyLet ? Expr._of(node) : literalSet(node);
    default:
      return Expr._of(node);
  }
}

function isText(part: unknown): part is string {
  return typeof part === 'string';
}

/** The members of a set whose names and values are written out; inherited and computed ones are left out. */
function literalSet(node: Node & { kind: 'set' }): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const item of node.items) {
    if (item.kind !== 'assign') continue;
    const names = item.path.map(attrName);
    if (names.some((name) => name === undefined)) continue;
    let at = result;
    for (const name of names.slice(0, -1)) {
      const inner = Object.prototype.hasOwnProperty.call(at, name!) ? lookAtSet(at[name!]) : undefined;
      define(at, name!, inner ?? {});
      at = at[name!] as Record<string, unknown>;
    }
    const last = names[names.length - 1]!;
    const before = Object.prototype.hasOwnProperty.call(at, last) ? lookAtSet(at[last]) : undefined;
    const after = before && lookAtSet(Expr._of(item.value));
    define(at, last, before && after ? { ...before, ...after } : Expr._of(item.value));
  }
  return result;
}

/** A literal set, copied. */
function lookAtSet(value: unknown): Record<string, unknown> | undefined {
  const node = exprNode(value);
  const set = node ? literal(node) : value;
  return typeof set === 'object' && set !== null && !Array.isArray(set) && !exprNode(set) ? { ...set } : undefined;
}
