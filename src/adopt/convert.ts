import { array, atom, call, Code, Entry, flat, quote, stringAtom } from './code';
import { listMade, setMade } from './collections';
import { commentsIn, isApart, linesOf } from './comments';
import { Level, Levels, lift, marksOf, without } from './levels';
import { Loose } from './loose';
import {
  Constant,
  expr,
  fileCall,
  numberMade,
  JOINS,
  Made,
  MAKERS,
  METHODS,
  operandsOf,
  OTHERS,
  piecesOf,
} from './made';
import { RawPieces } from './raw-pieces';
import { Stays } from './read';
import { freshName, needsItself, OWN_NAMES, pathText, refMade, refPath } from './references';
import { LetName, openPath, Scope, unwrapped } from './scope';
import { textCode, TextPart } from './templates';
import type { Attr, Binding, Item, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { takeTrivia } from '../nix/leading-trivia';

/** From expressions of one module to TypeScript. */
export class Converter extends RawPieces {
  /** The constants that are used, in the order in which they can stand. */
  readonly constants: Constant[] = [];
  /** How many `with`s stand around the whole module. */
  moduleWiths = 0;
  private readonly levels = new Levels(this.kept);
  private readonly made = new Map<LetName, Made | undefined>();
  private readonly names = new Set(OWN_NAMES);

  reserve(name: string): void {
    this.names.add(name);
  }

  /** The definitions of a module. */
  body(items: readonly Item<Binding>[], scope: Scope): Code {
    return this.levelCode(this.levels.level(items), scope).code;
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
        return this.levelCode(this.levels.set(node), scope);
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
        if (scope.withs.length > 0 || !refPath(node.scope, scope, this.said)) return this.raw(node, scope);
        return this.value(node.body, scope.inside(node.scope));
      default:
        return this.raw(node, scope);
    }
  }

  // --- leaves ---

  private number(node: Node, text: string): Made {
    const made = numberMade(text);
    if (!made) return this.raw(node, new Scope(new Set()));
    this.shares.data += 1;
    return made;
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
    const path = node.kind === 'select' && node.fallback ? undefined : refPath(node, scope, this.said);
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
    const path = refPath(bare, scope, this.said);
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
    const tsName = freshName(name, this.names);
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

  // --- what is made of others ---

  private apply(node: Node & { kind: 'apply' }, scope: Scope): Made {
    const args: Node[] = [];
    let fn: Node = node;
    for (; fn.kind === 'apply'; fn = unwrapped(fn.fn)) args.unshift(fn.arg);
    const path = refPath(fn, scope, this.said)?.join('.') ?? '';
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
    const items: (Entry & { readonly made: Made })[] = [];
    const loose = new Loose(this.kept);
    loose.addLines(commentsIn({ open: node.open }));
    for (const item of node.items) {
      if (item.kind === 'loose') {
        loose.add(item.trivia);
        continue;
      }
      const { comments, apart } = loose.take();
      const entry = this.entry(item, scope);
      items.push({ ...entry, comments: [...comments, ...(entry.comments ?? [])], apart: apart || entry.apart });
    }
    loose.addLines(commentsIn({ close: node.close }));
    const closing = loose.take().comments;
    if (items.length > 0 || closing.length > 0) return listMade(items, closing);
    this.shares.data += 1;
    return { code: atom('[]'), isExpr: false };
  }

  private levelCode(level: Level, scope: Scope): Made {
    if (level.entries.length === 0 && level.closing.length === 0) {
      this.shares.data += 1;
      return { code: atom('{}'), isExpr: false };
    }
    for (const slot of level.entries) lift(slot);
    const values = level.entries.map((slot): Entry =>
      slot.level ? { value: this.levelCode(slot.level, scope).code } : this.entry(slot.value!, scope),
    );
    return setMade(level, values, ({ computed }) => this.quiet(() => this.keys([computed!], scope)));
  }
}
