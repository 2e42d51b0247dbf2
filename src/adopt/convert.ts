import { array, atom, call, Code, Entry, flat, keyText, Member, object, quote, stringAtom } from './code';
import { commentsIn, isApart, linesOf } from './comments';
import { PathMap, rawText } from './raw';
import { Stays } from './read';
import { LetName, openPath, Scope, selectOf, unwrapped } from './scope';
import { textCode, TextPart } from './templates';
import type { Attr, Binding, Item, Node, Part } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { unescapeIndented, unescapeText } from '../nix/escape';
import { takeTrivia } from '../nix/leading-trivia';
import { isGlobal, scoping } from '../nix/scope';

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
const MAKERS: Readonly<Record<string, readonly [string, number]>> = {
  'lib.mkDefault': ['Nix.mkDefault', 1],
  'lib.mkForce': ['Nix.mkForce', 1],
  'lib.mkBefore': ['Nix.mkBefore', 1],
  'lib.mkAfter': ['Nix.mkAfter', 1],
  'lib.mkIf': ['Nix.mkIf', 2],
  'lib.mkMerge': ['Nix.mkMerge', 1],
  'lib.mkOverride': ['Nix.mkOverride', 2],
  'lib.mkOrder': ['Nix.mkOrder', 2],
};
const OTHERS: Readonly<Record<string, readonly [string, number]>> = {
  'builtins.toJSON': ['Nix.toJson', 1],
  'pkgs.writeText': ['Nix.textFile', 2],
  'pkgs.writeShellScript': ['Nix.shellScript', 2],
  'pkgs.writeShellScriptBin': ['Nix.shellScriptBin', 2],
};
const METHODS: Readonly<Record<string, string>> = {
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
const JOINS: Readonly<Record<string, string>> = { '++': 'concat', '//': 'update', '&&': 'and', '||': 'or' };

/** A level of a set: what it has by name, and what it computes the names of. */
interface Level {
  readonly entries: Slot[];
  readonly closing: string[];
}
interface Slot {
  readonly name?: string;
  readonly computed?: Attr;
  comments: string[];
  behind?: string;
  apart: boolean;
  value?: Node;
  level?: Level;
}

/** From expressions of one module to TypeScript. */
export class Converter {
  readonly shares: Shares = { data: 0, references: 0, raw: 0 };
  /** The constants that are used, in the order in which they can stand. */
  readonly constants: Constant[] = [];
  /** Names of `let` that stand somewhere, as a constant or in raw Nix. */
  readonly said = new Set<string>();
  /** How many `with`s stand around the whole module. */
  moduleWiths = 0;
  /** How much of the `let` raw pieces say again. */
  repeated = 0;
  /** Comments that stand in the program, as comments or in raw Nix. */
  private readonly kept: string[] = [];
  private readonly made = new Map<LetName, Made | undefined>();
  private readonly names = new Set([
    'App',
    'Asset',
    'Construct',
    'Expr',
    'FlakeInput',
    'Nix',
    'NixModule',
    'NixosSystem',
    'System',
    'file',
    'nix',
    'scope',
    'app',
    'add',
    'host',
  ]);

  constructor(private readonly files: PathMap) {}

  reserve(name: string): void {
    this.names.add(name);
  }

  /** The definitions of a module. */
  body(items: readonly Item<Binding>[], scope: Scope): { readonly code: Code; readonly rest: readonly string[] } {
    const level = this.level(items, scope);
    return { code: this.levelCode(level, scope).code, rest: [] };
  }

  /** A value with the comments that stand in it and have no other place. */
  entry(node: Node, scope: Scope): Entry & { readonly made: Made } {
    const { node: bare, trivia } = takeTrivia(node);
    const comments = linesOf(trivia);
    this.kept.push(...comments);
    const from = this.kept.length;
    const made = this.value(bare, scope);
    const left = without(commentsIn(bare), this.kept.slice(from));
    this.kept.push(...left);
    return { value: made.code, made, comments: [...comments, ...left], apart: isApart(trivia) };
  }

  value(node: Node, scope: Scope): Made {
    switch (node.kind) {
      case 'paren':
        return this.value(node.inner, scope);
      case 'identifier':
      case 'select':
        return this.reference(node, scope);
      case 'int':
      case 'float':
        return this.number(node, node.text);
      case 'unary': {
        const operand = unwrapped(node.operand);
        if (node.op === '-') {
          const isNumber = operand.kind === 'int' || operand.kind === 'float';
          return isNumber ? this.number(node, `-${operand.text}`) : this.raw(node, scope);
        }
        return this.compound(node, scope, () => expr(call('Nix.not', this.value(operand, scope).code)));
      }
      case 'string':
      case 'indented':
        return this.string(node, scope);
      case 'path':
        return this.path(node, scope);
      case 'searchPath':
        this.shares.references += 1;
        return expr(call('Nix.searchPath', stringAtom(node.text.slice(1, -1))));
      case 'list':
        return this.list(node, scope);
      case 'set':
        if (node.rec || node.legacyLet) return this.raw(node, scope);
        return this.levelCode(this.set(node, scope), scope);
      case 'has':
        return this.compound(node, scope, () => {
          const target = this.target(node.target, scope);
          if (target === undefined) return undefined;
          return expr(call(`${target}.has`, ...this.keys(node.path, scope)));
        });
      case 'apply':
        return this.apply(node, scope);
      case 'binary':
        return this.binary(node, scope);
      case 'if':
        return this.compound(node, scope, () => {
          const parts = [node.condition, node.then, node.otherwise];
          return expr(call('Nix.ifElse', ...parts.map((part) => this.value(part, scope).code)));
        });
      case 'with':
        if (scope.withs.length > 0 || !this.refPath(node.scope, scope)) return this.raw(node, scope);
        return this.value(node.body, scope.inside(node.scope));
      default:
        return this.raw(node, scope);
    }
  }

  // --- leaves ---

  private number(node: Node, text: string): Made {
    this.shares.data += 1;
    const value = Number(text);
    const isFloat = text.includes('.') || /e/i.test(text);
    if (!Number.isFinite(value)) {
      this.shares.data -= 1;
      return this.raw(node, new Scope(new Set()));
    }
    if (isFloat) {
      if (!Number.isInteger(value)) {
        return { code: { kind: 'atom', text: floatLiteral(value), isNumber: true }, isExpr: false };
      }
      return expr(call('Nix.floating', { kind: 'atom', text: floatLiteral(value) }));
    }
    if (!Number.isSafeInteger(value)) return expr(call('Nix.integer', stringAtom(BigInt(text).toString())));
    return { code: { kind: 'atom', text: String(value === 0 ? 0 : value), isNumber: true }, isExpr: false };
  }

  private string(node: Node & { kind: 'string' | 'indented' }, scope: Scope): Made {
    const parts: TextPart[] = [];
    const before = { ...this.shares };
    const pieces = piecesOf(node);
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        const last = parts.length - 1;
        if (typeof parts[last] === 'string') parts[last] = `${parts[last] as string}${piece}`;
        else if (piece !== '') parts.push(piece);
        continue;
      }
      const made = this.value(piece, scope);
      const text = made.isExpr || made.isText ? flat(made.code) : undefined;
      const whole = text !== undefined && text.length < 80 ? made.code : this.rawFlat(piece, scope);
      const usable = flat(whole);
      if (usable === undefined) return this.raw(node, scope, before);
      parts.push({ code: usable, whole });
    }
    if (parts.every((part) => typeof part === 'string')) {
      this.restore(before);
      this.shares.data += 1;
      const code = textCode(parts.length === 0 ? [''] : parts);
      return { code, isExpr: code.kind === 'template', isText: true };
    }
    // A single value in a string stays one.
    const code = parts.length === 1 ? call('Nix.str', array([(parts[0] as { whole: Code }).whole])) : textCode(parts);
    return this.counted(before, expr(code));
  }

  private path(node: Node & { kind: 'path' }, scope: Scope): Made {
    if (node.parts.some((part) => typeof part !== 'string')) {
      const open = openPath(node);
      if (!open) throw new Stays('it names a file by a computed path');
      return this.value(open, scope);
    }
    const text = node.parts.join('');
    this.shares.references += 1;
    const code = this.files.code(text);
    if (code !== undefined) return { code: fileCall(code), isExpr: true, canChain: !code.includes('.plus(') };
    return expr(call('Nix.path', stringAtom(text)));
  }

  private reference(node: Node & { kind: 'identifier' | 'select' }, scope: Scope): Made {
    if (node.kind === 'identifier' && ['true', 'false', 'null'].includes(node.name)) {
      if (scope.meaning(node.name, true).kind === 'global') {
        this.shares.data += 1;
        return { code: atom(node.name), isExpr: false };
      }
    }
    const before = { ...this.shares };
    const path = node.kind === 'select' && node.fallback ? undefined : this.refPath(node, scope);
    if (path) {
      this.shares.references += 1;
      return refMade(path);
    }
    if (node.kind === 'identifier') {
      const constant = this.constant(node.name, scope);
      if (!constant) return this.raw(node, scope);
      this.shares[constant.isExpr ? 'references' : 'data'] += 1;
      return constant;
    }
    if (node.fallback) {
      const target = this.target({ ...node, fallback: undefined }, scope, true);
      if (target === undefined) return this.raw(node, scope, before);
      const fallback = this.value(node.fallback, scope).code;
      return this.counted(before, expr(call(`${target}.orDefault`, fallback)));
    }
    const target = this.target(node.target, scope);
    if (target === undefined) return this.raw(node, scope, before);
    const made = call(`${target}.attr`, ...this.keys(node.path, scope));
    return this.counted(before, { code: made, isExpr: true, canChain: !target.includes('(') });
  }

  /** The text of what a method can be called on; undefined where that is nothing simple. */
  private target(node: Node, scope: Scope, isSelection = false): string | undefined {
    const bare = unwrapped(node);
    const path = this.refPath(bare, scope);
    if (path) return isSelection && path.length < 2 ? undefined : `Nix.ref(${quote(pathText(path))})`;
    if (bare.kind === 'identifier' && !isSelection) {
      const constant = this.constant(bare.name, scope);
      return constant?.isExpr && constant.code.kind === 'atom' ? constant.code.text : undefined;
    }
    if (bare.kind !== 'select' || bare.fallback) return undefined;
    const target = this.target(bare.target, scope);
    if (target === undefined) return undefined;
    const text = flat(call(`${target}.attr`, ...this.keys(bare.path, scope)));
    return text !== undefined && !/\).*\)\./.test(text) ? text : undefined;
  }

  private keys(path: readonly Attr[], scope: Scope): Code[] {
    return path.map((part) => {
      const name = attrName(part);
      if (name !== undefined) return stringAtom(name);
      const node: Node =
        part.kind === 'dynamic'
          ? part.value.value
          : { kind: 'string', parts: (part as Attr & { kind: 'quoted' }).parts };
      return this.value(node, scope).code;
    });
  }

  /** The dotted path of a reference whose keys are all known, through names of a `let` that only say `lib.x` or `pkgs`. */
  private refPath(node: Node, scope: Scope, depth = 0): string[] | undefined {
    const bare = unwrapped(node);
    if (bare.kind === 'select') {
      if (bare.fallback) return undefined;
      const start = this.refPath(bare.target, scope, depth);
      const keys = bare.path.map(attrName);
      return start && !keys.includes(undefined) ? [...start, ...(keys as string[])] : undefined;
    }
    if (bare.kind !== 'identifier' || depth > 8) return undefined;
    const meaning = scope.meaning(bare.name, isGlobal(bare.name));
    switch (meaning.kind) {
      case 'argument':
        return meaning.how === 'given' ? [bare.name] : ['config', '_module', 'args', bare.name];
      case 'global':
        return [bare.name];
      case 'with': {
        const start = this.refPath(meaning.scope, new Scope(scope.args, scope.lets, [], scope.more), depth + 1);
        return start && [...start, bare.name];
      }
      case 'let': {
        const { value } = meaning.of;
        const path = value && this.refPath(value, scope, depth + 1);
        // What is short in Nix is short here; constants keep their names.
        if (!path || !['lib', 'builtins', 'pkgs', 'inputs'].includes(path[0]) || path.length > 2) return undefined;
        if (path[0] === 'pkgs' && path.length > 1) return undefined;
        this.said.add(bare.name);
        return path;
      }
      default:
        return undefined;
    }
  }

  // --- a let ---

  private constant(name: string, scope: Scope): Made | undefined {
    const found = scope.lets.get(name);
    if (!found?.value) return undefined;
    if (this.made.has(found)) return this.made.get(found);
    // While it is made it has no name: what refers to itself stays in Nix.
    this.made.set(found, undefined);
    const before = { ...this.shares };
    // A `with` inside which it is used is none of its own.
    const value: Node = needsItself(found, scope) ? { kind: 'identifier', name } : found.value;
    const own = this.entry(
      value,
      new Scope(scope.args, scope.lets, scope.withs.slice(0, this.moduleWiths), scope.more),
    );
    this.restore(before);
    const tsName = this.freshName(name);
    const around = marksOf(found.item);
    this.kept.push(...around);
    this.constants.push({ name: tsName, value: own.value, comments: [...around, ...(own.comments ?? [])] });
    this.said.add(name);
    const made: Made = {
      code: atom(tsName),
      isExpr: own.made.isExpr,
      isText: own.made.isText && !own.made.isExpr,
      canChain: true,
    };
    this.made.set(found, made);
    return made;
  }

  private freshName(name: string): string {
    const base =
      name.replace(/[^A-Za-z0-9_]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '') || 'value';
    let text = RESERVED.has(base) ? `${base}Value` : base;
    for (let count = 2; this.names.has(text); count += 1) text = `${base}${count}`;
    this.names.add(text);
    return text;
  }

  // --- what is made of others ---

  private apply(node: Node & { kind: 'apply' }, scope: Scope): Made {
    const args: Node[] = [];
    let fn: Node = node;
    for (; fn.kind === 'apply'; fn = unwrapped(fn.fn)) args.unshift(fn.arg);
    const path = this.refPath(fn, scope)?.join('.') ?? '';
    const maker = MAKERS[path];
    if (maker && args.length === maker[1]) {
      const made = this.maker(maker[0], args, scope);
      if (made) return made;
    }
    return this.compound(node, scope, () => {
      const other = OTHERS[path];
      const values = () => args.map((arg) => this.value(arg, scope).code);
      if (other && args.length === other[1]) return expr(call(other[0], ...values()));
      const target = this.target(fn, scope);
      return target === undefined ? undefined : expr(call(`${target}.call`, ...values()));
    });
  }

  /** Priorities and conditions: what they hold counts by itself. */
  private maker(name: string, args: readonly Node[], scope: Scope): Made | undefined {
    if (name === 'Nix.mkOverride' || name === 'Nix.mkOrder') {
      const first = unwrapped(args[0]);
      if (first.kind !== 'int' || !Number.isSafeInteger(Number(first.text))) return undefined;
      return expr(call(name, atom(String(Number(first.text))), this.value(args[1], scope).code));
    }
    if (name === 'Nix.mkMerge' && unwrapped(args[0]).kind !== 'list') return undefined;
    return expr(call(name, ...args.map((arg) => this.value(arg, scope).code)));
  }

  private binary(node: Node & { kind: 'binary' }, scope: Scope): Made {
    return this.compound(node, scope, () => {
      const join = JOINS[node.op];
      if (join !== undefined) {
        const operands = operandsOf(node, node.op).map((operand) => this.value(operand, scope).code);
        return expr(call(`Nix.${join}`, ...operands));
      }
      const method = METHODS[node.op];
      if (method === undefined) return undefined;
      const left = this.value(node.left, scope);
      const text = left.isExpr && left.canChain ? flat(left.code) : undefined;
      return text === undefined ? undefined : expr(call(`${text}.${method}`, this.value(node.right, scope).code));
    });
  }

  private list(node: Node & { kind: 'list' }, scope: Scope): Made {
    const items: (Entry & { made: Made })[] = [];
    let pending: string[] = [...commentsIn({ open: node.open })];
    this.kept.push(...pending);
    let apart = false;
    for (const item of node.items) {
      if (item.kind === 'loose') {
        const lines = linesOf(item.trivia);
        this.kept.push(...lines);
        pending.push(...lines);
        apart ||= isApart(item.trivia);
        continue;
      }
      const entry = this.entry(item, scope);
      items.push({ ...entry, comments: [...pending, ...(entry.comments ?? [])], apart: apart || entry.apart });
      pending = [];
      apart = false;
    }
    const end = commentsIn({ close: node.close });
    this.kept.push(...end);
    const closing = [...pending, ...end];
    if (items.length === 0 && closing.length === 0) {
      this.shares.data += 1;
      return { code: atom('[]'), isExpr: false };
    }
    const isPlain =
      closing.length === 0 && items.every(({ comments, made }) => !comments?.length && made.pkg !== undefined);
    if (isPlain && items.length > 1) {
      return { code: call('Nix.pkgs', ...items.map(({ made }) => stringAtom(made.pkg!))), isExpr: false };
    }
    return {
      code: {
        kind: 'array',
        items: items.map(({ value, comments, apart: own }) => ({ value, comments, apart: own })),
        closing,
      },
      isExpr: false,
    };
  }

  // --- sets ---

  private set(node: Node & { kind: 'set' }, scope: Scope): Level {
    const level = this.level(node.items, scope);
    const open = commentsIn({ open: node.open });
    const close = commentsIn({ close: node.close });
    this.kept.push(...open, ...close);
    if (open.length > 0) {
      if (level.entries.length > 0) level.entries[0].comments.unshift(...open);
      else level.closing.unshift(...open);
    }
    level.closing.push(...close);
    return level;
  }

  private level(items: readonly Item<Binding>[], scope: Scope, into: Level = { entries: [], closing: [] }): Level {
    let pending: string[] = [];
    let apart = false;
    for (const item of items) {
      if (item.kind === 'loose') {
        const lines = linesOf(item.trivia);
        this.kept.push(...lines);
        pending.push(...lines);
        apart ||= isApart(item.trivia);
        continue;
      }
      const { before, after } = aroundOf(item);
      this.kept.push(...before, ...(after === undefined ? [] : [after]));
      const comments = [...pending, ...before];
      const isAway = apart || isApart(firstTrivia(item));
      pending = [];
      apart = false;
      if (item.kind === 'assign') {
        this.assign(into, item.path, item.value, { comments, behind: after, apart: isAway }, scope);
      } else {
        item.names.forEach((one, index) => {
          const name = attrName(one)!;
          const value: Node = item.from ? selectOf(item.from.inner, name) : { kind: 'identifier', name };
          const own = index === 0 ? comments : [];
          into.entries.push({
            name,
            value,
            comments: own,
            apart: index === 0 && isAway,
            ...(index === 0 ? { behind: after } : {}),
          });
        });
      }
    }
    into.closing.push(...pending);
    return into;
  }

  private assign(
    into: Level,
    path: readonly Attr[],
    value: Node,
    around: { readonly comments: readonly string[]; readonly behind?: string; readonly apart: boolean },
    scope: Scope,
  ): void {
    let level = into;
    for (const [index, part] of path.entries()) {
      const name = attrName(part);
      let slot = name === undefined ? undefined : level.entries.find((one) => one.name === name);
      if (!slot) {
        slot = { ...(name === undefined ? { computed: part } : { name }), comments: [], apart: false };
        level.entries.push(slot);
      }
      if (index === path.length - 1) {
        slot.comments.push(...around.comments);
        slot.apart ||= around.apart;
      }
      if (index < path.length - 1) {
        level = slot.level ??= { entries: [], closing: [] };
        continue;
      }
      const bare = unwrapped(value);
      if (
        bare.kind === 'set' &&
        !bare.rec &&
        !bare.legacyLet &&
        commentsIn({ ...bare, items: [], open: undefined, close: undefined }).length === 0
      ) {
        const { trivia } = takeTrivia(value);
        void trivia;
        const inner = this.set(bare, scope);
        if (around.behind !== undefined) inner.closing.push(around.behind);
        if (slot.level) {
          slot.level.entries.push(...inner.entries);
          slot.level.closing.push(...inner.closing);
          merge(slot.level);
        } else {
          slot.level = inner;
        }
        if (value.kind === 'paren') slot.comments.push(...this.keep(without(commentsIn(value), commentsIn(bare))));
      } else {
        slot.value = value;
        slot.behind = around.behind;
      }
    }
  }

  private keep(lines: readonly string[]): readonly string[] {
    this.kept.push(...lines);
    return lines;
  }

  private levelCode(level: Level, scope: Scope): Made {
    if (level.entries.length === 0 && level.closing.length === 0) {
      this.shares.data += 1;
      return { code: atom('{}'), isExpr: false };
    }
    for (const slot of level.entries) lift(slot);
    const isPlain = level.entries.every(({ name }) => name !== undefined && keyText(name) !== undefined);
    const members = level.entries.map((slot): Member => {
      const { name, apart, behind } = slot;
      const made = slot.level ? { value: this.levelCode(slot.level, scope).code } : this.entry(slot.value!, scope);
      const comments = [...slot.comments, ...('comments' in made ? (made.comments ?? []) : [])];
      const isOneLine = behind === undefined || flat(made.value) !== undefined;
      const above = isOneLine ? comments : [...comments, behind];
      return {
        key: name ?? '',
        value: made.value,
        comments: above,
        apart,
        ...(isOneLine && behind !== undefined ? { behind } : {}),
      };
    });
    if (isPlain) {
      return {
        code: { ...object(members.map((one) => ({ ...one, key: keyText(one.key)! }))), closing: level.closing } as Code,
        isExpr: false,
      };
    }
    const bindings = members.map(({ value, comments, behind }, index): Entry => {
      const { name, computed } = level.entries[index];
      const key = name !== undefined ? [stringAtom(name)] : this.quiet(() => this.keys([computed!], scope));
      return {
        value: call('Nix.bindingAt', array(key), value),
        comments: [...(comments ?? []), ...(behind === undefined ? [] : [behind])],
      };
    });
    return expr(call('Nix.attrs', { kind: 'array', items: bindings, closing: level.closing }));
  }

  // --- raw Nix ---

  private raw(node: Node, scope: Scope, before?: Shares): Made {
    if (before) this.restore(before);
    this.shares.raw += 1;
    this.kept.push(...commentsIn(node));
    const { code, names, repeated } = rawText(node, scope, this.files);
    this.repeated += repeated;
    for (const name of names) this.said.add(name);
    return { code, isExpr: true };
  }

  /** The same on one line, for a place inside a string. */
  private rawFlat(node: Node, scope: Scope): Code {
    this.shares.raw += 1;
    this.kept.push(...commentsIn(node));
    const { code, names, repeated } = rawText(node, scope, this.files, true);
    this.repeated += repeated;
    for (const name of names) this.said.add(name);
    return code;
  }

  /** One value that is made of several: raw where a part of it is. */
  private compound(node: Node, scope: Scope, make: () => Made | undefined): Made {
    const before = { ...this.shares };
    const kept = this.kept.length;
    const made = make();
    if (made) return this.counted(before, made);
    this.kept.length = kept;
    return this.raw(node, scope, before);
  }

  private counted(before: Shares, made: Made): Made {
    const isRaw = this.shares.raw > before.raw;
    this.restore(before);
    this.shares[isRaw ? 'raw' : 'references'] += 1;
    return made;
  }

  private quiet<T>(run: () => T): T {
    const before = { ...this.shares };
    const result = run();
    this.restore(before);
    return result;
  }

  private restore(before: Shares): void {
    Object.assign(this.shares, before);
  }
}

