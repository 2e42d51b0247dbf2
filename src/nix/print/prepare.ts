import { Attr, Binding, IndentedString, Item, Node, Param, ParamItem, ParamSet, Paren, Part } from '../ast';
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
  /** Levels of the tree that this one will stand in, above it. */
  readonly depth?: number;
}

/** The error for a tree that is too deep to print. */
function tooDeep(): NixError {
  return new NixError(
    'NIX_TOO_DEEP',
    `The expression is nested more than ${MAX_DEPTH} levels deep.`,
    'Give parts of it names with a `let`, or move them into files of their own.',
  );
}

/** Runs a pass over a tree; a stack that the caller has left too little of is told as `NIX_TOO_DEEP`. */
export function withinStack<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError && /call stack/.test(error.message)) throw tooDeep();
    throw error;
  }
}

/**
 * Makes trees ready to print: data converted, output files turned into paths,
 * both in parentheses where they need them. What has neither comes back as it
 * is. A tree that is too deep is refused with `NIX_TOO_DEEP`.
 */
export class Preparation {
  private readonly top: number;

  constructor(private readonly options: PrepareOptions) {
    this.top = 1 + (options.depth ?? 0);
  }

  node(node: Node, depth = this.top): Node {
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
        const lines = this.lines(node.lines, depth);
        return lines === node.lines ? node : { ...node, lines };
      }
      case 'list': {
        const items = this.terms(node.items, depth);
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

  attrs(path: readonly Attr[], depth = this.top): readonly Attr[] {
    let changed: Attr[] | undefined;
    for (let i = 0; i < path.length; i += 1) {
      const attr = this.attr(path[i], depth);
      if (attr !== path[i]) (changed ??= [...path])[i] = attr;
    }
    return changed ?? path;
  }

  /** Where only a term may stand. */
  term(node: Node, depth = this.top): Node {
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
    let changed: Item<Binding>[] | undefined;
    for (let i = 0; i < items.length; i += 1) {
      const item = items[i];
      const ready = item.kind === 'loose' ? item : this.binding(item, depth);
      if (ready !== item) (changed ??= [...items])[i] = ready;
    }
    return changed ?? items;
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
      const value = this.node(attr.value.value, depth + 2);
      return value === attr.value.value ? attr : { ...attr, value: { ...attr.value, value } };
    }
    const parts = this.parts(attr.parts, depth);
    return parts === attr.parts ? attr : { ...attr, parts };
  }

  private parts(parts: readonly Part[], depth: number): readonly Part[] {
    let changed: Part[] | undefined;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i];
      if (typeof part === 'string') continue;
      // The interpolation is a level of its own.
      const value = this.node(part.value, depth + 2);
      if (value !== part.value) (changed ??= [...parts])[i] = { ...part, value };
    }
    return changed ?? parts;
  }

  private lines(lines: IndentedString['lines'], depth: number): IndentedString['lines'] {
    let changed: (readonly Part[])[] | undefined;
    for (let i = 0; i < lines.length; i += 1) {
      const parts = this.parts(lines[i], depth);
      if (parts !== lines[i]) (changed ??= [...lines])[i] = parts;
    }
    return changed ?? lines;
  }

  private terms(items: readonly Item<Node>[], depth: number): readonly Item<Node>[] {
    let changed: Item<Node>[] | undefined;
    for (let i = 0; i < items.length; i += 1) {
      const item = items[i];
      const ready = item.kind === 'loose' ? item : this.term(item, depth + 1);
      if (ready !== item) (changed ??= [...items])[i] = ready;
    }
    return changed ?? items;
  }

  private param(param: Param, depth: number): Param {
    if (param.kind === 'paramSet') return this.paramSet(param, depth);
    if (param.kind === 'paramName') return param;
    const left = param.left.kind === 'paramSet' ? this.paramSet(param.left, depth) : param.left;
    const right = param.right.kind === 'paramSet' ? this.paramSet(param.right, depth) : param.right;
    return left === param.left && right === param.right ? param : { ...param, left, right };
  }

  private paramSet(param: ParamSet, depth: number): ParamSet {
    let changed: ParamItem[] | undefined;
    for (let i = 0; i < param.params.length; i += 1) {
      const item = param.params[i];
      const fallback = item.fallback && this.node(item.fallback, depth + 1);
      if (fallback !== item.fallback) (changed ??= [...param.params])[i] = { ...item, fallback };
    }
    return changed ? { ...param, params: changed } : param;
  }
}

/** Data without the parentheses that it got in case it needs them. */
function bare(node: Node): Node {
  return node.kind === 'paren' && node.inner.kind === 'data' && !isMarked(node.open) ? node.inner : node;
}

function enclose(inner: Node): Paren {
  return { kind: 'paren', inner };
}
