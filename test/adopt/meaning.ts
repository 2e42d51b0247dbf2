/**
 * What a module means, whatever way it is written: every `let`, `with` and
 * `inherit` resolved, paths from the project's root, sets by their keys.
 * Two modules with the same meaning give the module system the same.
 */

import { Terms } from './terms';
import { openPath, unwrapped } from '../../src/adopt/scope';
import type { Attr, Binding, Item, Node, Param, Part } from '../../src/nix/ast';
import { attrName } from '../../src/nix/attr-name';
import { unescapeIndented, unescapeText } from '../../src/nix/escape';
import { isGlobal } from '../../src/nix/scope';

/** What a module gives the module system. */
export interface ModuleMeaning {
  /** What it imports, in order. */
  readonly imports: readonly string[];
  /** What it defines. */
  readonly body: string;
}

/** Where a path literal leads; the text that stands for it. */
export type Resolve = (literal: string) => string;

interface Env {
  readonly names: ReadonlyMap<string, Bound>;
  readonly withs: readonly { readonly scope: Node; readonly env: Env }[];
}
type Bound =
  | { readonly kind: 'arg' }
  | { readonly kind: 'own' }
  | { readonly kind: 'var' }
  /** A name of a `let`, or one inherited from around it. */
  | { readonly kind: 'let'; readonly value: () => number };

/** Refuses what grows without end. */
const LIMIT = 2_000_000;

/** Works out meanings; texts that are the same have the same number. */
export class Meanings extends Terms {
  private work = 0;

  constructor(private resolve: Resolve = (literal) => literal) {
    super();
  }

  /** The meaning of a module's text, whose paths are resolved so. */
  module(root: Node, resolve: Resolve): ModuleMeaning {
    this.resolve = resolve;
    this.work = 0;
    let env: Env = { names: new Map(), withs: [] };
    let node = unwrapped(root);
    if (node.kind === 'lambda') {
      env = this.parameters(node.param, env, true);
      node = unwrapped(node.body);
    }
    for (;;) {
      if (node.kind === 'let') env = this.letEnv(node.items, env);
      else if (node.kind === 'with') env = { ...env, withs: [...env.withs, { scope: node.scope, env }] };
      else break;
      node = unwrapped(node.body);
    }
    if (node.kind !== 'set') return { imports: [], body: this.show(this.of(node, env)) };
    const set = this.setParts(node.items, env);
    const imports = set.names.get('imports');
    const config = set.names.get('config');
    set.names.delete('imports');
    const body =
      config !== undefined && set.names.size === 1 && set.computed.length === 0
        ? this.number(config)
        : this.setNumber(set);
    return { imports: imports === undefined ? [] : this.importList(imports), body: this.show(body) };
  }

  private importList(imports: Value): string[] {
    if (typeof imports !== 'number' && 'list' in imports) return imports.list.map((item) => this.show(item));
    return [this.show(this.number(imports))];
  }

  private number(value: Value): number {
    if (typeof value === 'number') return value;
    if ('list' in value) return this.node('list', ...value.list);
    return this.setNumber(value);
  }

  private setNumber(set: SetParts): number {
    const names = [...set.names].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = names.flatMap(([name, value]) => [name, this.number(value)]);
    const computed = set.computed
      .map(([key, value]) => this.node('computed', key, this.number(value)))
      .sort((a, b) => a - b);
    return this.node('set', ...parts, ...computed);
  }

  of(node: Node, env: Env): number {
    return this.number(this.value(node, env));
  }

