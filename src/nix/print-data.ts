/**
 * Prints plain data straight to text, without a tree between. What comes out
 * is the same as by way of the tree (`printNode(toNode(value))`), which also
 * prints what is rare: `Expr`s, and values that do not fit on their line.
 */

import { Binding, Item, Node } from './ast';
import { exprNode } from './brand';
import { collapse, convert } from './convert';
import { checkBigInt, checkObject, checkText, DataWalk, isInteger, refuseType } from './data';
import { escapeIndented, escapeText, fitsIndented, floatText, isPlainName, isPlainText } from './escape';
import { assign, attr, SMALLEST_NORMAL, takeTrivia } from './make';
import { printBinding, printItem, printNode } from './print';

export interface PrintDataOptions {
  /** Spaces before each line. @default 0 */
  readonly indent?: number;
  /** The printed file's path from the output's root. @default - a file in the root */
  readonly from?: string;
  /** Is told of each `Expr` that is printed, once for each place where it stands. */
  readonly onExpr?: (expr: any) => void;
}

/**
 * The text of a value, laid out canonically, without a line break at its end.
 *
 * @throws NixError as `toNode` does
 */
export function printData(value: unknown, options: PrintDataOptions = {}): string {
  return new DataPrinter(options).whole(value);
}

/**
 * The text of a module's or flake's body: a set on several lines, in which
 * `a = { b = 1; }` is written `a.b = 1`. An empty set is `{ }`; anything but
 * a plain object prints as by `printData`.
 *
 * @throws NixError as `toNode` does
 */
export function printModuleBody(value: unknown, options: PrintDataOptions = {}): string {
  return new DataPrinter(options).body(value);
}

/** Columns of a line, its indentation not counted. */
const WIDTH = 100;
/** Paths of more keys are laid out in another way, and so are paths with quotes. */
const SHORT_PATH = 4;

const PADS: string[] = [];
function pad(indent: number): string {
  for (let i = PADS.length; i <= indent; i += 1) PADS.push(' '.repeat(i));
  return PADS[indent];
}

/** What only the general printer can lay out. */
const GENERAL = Symbol('general');

type Members = Readonly<Record<string, unknown>>;

const KEYS = new Map<string, string>();
const KEYS_KEPT = 10_000;

class DataPrinter {
  private readonly walk: DataWalk;
  private readonly indent: number;
  private out = '';

  constructor(private readonly options: PrintDataOptions) {
    this.walk = new DataWalk([], options.onExpr);
    this.indent = options.indent ?? 0;
  }

  whole(value: unknown): string {
    const { indent } = this;
    this.out = pad(indent);
    if (!this.item(value, 0, indent)) {
      return printNode(convert(this.walk, value, 0), { indent, from: this.options.from });
    }
    return this.out;
  }