/** `file(scope, 'path')` */
function fileCall(text: string): Code {
  const found = /^file\(scope, ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)$/.exec(text);
  return found ? call('file', atom('scope'), atom(found[1])) : atom(text);
}

const expr = (code: Code): Made => ({ code, isExpr: true });

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Whether the value of a `let` comes back to its own name: a function that calls itself. */
function needsItself({ name, value }: LetName, scope: Scope): boolean {
  const seen = new Set<string>();
  const open: Node[] = [value!];
  for (let next = open.pop(); next; next = open.pop()) {
    const { free, unknowable } = scoping(next);
    for (const one of [...free.keys(), ...unknowable.keys()]) {
      const found = scope.lets.get(one);
      if (!found || seen.has(one)) continue;
      if (one === name) return true;
      seen.add(one);
      for (const binding of found.bindings) {
        if (binding.kind === 'assign') open.push(binding.value);
        else if (binding.from) open.push(binding.from.inner);
      }
    }
  }
  return false;
}

/** A reference by its path: a package, or anything else. */
function refMade(path: readonly string[]): Made {
  const [root, ...keys] = path;
  const isPackage =
    root === 'pkgs' &&
    keys.length > 0 &&
    !['stdenv', 'lib', 'system'].includes(keys[0]) &&
    keys.every((key) => PACKAGE.test(key));
  if (isPackage) {
    const pkg = keys.join('.');
    return { code: call('Nix.pkg', stringAtom(pkg)), isExpr: true, pkg, canChain: true };
  }
  return { code: call('Nix.ref', stringAtom(pathText(path))), isExpr: true, canChain: true };
}

