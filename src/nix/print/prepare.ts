import { Attr, Binding, Interpolation, Item, Node, Param, ParamItem, ParamSet, Paren, Part } from '../ast';
import { NixError } from '../error';
import { MAX_DEPTH } from '../limits';
import { isMarked } from './marks';
import { outputPath } from './output-path';
import { isTerm } from './shape';

export interface PrepareOptions {
  /** The printed file's own path, from the output's root. */
  readonly from?: string;
  /** The tree of plain data. */
  readonly convert?: (value: unknown) => Node;
}

/** The error for a tree that is too deep to print. */
export function tooDeep(): NixError {
  return new NixError(
    'NIX_TOO_DEEP',
    `The expression is nested more than ${MAX_DEPTH} levels deep.`,
    'Give parts of it names with a `let`, or move them into files of their own.',
  );
}

/**
 * Makes trees ready to print: data converted, output files turned into paths,
 * both in parentheses where they need them. What has neither comes back as it
 * is. A tree that is too deep is refused with `NIX_TOO_DEEP`.
 */
export class Preparation {
  constructor(private readonly options: PrepareOptions) {}

  node(node: Node, depth = 1): Node {
    if (depth > MAX_DEPTH) throw tooDeep();
    switch (node.kind) {
      case 'data':
        return this.node(this.convert(node.value), depth);
      case 'outputFile':
        return outputPath(node.target, this.options.from);
      case 'string':
      case 'path': {
        const parts = this.parts(node.parts, depth);
        return parts === node.parts ? node : { ...node, parts };
      }
      case 'indented': {
        const lines = map(node.lines, (line) => this.parts(line, depth));
        return lines === node.lines ? node : { ...node, lines };
      }
      case 'list': {
        const items = map(node.items, (item) => (item.kind === 'loose' ? item : this.term(item, depth + 1)));
        return items === node.items ? node : { ...node, items };
      }
      case 'set': {
        const items = this.bindings(node.items, depth);
        return items === node.items ? node : { ...node, items };
      }
      case 'let': {
        const items = this.bindings(node.items, depth);
        const body = this.node(node.body, depth + 1);
        return items === node.items && body === node.body ? node : { ...node, items, body };
      }
      case 'paren': {
        const inner = this.node(node.inner, depth + 1);
        return inner === node.inner ? node : { ...node, inner };
      }
      case 'with': {
        const scope = this.node(node.scope, depth + 1);
        const body = this.node(node.body, depth + 1);
        return scope === node.scope && body === node.body ? node : { ...node, scope, body };
      }
      case 'assert': {
        const condition = this.node(node.condition, depth + 1);
        const body = this.node(node.body, depth + 1);
        return condition === node.condition && body === node.body ? node : { ...node, condition, body };
      }
      case 'if': {
        const condition = this.node(node.condition, depth + 1);
        const then = this.node(node.then, depth + 1);
        const otherwise = this.node(node.otherwise, depth + 1);
        const same = condition === node.condition && then === node.then && otherwise === node.otherwise;
        return same ? node : { ...node, condition, then, otherwise };
      }
      case 'lambda': {
        const param = this.param(node.param, depth);
        const body = this.node(node.body, depth + 1);
        return param === node.param && body === node.body ? node : { ...node, param, body };
      }
      case 'apply': {
        const fn = node.fn.kind === 'apply' ? this.node(node.fn, depth + 1) : this.term(node.fn, depth + 1);
        const arg = this.term(node.arg, depth + 1);
        return fn === node.fn && arg === node.arg ? node : { ...node, fn, arg };
      }
      case 'binary': {
        const left = this.operand(node.left, depth + 1);
        const right = this.operand(node.right, depth + 1);
        return left === node.left && right === node.right ? node : { ...node, left, right };
      }
      case 'unary': {
        const operand = this.operand(node.operand, depth + 1);
        return operand === node.operand ? node : { ...node, operand };
      }
      case 'has': {
        const target = this.operand(node.target, depth + 1);
        const path = this.attrs(node.path, depth);
        return target === node.target && path === node.path ? node : { ...node, target, path };
      }
      case 'select': {
        const target = this.term(node.target, depth + 1);
        const path = this.attrs(node.path, depth);
        const fallback = node.fallback && this.term(node.fallback, depth + 1);
        const same = target === node.target && path === node.path && fallback === node.fallback;
        return same ? node : { ...node, target, path, fallback };
      }
      default:
        return node;
    }
  }