  body(value: unknown): string {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || exprNode(value)) return this.whole(value);
    const { indent, walk } = this;
    checkObject(walk, value, 0);
    walk.enter(value, 0);
    for (const key of Object.keys(value)) {
      const member = (value as Members)[key];
      if (member === undefined) continue;
      const chain = collapse(walk, key, member);
      const { path } = chain;
      let source = '';
      path.forEach((part, index) => (source += (index > 0 ? '.' : '') + this.key(part, index + 1)));
      const plain = path.length <= SHORT_PATH && path.every(isPlainName);
      this.binding(path, source, plain, chain.value, path.length, indent + 2);
    }
    return this.out === '' ? `${pad(indent)}{ }` : `${pad(indent)}{\n${this.out}${pad(indent)}}`;
  }

  /** A key as source text. */
  private key(key: string, depth: number): string {
    let source = KEYS.get(key);
    if (source === undefined) {
      checkText(this.walk, key, depth, true);
      source = isPlainName(key) ? key : `"${escapeText(key)}"`;
      if (KEYS.size >= KEYS_KEPT) KEYS.clear();
      KEYS.set(key, source);
    }
    return source;
  }

  /** The members of a set, a line or more each. */
  private members(value: object, depth: number, indent: number): void {
    checkObject(this.walk, value, depth);
    this.walk.enter(value, depth);
    for (const key of Object.keys(value)) {
      const member = (value as Members)[key];
      if (member === undefined) continue;
      this.walk.keys[depth] = key;
      const source = this.key(key, depth + 1);
      this.binding(key, source, source.charCodeAt(0) !== 34, member, depth + 1, indent);
    }
  }

  /** `path = value;` on lines of its own. `plain` is whether the path is short and has no quotes. */
  private binding(
    path: string | readonly string[],
    source: string,
    plain: boolean,
    value: unknown,
    depth: number,
    indent: number,
  ): void {
    const start = this.out;
    this.out += `${pad(indent)}${source} = `;
    if (this.value(source.length + 4, plain, value, depth, indent)) {
      this.out += ';\n';
      return;
    }
    const attrs = typeof path === 'string' ? [attr(path)] : path.map(attr);
    const items = assign(attrs, convert(this.walk, value, depth));
    this.out = start + this.printed(items, indent);
  }

  /** A binding as the general printer prints it, with the comments before it. */
  private printed(items: readonly Item<Binding>[], indent: number): string {
    const { from } = this.options;
    const [first] = items;
    if (items.length === 1 && first.kind === 'assign') {
      return `${printBinding(first.path, first.value, { indent, from })}\n`;
    }
    return inside(printNode({ kind: 'set', items, expanded: true }, { indent: indent - 2, from }));
  }

  /** What stands behind `=`. False if it is for the general printer; then the text so far is to be dropped. */
  private value(taken: number, plain: boolean, value: unknown, depth: number, indent: number): boolean {
    switch (typeof value) {
      case 'string': {
        if (isPlainText(value)) {
          this.out += `"${value}"`;
          return plain || taken + value.length + 2 <= WIDTH;
        }
        checkText(this.walk, value, depth);
        if (fitsIndented(value)) {
          this.indented(value, indent);
          return plain;
        }
        const text = escapeText(value);
        this.out += `"${text}"`;
        return plain || taken + text.length + 2 <= WIDTH;
      }
      case 'object': {
        if (value === null || exprNode(value)) break;
        if (taken > WIDTH / 2) return false;
        if (Array.isArray(value)) return this.list(taken, value, depth, indent);
        this.set(value, depth, indent);
        return true;
      }
    }
    const text = this.scalar(value, depth, false);
    if (text === undefined) return false;
    this.out += text;
    return taken + text.length <= WIDTH;
  }

  private indented(value: string, indent: number): void {
    const line = `\n${pad(indent + 2)}`;
    const text = escapeIndented(value);
    this.out += "''";
    let start = 0;
    for (let end = text.indexOf('\n'); ; end = text.indexOf('\n', start)) {
      if (end < 0) {
        this.out += start < text.length ? line + text.slice(start) : `\n${pad(indent)}`;
        break;
      }
      this.out += end > start ? line + text.slice(start, end) : '\n';
      start = end + 1;
    }
    this.out += "''";
  }

  /** A set on several lines, or an empty one. */
  private set(value: object, depth: number, indent: number): void {
    const start = this.out;
    this.out += '{\n';
    const opened = this.out.length;
    this.members(value, depth, indent + 2);
    this.out = this.out.length === opened ? `${start}{ }` : `${this.out}${pad(indent)}}`;
  }

  private list(taken: number, value: readonly unknown[], depth: number, indent: number): boolean {
    if (value.length === 0) {
      this.out += '[ ]';
      return true;
    }
    this.walk.enter(value, depth);
    if (value.length === 1) {
      this.walk.keys[depth] = 0;
      const text = this.flat(value[0], depth + 1, WIDTH - taken - 4);
      if (text === GENERAL) return false;
      if (text !== undefined) {
        this.out += `[ ${text} ]`;
        return true;
      }
    }
    this.out += '[\n';
    for (let i = 0; i < value.length; i += 1) {
      this.walk.keys[depth] = i;
      const start = this.out;
      this.out += pad(indent + 2);
      this.out = this.item(value[i], depth + 1, indent + 2)
        ? `${this.out}\n`
        : start + this.printedItem(convert(this.walk, value[i], depth + 1), indent + 2);
    }
    this.out += `${pad(indent)}]`;
    return true;
  }

  /** A list item as the general printer prints it, with the comments before it. */
  private printedItem(node: Node, indent: number): string {
    const { from } = this.options;
    const bare = takeTrivia(node);
    if (bare.trivia.length === 0) return `${printItem(node, { indent, from })}\n`;
    const items = [{ kind: 'loose', trivia: bare.trivia } as const, bare.node];
    return inside(printNode({ kind: 'list', items, expanded: true }, { indent: indent - 2, from }));
  }

  /** A value that begins a line. False as for `value`. */
  private item(value: unknown, depth: number, indent: number): boolean {
    if (typeof value === 'object' && value !== null && !exprNode(value)) {
      if (Array.isArray(value)) return this.list(-1, value, depth, indent);
      const text = this.flat(value, depth, WIDTH);
      if (text === GENERAL) return false;
      if (text === undefined) this.set(value, depth, indent);
      else this.out += text;
      return true;
    }
    if (typeof value === 'string' && !isPlainText(value)) {
      checkText(this.walk, value, depth);
      if (fitsIndented(value)) {
        this.indented(value, indent);
        return true;
      }
    }
    const text = this.scalar(value, depth, true);
    if (text === undefined) return false;
    this.out += text;
    return true;
  }

  /**
   * The value on one line of at most so many columns. Undefined if it needs
   * several, `GENERAL` if there is something in it that only the general
   * printer can tell of.
   */
  private flat(value: unknown, depth: number, room: number): string | typeof GENERAL | undefined {
    if (typeof value !== 'object' || value === null) {
      if (typeof value === 'string' && !isPlainText(value)) {
        checkText(this.walk, value, depth);
        if (fitsIndented(value)) return undefined;
      }
      const text = this.scalar(value, depth, true);
      if (text === undefined) return GENERAL;
      if (text.length <= room) return text;
      // Columns are code points: it may fit yet.
      return /[\ud800-\udbff]/.test(text) ? GENERAL : undefined;
    }
    if (exprNode(value)) return GENERAL;
    if (room <= 0) return undefined;
    return Array.isArray(value) ? this.flatList(value, depth, room) : this.flatSet(value, depth, room);
  }

  private flatList(value: readonly unknown[], depth: number, room: number): string | typeof GENERAL | undefined {
    if (value.length > 1) return undefined;
    if (value.length === 0) return '[ ]';
    this.walk.enter(value, depth);
    this.walk.keys[depth] = 0;
    const text = this.flat(value[0], depth + 1, room - 4);
    return typeof text === 'string' ? `[ ${text} ]` : text;
  }

  private flatSet(value: object, depth: number, room: number): string | typeof GENERAL | undefined {
    checkObject(this.walk, value, depth);
    let only: string | undefined;
    for (const key of Object.keys(value)) {
      if ((value as Members)[key] === undefined) continue;
      if (only !== undefined) return undefined;
      only = key;
    }
    if (only === undefined) return '{ }';
    this.walk.enter(value, depth);
    this.walk.keys[depth] = only;
    const source = this.key(only, depth + 1);
    const member = (value as Members)[only];
    const isNumber = typeof member === 'number' || typeof member === 'bigint';
    const text = isNumber
      ? (this.scalar(member, depth + 1, false) ?? GENERAL)
      : this.flat(member, depth + 1, room - source.length - 8);
    if (typeof text !== 'string') return text;
    // A set inside a set opens on several lines.
    return text.length + source.length + 8 > room || (text.startsWith('{') && text !== '{ }')
      ? undefined
      : `{ ${source} = ${text}; }`;
  }

  /** A value that is neither set nor list; `term` puts negative numbers in parentheses. Undefined for rare ones. */
  private scalar(value: unknown, depth: number, term: boolean): string | undefined {
    switch (typeof value) {
      case 'string':
        if (isPlainText(value)) return `"${value}"`;
        checkText(this.walk, value, depth);
        return `"${escapeText(value)}"`;
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return this.number(value, depth, term);
      case 'bigint':
        checkBigInt(this.walk, value, depth);
        return value >= 0n ? String(value) : undefined;
      case 'object':
        return value === null ? 'null' : undefined;
      default:
        throw refuseType(this.walk, value, depth);
    }
  }

  private number(value: number, depth: number, term: boolean): string | undefined {
    const size = Math.abs(value);
    let text: string;
    if (isInteger(this.walk, value, depth)) {
      if (size > Number.MAX_SAFE_INTEGER) return undefined;
      text = String(size);
    } else {
      if (size < SMALLEST_NORMAL) return undefined;
      text = floatText(size);
    }
    if (value >= 0) return text;
    return term ? `(-${text})` : `-${text}`;
  }
}

/** The lines between the first and the last. */
function inside(text: string): string {
  return text.slice(text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1);
}