const PACKAGE = /^[A-Za-z0-9_][A-Za-z0-9_+'-]*$/;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/** A path as `Nix.ref` reads it. */
function pathText(path: readonly string[]): string {
  return path.map((key) => (PLAIN.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`)).join('.');
}

/** The text and the expressions of a string; a string inside it that is one itself is part of it. */
function piecesOf(node: Node & { kind: 'string' | 'indented' }): (string | Node)[] {
  if (node.kind === 'string') return joined(node.parts, unescapeText);
  const lines = node.lines.map((line) => joined(line, unescapeIndented));
  return lines.flatMap((line, row): (string | Node)[] => [...(row > 0 ? ['\n'] : []), ...line]);
}

function joined(parts: readonly Part[], unescape: (text: string) => string): (string | Node)[] {
  return parts.map((part) => (typeof part === 'string' ? unescape(part) : part.value));
}

function operandsOf(node: Node, op: string): Node[] {
  const bare = unwrapped(node);
  return bare.kind === 'binary' && bare.op === op
    ? [...operandsOf(bare.left, op), ...operandsOf(bare.right, op)]
    : [bare];
}

function floatLiteral(value: number): string {
  return String(value).replace(/e\+/, 'e');
}

/** Lines without those of another list, one for one. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count === 0;
  });
}

function marksOf(item: Item<Binding>): string[] {
  if (item.kind === 'loose') return [];
  const { before, after } = aroundOf(item);
  return [...before, ...(after === undefined ? [] : [after])];
}

/** Comments of a binding itself: above it, and behind it on its line. */
function aroundOf(item: Binding): { readonly before: string[]; readonly after?: string } {
  const after = item.semicolon?.after;
  const own = item.kind === 'assign' ? { path: item.path, equals: item.equals } : { ...item, semicolon: undefined };
  const semicolon = item.semicolon?.before ? { semicolon: { before: item.semicolon.before } } : {};
  return { before: commentsIn({ ...own, ...semicolon }), ...(after === undefined ? {} : { after }) };
}

function firstTrivia(item: Binding) {
  return item.kind === 'assign'
    ? item.path[0].kind === 'dynamic'
      ? undefined
      : item.path[0].mark?.before
    : item.keyword?.before;
}

/** What stands above the only entry of a set stands above the set. */
function lift(slot: Slot): void {
  if (slot.level?.entries.length !== 1 || slot.level.closing.length > 0) return;
  const [only] = slot.level.entries;
  lift(only);
  slot.comments.push(...only.comments.splice(0));
  slot.apart ||= only.apart;
}

/** Make one of the entries that have the same name. */
function merge(level: Level): void {
  const names = new Map<string, Slot>();
  const merged: Slot[] = [];
  for (const slot of level.entries) {
    const first = slot.name === undefined ? undefined : names.get(slot.name);
    if (first?.level && slot.level) {
      first.level.entries.push(...slot.level.entries);
      first.level.closing.push(...slot.level.closing);
      first.comments.push(...slot.comments);
      merge(first.level);
    } else {
      if (slot.name !== undefined) names.set(slot.name, slot);
      merged.push(slot);
    }
  }
  level.entries.splice(0, level.entries.length, ...merged);
}