  attrs(path: readonly Attr[], depth = 1): readonly Attr[] {
    return map(path, (attr) => this.attr(attr, depth));
  }

  /** Where only a term may stand. */
  term(node: Node, depth = 1): Node {
    const ready = this.node(bare(node), depth);
    return isTerm(ready) ? ready : enclose(ready);
  }

  /** Beside an operator. Makers put what needs it in parentheses; what data turns into, nobody has yet. */
  private operand(outer: Node, depth: number): Node {
    const node = bare(outer);
    const ready = this.node(node, depth);
    if ((node.kind !== 'data' && node.kind !== 'outputFile') || isTerm(ready)) return ready;
    return ready.kind === 'apply' || (ready.kind === 'unary' && ready.op === '-') ? ready : enclose(ready);
  }

  private convert(value: unknown): Node {
    const { convert } = this.options;
    if (!convert) throw new Error('Printing data needs `convert`.');
    let node = convert(value);
    while (node.kind === 'data') node = convert(node.value);
    return node;
  }

  private bindings(items: readonly Item<Binding>[], depth: number): readonly Item<Binding>[] {
    return map(items, (item) => (item.kind === 'loose' ? item : this.binding(item, depth)));
  }

  private binding(binding: Binding, depth: number): Binding {
    if (binding.kind === 'assign') {
      const path = this.attrs(binding.path, depth);
      const value = this.node(binding.value, depth + 1);
      return path === binding.path && value === binding.value ? binding : { ...binding, path, value };
    }
    const names = this.attrs(binding.names, depth);
    const from = binding.from && (this.node(binding.from, depth + 1) as Paren);
    return names === binding.names && from === binding.from ? binding : { ...binding, names, from };
  }

  private attr(attr: Attr, depth: number): Attr {
    if (attr.kind === 'name') return attr;
    if (attr.kind === 'dynamic') {
      const value = this.interpolation(attr.value, depth);
      return value === attr.value ? attr : { ...attr, value };
    }
    const parts = this.parts(attr.parts, depth);
    return parts === attr.parts ? attr : { ...attr, parts };
  }

  private parts(parts: readonly Part[], depth: number): readonly Part[] {
    return map(parts, (part) => (typeof part === 'string' ? part : this.interpolation(part, depth)));
  }

  private interpolation(part: Interpolation, depth: number): Interpolation {
    const value = this.node(part.value, depth + 1);
    return value === part.value ? part : { ...part, value };
  }

  private param(param: Param, depth: number): Param {
    if (param.kind === 'paramSet') return this.paramSet(param, depth);
    if (param.kind === 'paramName') return param;
    const left = param.left.kind === 'paramSet' ? this.paramSet(param.left, depth) : param.left;
    const right = param.right.kind === 'paramSet' ? this.paramSet(param.right, depth) : param.right;
    return left === param.left && right === param.right ? param : { ...param, left, right };
  }

  private paramSet(param: ParamSet, depth: number): ParamSet {
    const params = map(param.params, (item): ParamItem => {
      const fallback = item.fallback && this.node(item.fallback, depth + 1);
      return fallback === item.fallback ? item : { ...item, fallback };
    });
    return params === param.params ? param : { ...param, params };
  }
}

/** Data without the parentheses that it got in case it needs them. */
function bare(node: Node): Node {
  return node.kind === 'paren' && node.inner.kind === 'data' && !isMarked(node.open) ? node.inner : node;
}

function enclose(inner: Node): Paren {
  return { kind: 'paren', inner };
}

/** The same array when nothing in it changes. */
function map<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let i = 0; i < items.length; i += 1) {
    const item = change(items[i]);
    if (changed) changed.push(item);
    else if (item !== items[i]) changed = [...items.slice(0, i), item];
  }
  return changed ?? items;
}
