/**
 * The little of Nix that tells which modules a flake's systems have: names,
 * sets, lists, functions of the flake's own and files that it imports. What
 * depends on more than the flake's text is left as it is.
 */

import { resolveFrom, Sources } from './paths';
import { parsed, Stays } from './read';
import { openPath, selectOf, unwrapped } from './scope';
import type { Attr, Binding, Item, Node, Param, Part } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { callOf } from '../nix/call-of';
import { unescapeIndented, unescapeText } from '../nix/escape';
import { attr, identifier } from '../nix/make';

/** Names and what they stand for. */
export interface Names {
  readonly own: ReadonlyMap<string, () => Value>;
  readonly outer?: Names;
}

/** An expression where it stands. */
export interface Value {
  readonly node: Node;
  readonly names?: Names;
  /** The file that its paths are relative to. */
  readonly file: string;
}

export type Members = ReadonlyMap<string, Value>;

const MOST_STEPS = 100_000;

export class Static {
  private steps = 0;

  constructor(private readonly sources: Sources) {}

  /** As far as can be told: a set, a list, a function, a string, a path; else what it is made by. */
  resolve(value: Value): Value {
    let at = value;
    for (;;) {
      this.steps += 1;
      if (this.steps > MOST_STEPS) throw new Stays('the flake computes too much');
      const next = this.step(at);
      if (!next) return at;
      at = next;
    }
  }

  private step({ node, names, file }: Value): Value | undefined {
    switch (node.kind) {
      case 'paren':
        return { node: node.inner, names, file };
      case 'with':
      case 'assert':
        return { node: node.body, names, file };
      case 'let':
        return { node: node.body, names: this.bindings(node.items, names, file), file };
      case 'identifier':
        return find(node.name, names);
      case 'select':
        return this.selected(node, names, file);
      case 'if': {
        const condition = this.bool({ node: node.condition, names, file });
        return condition === undefined ? undefined : { node: condition ? node.then : node.otherwise, names, file };
      }
      case 'apply':
        return this.applied(node, names, file);
      default:
        return undefined;
    }
  }

  private selected(node: Node & { kind: 'select' }, names: Names | undefined, file: string): Value | undefined {
    let at: Value = { node: node.target, names, file };
    for (const part of node.path) {
      const name = this.attr(part, names, file);
      const members = name === undefined ? undefined : this.members(at);
      if (!members) return undefined;
      const found = members.get(name!);
      if (!found) return node.fallback ? { node: node.fallback, names, file } : undefined;
      at = found;
    }
    return at;
  }

  private applied(node: Node & { kind: 'apply' }, names: Names | undefined, file: string): Value | undefined {
    const arg: Value = { node: node.arg, names, file };
    const bare = unwrapped(node.fn);
    if (bare.kind === 'identifier' && bare.name === 'import' && !find('import', names)) {
      const path = this.path(arg);
      const target = path === undefined ? undefined : this.fileOf(path);
      return target === undefined ? undefined : { node: parsed(this.sources.read(target)).root, file: target };
    }
    const fn = this.resolve({ node: node.fn, names, file });
    if (fn.node.kind !== 'lambda') return undefined;
    const inner = this.bound(fn.node.param, arg, fn);
    return inner && { node: fn.node.body, names: inner, file: fn.file };
  }

  private fileOf(path: string): string | undefined {
    const kind = this.sources.kind(path);
    if (kind === 'file') return path;
    return kind === 'folder' && this.sources.kind(`${path}/default.nix`) === 'file' ? `${path}/default.nix` : undefined;
  }

  /** The names that the parameters of a function give. */
  private bound(param: Param, arg: Value, { names: outer, file }: Value): Names | undefined {
    const own = new Map<string, () => Value>();
    const inner: Names = { own, outer };
    const add = (one: Param): boolean => {
      if (one.kind === 'paramName') {
        own.set(one.name, () => arg);
        return true;
      }
      if (one.kind === 'paramAt') return add(one.left) && add(one.right);
      const members = this.members(arg);
      for (const { name, fallback } of one.params) {
        const found = members?.get(name);
        if (found) own.set(name, () => found);
        else if (members && fallback) own.set(name, () => ({ node: fallback, names: inner, file }));
        else own.set(name, () => ({ node: selectOf(arg.node, name), names: arg.names, file: arg.file }));
      }
      return true;
    };
    return add(param) ? inner : undefined;
  }

