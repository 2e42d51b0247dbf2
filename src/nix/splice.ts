import { Attr, Binding, Identifier, Interpolation, Item, Node, Param, ParamSet, Part } from './ast';
import { exprNode } from './brand';
import { toNode } from './convert';
import { NixError } from './error';
import { escapeText } from './escape';
import { withTrivia } from './leading-trivia';
import { attr, dynamicAttr, fit, Level, operandLevels, select, unaryOperand } from './make';
import { pieceOf } from './text-parts';

/**
 * Puts values into the tree of a template. Each stands in the text under a
 * name of its own; what the name became in the tree says what the value is
 * there: an expression, a key, or a part of a string.
 */
export class Splices {
  /** The text to parse. */
  readonly text: string;
  private readonly stem: string;
  private readonly pattern: RegExp;
  private readonly placed = new Set<number>();

  constructor(
    texts: readonly string[],
    private readonly values: readonly unknown[],
  ) {
    let stem = 'VALUE_';
    while (texts.some((text) => text.includes(stem))) stem = `X${stem}`;
    this.stem = stem;
    this.pattern = new RegExp(`(${stem}[0-9]+_)`);
    this.text = texts.map((text, index) => (index < values.length ? `${text}${stem}${index + 1}_` : text)).join('');
  }

  /** The tree with all values in their places. */
  into(root: Node): Node {
    const node = this.node(root, Level.ANY);
    const missing = this.values.findIndex((_, index) => !this.placed.has(index));
    if (missing >= 0) throw this.noPlace(missing, 'it stands in a comment, in a name, or where a parameter is named');
    return node;
  }

  private node(node: Node, level: number): Node {
    switch (node.kind) {
      case 'identifier':
        return fit(this.identifier(node), level);
      case 'string': {
        if (!['"', "'"].includes(this.text[node.span?.start ?? 0])) {
          this.refuseIn(node.parts, 'put a space in front of it');
        }
        return { ...node, parts: this.parts(node.parts, quotedPart) };
      }
      case 'indented':
        return { ...node, lines: node.lines.map((line) => this.parts(line, indentedPart)) };
      case 'path':
        return { ...node, parts: this.parts(node.parts, pathPart) };
      case 'list':
        return {
          ...node,
          items: node.items.map((item) => (item.kind === 'loose' ? item : this.node(item, Level.TERM))),
        };
      case 'set':
        return { ...node, items: this.bindings(node.items) };
      case 'let':
        return { ...node, items: this.bindings(node.items), body: this.node(node.body, Level.ANY) };
      case 'select': {
        const target = this.node(node.target, Level.TARGET);
        const path = this.path(node.path);
        if (node.target.kind === 'identifier' && target !== node.target) {
          const joined = select(
            target.kind === 'paren' && target.inner.kind === 'select' ? target.inner : target,
            path,
          );
          return node.fallback ? { ...joined, fallback: this.node(node.fallback, Level.TERM) } : joined;
        }
        return node.fallback
          ? { ...node, target, path, fallback: this.node(node.fallback, Level.TERM) }
          : { ...node, target, path };
      }
      case 'has':
        return { ...node, target: this.node(node.target, Level.APPLY), path: this.path(node.path) };
      case 'paren':
        return { ...node, inner: this.node(node.inner, Level.ANY) };
      case 'with':
        return { ...node, scope: this.node(node.scope, Level.ANY), body: this.node(node.body, Level.ANY) };
      case 'assert':
        return { ...node, condition: this.node(node.condition, Level.ANY), body: this.node(node.body, Level.ANY) };
      case 'if':
        return {
          ...node,
          condition: this.node(node.condition, Level.ANY),
          then: this.node(node.then, Level.ANY),
          otherwise: this.node(node.otherwise, Level.ANY),
        };
      case 'lambda':
        return { ...node, param: this.param(node.param), body: this.node(node.body, Level.ANY) };
      case 'apply':
        return { ...node, fn: this.node(node.fn, Level.APPLY), arg: this.node(node.arg, Level.TERM) };
      case 'binary': {
        const [left, right] = operandLevels(node.op);
        return { ...node, left: this.node(node.left, left), right: this.node(node.right, right) };
      }
      case 'unary':
        return { ...node, operand: unaryOperand(node.op, this.node(node.operand, Level.ANY)) };
      default:
        return node;
    }
  }

  private identifier(node: Identifier): Node {
    const index = this.indexOf(node.name);
    if (index === undefined) return node;
    const value = toNode(this.take(index), [index]);
    const { before, after } = node.mark ?? {};
    const inner: Node = after === undefined ? value : { kind: 'paren', inner: value, close: { after } };
    return before ? withTrivia(inner, before) : inner;
  }