  private value(node: Node, env: Env): Value {
    this.work += 1;
    if (this.work > LIMIT) throw new RangeError('the meaning of it grows without end');
    switch (node.kind) {
      case 'paren':
        return this.value(node.inner, env);
      case 'identifier':
        return this.identifier(node.name, env);
      case 'int':
        return this.node('int', BigInt(node.text).toString());
      case 'float':
        return this.node('float', String(Number(node.text)));
      case 'string':
      case 'indented':
        return this.string(node, env);
      case 'path':
        return this.path(node.parts, env);
      case 'searchPath':
        return this.node('searchPath', node.text);
      case 'list':
        return { list: node.items.flatMap((item) => (item.kind === 'loose' ? [] : [this.of(item, env)])) };
      case 'set':
        if (!node.rec && !node.legacyLet) return this.setParts(node.items, env);
        return this.node(
          'rec',
          this.setNumber(this.setParts(node.items, this.variables(definedNames(node.items), env))),
        );
      case 'select':
        return this.select(node, env);
      case 'has':
        return this.node('has', this.of(node.target, env), ...this.keys(node.path, env));
      case 'apply':
        return this.node('apply', this.of(node.fn, env), this.of(node.arg, env));
      case 'unary':
        return this.unary(node, env);
      case 'binary':
        return this.binary(node, env);
      case 'if':
        return this.node('if', this.of(node.condition, env), this.of(node.then, env), this.of(node.otherwise, env));
      case 'assert':
        return this.node('assert', this.of(node.condition, env), this.of(node.body, env));
      case 'with':
        return this.value(node.body, { ...env, withs: [...env.withs, { scope: node.scope, env }] });
      case 'let':
        return this.value(node.body, this.letEnv(node.items, env));
      case 'lambda':
        return this.lambda(node, env);
      default:
        return this.node(node.kind);
    }
  }

  private identifier(name: string, env: Env): Value {
    const bound = env.names.get(name);
    if (bound) {
      if (bound.kind === 'let') return bound.value();
      return this.node(bound.kind, name);
    }
    if (isGlobal(name)) return this.node('global', name);
    if (env.withs.length === 0) return this.node('free', name);
    if (env.withs.length === 1) {
      const [{ scope, env: outer }] = env.withs;
      return this.selectNumber(this.of(scope, outer), [this.node('key', name)]);
    }
    return this.node('with', name, ...env.withs.map(({ scope, env: outer }) => this.of(scope, outer)));
  }