  private bindings(items: readonly Item<Binding>[], outer: Names | undefined, file: string): Names {
    const own = new Map<string, () => Value>();
    const inner: Names = { own, outer };
    for (const [name, value] of this.defined(items, inner, file, outer)) own.set(name, () => value);
    return inner;
  }

  /** What bindings define, by name; `around` is where an `inherit` takes its names. */
  private defined(
    items: readonly Item<Binding>[],
    names: Names | undefined,
    file: string,
    around = names,
  ): Map<string, Value> {
    const found = new Map<string, Value>();
    const deeper = new Map<string, Item<Binding>[]>();
    for (const item of items) {
      if (item.kind === 'loose') continue;
      if (item.kind === 'inherit') {
        for (const one of item.names) {
          const name = attrName(one)!;
          const node = item.from ? selectOf(item.from.inner, name) : identifier(name);
          found.set(name, { node, names: item.from ? names : around, file });
        }
        continue;
      }
      const name = this.attr(item.path[0], names, file);
      if (name === undefined) continue;
      if (item.path.length === 1 && !deeper.has(name)) {
        found.set(name, { node: item.value, names, file });
        continue;
      }
      const before = found.get(name);
      const inside =
        deeper.get(name) ??
        (before && unwrapped(before.node).kind === 'set'
          ? [...(unwrapped(before.node) as Node & { kind: 'set' }).items]
          : []);
      if (item.path.length > 1) {
        inside.push({ ...item, path: item.path.slice(1) });
      } else if (unwrapped(item.value).kind === 'set') {
        inside.push(...(unwrapped(item.value) as Node & { kind: 'set' }).items);
      }
      deeper.set(name, inside);
      found.set(name, { node: { kind: 'set', items: inside }, names, file });
    }
    return found;
  }

  /** The members of a set; undefined where they cannot be told. */
  members(value: Value): Members | undefined {
    const { node, names, file } = this.resolve(value);
    if (node.kind === 'set') {
      return node.rec
        ? new Map([...this.bindings(node.items, names, file).own].map(([name, one]) => [name, one()]))
        : this.defined(node.items, names, file);
    }
    if (node.kind === 'binary' && node.op === '//') {
      const left = this.members({ node: node.left, names, file });
      const right = this.members({ node: node.right, names, file });
      return left && right ? new Map([...left, ...right]) : (right ?? left);
    }
    if (node.kind !== 'apply') return undefined;
    return this.mapped(node, names, file);
  }

  /** `mapAttrs f set`, `genAttrs names f` */
  private mapped(node: Node, names: Names | undefined, file: string): Members | undefined {
    const { name, args } = callOf(node);
    if (name === 'mapAttrs' && args.length === 2) {
      const members = this.members({ node: args[1], names, file });
      return (
        members &&
        new Map([...members].map(([key, one]) => [key, call({ node: args[0], names, file }, text(key), one)]))
      );
    }
    if (name === 'genAttrs' && args.length === 2) {
      const keys = this.list({ node: args[0], names, file })?.map((one) => this.text(one));
      if (!keys || keys.includes(undefined)) return undefined;
      return new Map((keys as string[]).map((key) => [key, call({ node: args[1], names, file }, text(key))]));
    }
    return undefined;
  }