  private bindings(items: readonly Item<Binding>[]): Item<Binding>[] {
    return items.map((item) => {
      if (item.kind === 'loose') return item;
      if (item.kind === 'assign') {
        return { ...item, path: this.path(item.path), value: this.node(item.value, Level.ANY) };
      }
      const names = this.path(item.names);
      const computed = names.findIndex((name, index) => name.kind === 'dynamic' && item.names[index].kind === 'name');
      if (computed >= 0) {
        const index = this.indexOf((item.names[computed] as { readonly name: string }).name) ?? 0;
        throw this.noPlace(index, '`inherit` takes names only, so give a string');
      }
      if (!item.from) return { ...item, names };
      return { ...item, names, from: { ...item.from, inner: this.node(item.from.inner, Level.ANY) } };
    });
  }

  private path(path: readonly Attr[]): Attr[] {
    return path.map((part) => {
      if (part.kind === 'quoted') return { ...part, parts: this.parts(part.parts, quotedPart) };
      if (part.kind === 'dynamic') return { ...part, value: this.interpolation(part.value) };
      const index = this.indexOf(part.name);
      if (index === undefined) return part;
      const { mark, dot } = part;
      return { ...this.key(index), ...(mark && { mark }), ...(dot && { dot }) };
    });
  }

  private key(index: number): Attr {
    const value = this.take(index);
    const node = exprNode(value);
    if (node) return dynamicAttr(node);
    if (typeof value !== 'string') throw this.noPlace(index, 'a key is a string or an Expr');
    toNode(value, [index]);
    return attr(value);
  }

  private param(param: Param): Param {
    if (param.kind === 'paramName') return param;
    if (param.kind === 'paramSet') return this.paramSet(param);
    const { left, right } = param;
    return {
      ...param,
      left: left.kind === 'paramSet' ? this.paramSet(left) : left,
      right: right.kind === 'paramSet' ? this.paramSet(right) : right,
    };
  }

  private paramSet(set: ParamSet): ParamSet {
    const params = set.params.map((item) =>
      item.fallback ? { ...item, fallback: this.node(item.fallback, Level.ANY) } : item,
    );
    return { ...set, params };
  }

  private interpolation(part: Interpolation): Interpolation {
    return { ...part, value: this.node(part.value, Level.ANY) };
  }

  private parts(parts: readonly Part[], put: (value: string) => Part | undefined): Part[] {
    const result: Part[] = [];
    const add = (part: Part): void => {
      const last = result.length - 1;
      if (typeof part !== 'string') {
        // `$${` would not interpolate.
        if (typeof result[last] === 'string') result[last] = closeDollar(result[last], put);
        result.push(part);
      } else if (typeof result[last] === 'string') {
        result[last] = `${result[last]}${part}`;
      } else if (part !== '') {
        result.push(part);
      }
    };
    for (const part of parts) {
      if (typeof part !== 'string') {
        result.push(this.interpolation(part));
        continue;
      }
      for (const text of part.split(this.pattern)) {
        const index = this.indexOf(text);
        if (index === undefined) {
          add(text);
          continue;
        }
        const piece = pieceOf(this.take(index), index);
        const made = typeof piece === 'string' ? put(piece) : ({ kind: 'interpolation', value: piece } as const);
        if (made === undefined) throw this.noPlace(index, 'a path takes an Expr, or text that can stand in a path');
        add(made);
      }
    }
    return result;
  }

  private refuseIn(parts: readonly Part[], why: string): void {
    for (const part of parts) {
      const found = typeof part === 'string' ? this.pattern.exec(part) : null;
      if (found) throw this.noPlace(this.indexOf(found[1]) ?? 0, `Nix reads it as part of a URL; ${why}`);
    }
  }

  private take(index: number): unknown {
    this.placed.add(index);
    return this.values[index];
  }

  private indexOf(name: string): number | undefined {
    const digits = name.startsWith(this.stem) ? /^([0-9]+)_$/.exec(name.slice(this.stem.length)) : null;
    return digits ? Number(digits[1]) - 1 : undefined;
  }

  private noPlace(index: number, why: string): NixError {
    return new NixError(
      'NIX_NO_PLACE',
      `Value ${index + 1} of the template stands where no value can stand: ${why}.`,
      'Put it where an expression, a key or a part of a string stands.',
    );
  }
}

/** Text that cannot join with what stands around it inside a string, however that ends and begins. */
function quotedPart(value: string): Part {
  return /^\{|\$$/.test(value) ? literal(value) : escapeText(value);
}

function indentedPart(value: string): Part {
  return /^(?! )[^'$\\\r\n\t{]+$/.test(value) && !value.endsWith(' ') ? value : literal(value);
}

function pathPart(value: string): Part | undefined {
  return /^[A-Za-z0-9._+-]+(?:\/[A-Za-z0-9._+-]+)*$/.test(value) ? value : undefined;
}

function literal(value: string): Part {
  return { kind: 'interpolation', value: { kind: 'string', parts: [escapeText(value)] } };
}

function closeDollar(text: string, put: (value: string) => Part | undefined): string {
  if (put === pathPart || !/(?:^|[^\\$'])(?:\$\$)*\$$/.test(text)) return text;
  return `${text.slice(0, -1)}${put === indentedPart ? "''$" : '\\$'}`;
}