  private selectNumber(target: number, keys: readonly number[]): number {
    const text = this.texts[target];
    const before = /^\(select (.*)\)$/s.exec(text);
    const all = keys.map((key) => `#${key}#`).join(' ');
    // `config._module.args.x` is the argument `x`.
    const made = before ? `(select ${before[1]} ${all})` : `(select #${target}# ${all})`;
    const parts = [...made.matchAll(/#([0-9]+)#/g)].map(([, id]) => Number(id));
    const module = [this.node('key', '_module'), this.node('key', 'args')];
    if (
      parts.length >= 4 &&
      parts[0] === this.node('arg', 'config') &&
      parts[1] === module[0] &&
      parts[2] === module[1]
    ) {
      const name = this.only('key', parts[3]);
      if (name !== undefined) {
        const own = this.node('own', name);
        return parts.length === 4 ? own : this.selectNumber(own, parts.slice(4));
      }
    }
    return this.id(made);
  }

  private select(node: Node & { kind: 'select' }, env: Env): Value {
    const target = this.value(node.target, env);
    const keys = this.keys(node.path, env);
    if (!node.fallback) return this.selectNumber(this.number(target), keys);
    return this.node('or', this.selectNumber(this.number(target), keys), this.of(node.fallback, env));
  }

  private keys(path: readonly Attr[], env: Env): number[] {
    return path.map((part) => this.key(part, env));
  }

  private key(part: Attr, env: Env): number {
    const name = attrName(part);
    if (name !== undefined) return this.node('key', name);
    const node: Node =
      part.kind === 'dynamic' ? part.value.value : { kind: 'string', parts: (part as Attr & { kind: 'quoted' }).parts };
    const id = this.of(node, env);
    const text = this.only('string', id);
    if (text !== undefined) return this.node('key', text);
    // `${x}` and `"${x}"` are the same key.
    const only = /^\(string #([0-9]+)#\)$/.exec(this.texts[id]);
    return this.node('dynamic', only ? Number(only[1]) : id);
  }

  private unary(node: Node & { kind: 'unary' }, env: Env): Value {
    const operand = unwrapped(node.operand);
    if (node.op === '-' && operand.kind === 'int') return this.node('int', (-BigInt(operand.text)).toString());
    if (node.op === '-' && operand.kind === 'float') return this.node('float', String(-Number(operand.text)));
    return this.node(node.op, this.of(node.operand, env));
  }

  private binary(node: Node & { kind: 'binary' }, env: Env): Value {
    if (['++', '//', '&&', '||'].includes(node.op)) {
      // They group either way.
      const operands = [node.left, node.right].map((one) => this.of(one, env));
      return this.node(node.op, ...operands.flatMap((one) => this.joined(node.op, one)));
    }
    const left = this.of(node.left, env);
    const right = this.of(node.right, env);
    // A path and text behind it.
    const path = node.op === '+' ? this.only('path', left) : undefined;
    const text = path === undefined ? undefined : this.only('string', right);
    if (path !== undefined && text !== undefined) return this.node('path', path + text);
    return this.node(node.op, left, right);
  }

  private string(node: Node & { kind: 'string' | 'indented' }, env: Env): number {
    const pieces: (string | number)[] = [];
    const add = (piece: string | number) => {
      const last = pieces.length - 1;
      if (piece === '') return;
      if (typeof piece === 'string' && typeof pieces[last] === 'string') {
        pieces[last] = `${pieces[last] as string}${piece}`;
      } else {
        pieces.push(piece);
      }
    };
    const part = (one: Part, unescape: (text: string) => string) => {
      if (typeof one === 'string') return add(unescape(one));
      const inner = this.of(one.value, env);
      const parts = /^\(string (.*)\)$/s.exec(this.texts[inner]);
      // A string in a string is part of it.
      if (!parts) return add(inner);
      for (const [, id, text] of parts[1].matchAll(/#([0-9]+)#|("(?:[^"\\]|\\.)*")/g)) {
        add(id === undefined ? (JSON.parse(text) as string) : Number(id));
      }
    };
    if (node.kind === 'string') {
      for (const one of node.parts) part(one, unescapeText);
    } else {
      node.lines.forEach((line, row) => {
        if (row > 0) add('\n');
        for (const one of line) part(one, unescapeIndented);
      });
    }
    return this.node('string', ...(pieces.length === 0 ? [''] : pieces));
  }

  private path(parts: readonly Part[], env: Env): number {
    if (parts.every((part) => typeof part === 'string')) return this.node('path', this.resolve(parts.join('')));
    return this.of(openPath({ kind: 'path', parts })!, env);
  }

  // --- what binds names ---

  private variables(names: Iterable<string>, env: Env): Env {
    const inner = new Map(env.names);
    for (const name of names) inner.set(name, { kind: 'var' });
    return { names: inner, withs: env.withs };
  }

  private parameters(param: Param, env: Env, isModule = false): Env {
    const names: string[] = [];
    const add = (one: Param): void => {
      if (one.kind === 'paramName') {
        names.push(one.name);
      } else if (one.kind === 'paramSet') {
        names.push(...one.params.map(({ name }) => name));
      } else {
        add(one.left);
        add(one.right);
      }
    };
    add(param);
    if (!isModule) return this.variables(names, env);
    const inner = new Map(env.names);
    for (const name of names) inner.set(name, { kind: GIVEN.has(name) ? 'arg' : 'own' });
    return { names: inner, withs: env.withs };
  }

  private lambda(node: Node & { kind: 'lambda' }, env: Env): number {
    const inner = this.parameters(node.param, env);
    return this.node('lambda', this.paramText(node.param, inner), this.of(node.body, inner));
  }

  private paramText(param: Param, env: Env): number {
    if (param.kind === 'paramName') return this.node('param', param.name);
    if (param.kind === 'paramAt') {
      return this.node(
        'at',
        ...[this.paramText(param.left, env), this.paramText(param.right, env)].sort((a, b) => a - b),
      );
    }
    const params = [...param.params].sort((a, b) => (a.name < b.name ? -1 : 1));
    const texts = params.flatMap(({ name, fallback }) => (fallback ? [name, '?', this.of(fallback, env)] : [name]));
    return this.node('params', param.ellipsis ? '...' : '', ...texts);
  }

  /** The names of a `let` mean their values, but where a value needs itself. */
  private letEnv(items: readonly Item<Binding>[], env: Env): Env {
    const names = new Map(env.names);
    const inner: Env = { names, withs: env.withs };
    const busy = new Set<string>();
    const known = new Map<string, number>();
    let recursions = 0;
    const define = (name: string, make: () => number) => {
      names.set(name, {
        kind: 'let',
        value: () => {
          const before = known.get(name);
          if (before !== undefined) return before;
          if (busy.has(name)) {
            recursions += 1;
            return this.node('again', name);
          }
          busy.add(name);
          const from = recursions;
          const made = make();
          busy.delete(name);
          if (recursions === from) known.set(name, made);
          return made;
        },
      });
    };
    const sets = new Map<string, Binding[]>();
    for (const item of items) {
      if (item.kind === 'loose') continue;
      if (item.kind === 'inherit') {
        for (const one of item.names) {
          const name = attrName(one)!;
          const { from } = item;
          define(name, () =>
            from
              ? this.selectNumber(this.of(from.inner, inner), [this.node('key', name)])
              : this.number(this.identifier(name, env)),
          );
        }
        continue;
      }
      const name = attrName(item.path[0])!;
      sets.set(name, [...(sets.get(name) ?? []), item]);
    }
    for (const [name, bindings] of sets) {
      define(name, () => {
        const set = this.setParts(bindings, inner);
        return this.number(set.names.get(name)!);
      });
    }
    return inner;
  }

  private setParts(items: readonly Item<Binding>[], env: Env): SetParts {
    const set: SetParts = { names: new Map(), computed: [] };
    for (const item of items) {
      if (item.kind === 'loose') continue;
      if (item.kind === 'inherit') {
        for (const one of item.names) {
          const name = attrName(one)!;
          const value = item.from
            ? this.selectNumber(this.of(item.from.inner, env), [this.node('key', name)])
            : this.identifier(name, env);
          set.names.set(name, value);
        }
        continue;
      }
      this.define(set, item.path, item.value, env);
    }
    return set;
  }

  private define(into: SetParts, path: readonly Attr[], value: Node, env: Env): void {
    let set = into;
    for (const [index, part] of path.entries()) {
      const isLast = index === path.length - 1;
      const name = this.keyName(part, env);
      const made: Value = isLast ? this.value(value, env) : { names: new Map(), computed: [] };
      if (name === undefined) {
        set.computed.push([this.key(part, env), made]);
        if (!isLast) set = made as SetParts;
        continue;
      }
      const before = set.names.get(name);
      if (
        before !== undefined &&
        typeof before !== 'number' &&
        'names' in before &&
        typeof made !== 'number' &&
        'names' in made
      ) {
        join(before, made);
        set = before;
      } else {
        set.names.set(name, made);
        if (!isLast) set = made as SetParts;
      }
    }
  }

  private keyName(part: Attr, env: Env): string | undefined {
    const name = attrName(part);
    if (name !== undefined) return name;
    return this.only('key', this.key(part, env));
  }
}

interface SetParts {
  readonly names: Map<string, Value>;
  readonly computed: [number, Value][];
}
type Value = number | SetParts | { readonly list: readonly number[] };

/** What modules of all kinds are given. */
const GIVEN = new Set(['config', 'lib', 'options', 'pkgs', 'inputs', 'modulesPath', 'osConfig', 'utils']);

function join(into: SetParts, from: SetParts): void {
  for (const [name, value] of from.names) {
    const before = into.names.get(name);
    if (
      before !== undefined &&
      typeof before !== 'number' &&
      'names' in before &&
      typeof value !== 'number' &&
      'names' in value
    ) {
      join(before, value);
    } else {
      into.names.set(name, value);
    }
  }
  into.computed.push(...from.computed);
}

function definedNames(items: readonly Item<Binding>[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'loose') return [];
    const names = item.kind === 'assign' ? [attrName(item.path[0])] : item.names.map(attrName);
    return names.filter((name) => name !== undefined);
  });
}