  /** The items of a list; undefined where they cannot be told. */
  list(value: Value): Value[] | undefined {
    const { node, names, file } = this.resolve(value);
    const at = (one: Node): Value => ({ node: one, names, file });
    if (node.kind === 'list') return node.items.flatMap((item) => (item.kind === 'loose' ? [] : [at(item)]));
    if (node.kind === 'binary' && node.op === '++') {
      const left = this.list(at(node.left));
      const right = this.list(at(node.right));
      return left && right && [...left, ...right];
    }
    if (node.kind !== 'apply') return undefined;
    const { name, args } = callOf(node);
    if (name === 'map' && args.length === 2) return this.list(at(args[1]))?.map((one) => call(at(args[0]), one));
    if ((name === 'optionals' || name === 'optional') && args.length === 2) {
      const condition = this.bool(at(args[0]));
      if (condition === undefined) return undefined;
      return !condition ? [] : name === 'optional' ? [at(args[1])] : this.list(at(args[1]));
    }
    return undefined;
  }

  bool(value: Value): boolean | undefined {
    const { node, names, file } = this.resolve(value);
    if (node.kind === 'identifier') return node.name === 'true' ? true : node.name === 'false' ? false : undefined;
    const at = (one: Node) => this.bool({ node: one, names, file });
    if (node.kind === 'unary' && node.op === '!') {
      const operand = at(node.operand);
      return operand === undefined ? undefined : !operand;
    }
    if (node.kind !== 'binary') return undefined;
    if (node.op === '&&' || node.op === '||') {
      const [left, right] = [at(node.left), at(node.right)];
      if (left === undefined || right === undefined) return undefined;
      return node.op === '&&' ? left && right : left || right;
    }
    if (node.op !== '==' && node.op !== '!=') return undefined;
    const [left, right] = [node.left, node.right].map((one) => this.text({ node: one, names, file }));
    if (left === undefined || right === undefined) return undefined;
    return (left === right) === (node.op === '==');
  }

  /** A string, as far as it can be told. */
  text(value: Value): string | undefined {
    const { node, names, file } = this.resolve(value);
    const whole = (parts: readonly Part[], unescape: (one: string) => string) => {
      const texts = parts.map((part) =>
        typeof part === 'string' ? unescape(part) : this.text({ node: part.value, names, file }),
      );
      return texts.includes(undefined) ? undefined : texts.join('');
    };
    if (node.kind === 'string') return whole(node.parts, unescapeText);
    if (node.kind !== 'indented') return undefined;
    const lines = node.lines.map((line) => whole(line, unescapeIndented));
    return lines.includes(undefined) ? undefined : lines.join('\n');
  }

  /** A path from the project's root. */
  path(value: Value): string | undefined {
    const { node, names, file } = this.resolve(value);
    if (node.kind === 'path') {
      const open = openPath(node);
      if (open) return this.path({ node: open, names, file });
      return node.parts.length === 1 && typeof node.parts[0] === 'string'
        ? resolveFrom(file, node.parts[0])
        : undefined;
    }
    if (node.kind !== 'binary' || node.op !== '+') return undefined;
    const left = this.path({ node: node.left, names, file });
    const right = this.text({ node: node.right, names, file });
    return left === undefined || right === undefined ? undefined : resolveFrom('x', `./${left}/${right}`);
  }

  private attr(part: Attr, names: Names | undefined, file: string): string | undefined {
    const name = attrName(part);
    if (name !== undefined) return name;
    const node: Node =
      part.kind === 'dynamic' ? part.value.value : { kind: 'string', parts: (part as Attr & { kind: 'quoted' }).parts };
    return this.text({ node, names, file });
  }
}

/** What a name stands for. */
export function find(name: string, names: Names | undefined): Value | undefined {
  for (let at = names; at; at = at.outer) {
    const found = at.own.get(name);
    if (found) return found();
  }
  return undefined;
}

function text(value: string): Value {
  const part = attr(value);
  return { node: { kind: 'string', parts: part.kind === 'quoted' ? part.parts : [value] }, file: '' };
}

/** `fn arg …`, where each stands elsewhere. */
function call(fn: Value, ...args: Value[]): Value {
  const own = new Map<string, () => Value>([['fn', () => fn]]);
  let node: Node = identifier('fn');
  args.forEach((arg, index) => {
    own.set(`arg${index}`, () => arg);
    node = { kind: 'apply', fn: node, arg: identifier(`arg${index}`) };
  });
  return { node, names: { own }, file: fn.file };
}
