/**
 * Prints plain data straight to text, without a tree between. What comes out
 * is the same as by way of the tree (`printNode(toNode(value))`), which also
 * prints what is rare: `Expr`s, and values that do not fit on their line.
 */

import { Binding, Item, Node } from './ast';
import { exprNode } from './brand';
import { bodyNode, collapse, convert } from './convert';
import { checkObject, checkText, DataWalk } from './data';
import { escapeIndented, escapeText, fitsIndented } from './escape';
import { flat, flatSet, GENERAL, isEmpty, Members, scalar } from './flat-data';
import { assign, attr, list } from './make';
import { printBinding, printItem, printNode } from './print';
import { textWidth } from './print/doc';
import { withinStack } from './print/prepare';
import { simpleText } from './simple-text';
import { TextBuffer } from './text-buffer';

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
  return withinStack(() => new DataPrinter(options).whole(value));
}

/**
 * The text of a module's or flake's body: a set on several lines, in which
 * `a = { b = 1; }` is written `a.b = 1`, but not in lists. An empty set is `{ }`; anything but
 * a plain object prints as by `printData`.
 *
 * @throws NixError as `toNode` does
 */
export function printModuleBody(value: unknown, options: PrintDataOptions = {}): string {
  return withinStack(() => new DataPrinter(options).body(value));
}

/** Columns of a line, its indentation not counted. */
const WIDTH = 100;
/** Paths of more keys are laid out in another way, and so are paths with quotes. */
const SHORT_PATH = 4;

class DataPrinter {
  private readonly walk: DataWalk;
  private readonly indent: number;
  private readonly out = new TextBuffer();
  /** Whether sets with a single member become dotted paths. */
  private collapsing = false;

  constructor(private readonly options: PrintDataOptions) {
    this.walk = new DataWalk([], options.onExpr);
    this.indent = options.indent ?? 0;
  }

  whole(value: unknown): string {
    const { indent, out } = this;
    if (typeof value === 'object' && value !== null) {
      out.spaces(indent);
      if (this.item(value, 0, indent)) return out.finish();
    }
    return printNode(convert(this.walk, value, 0), { indent, from: this.options.from });
  }

  body(value: unknown): string {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || exprNode(value)) {
      return this.whole(value);
    }
    const { indent, walk, out } = this;
    checkObject(walk, value, 0);
    if (isEmpty(value)) return this.whole(value);
    walk.enter(value, 0);
    out.spaces(indent);
    out.write('{\n');
    this.collapsing = true;
    this.members(value, 0, indent + 2);
    out.spaces(indent);
    out.write('}');
    return out.finish();
  }

  /** The members of a set, each on lines of its own. */
  private members(value: object, depth: number, indent: number): void {
    const { keys } = this.walk;
    // Faster than Object.keys(); plain objects inherit nothing enumerable.
    for (const key in value) {
      const member = (value as Members)[key];
      if (member === undefined) continue;
      if (this.collapsing && typeof member === 'object' && member !== null) {
        const { path, value: inner } = collapse(this.walk, key, member, depth);
        this.binding(path, inner, depth + path.length, indent);
      } else {
        keys[depth] = key;
        this.binding(key, member, depth + 1, indent);
      }
    }
  }

  /** `path = value;` on lines of its own. */
  private binding(path: string | readonly string[], value: unknown, depth: number, indent: number): void {
    const { out } = this;
    const start = out.length;
    out.spaces(indent);
    const behindPad = out.length;
    const plain = typeof path === 'string' ? this.key(path, depth) : this.path(path, depth - path.length);
    // Columns are code points; only a key in quotes has others than ASCII.
    const taken = (plain ? out.length - behindPad : textWidth(out.since(behindPad))) + 4;
    out.write(' = ');
    if (this.value(taken, plain, value, depth, indent)) {
      out.write(';\n');
      return;
    }
    out.cut(start);
    const attrs = typeof path === 'string' ? [attr(path)] : path.map(attr);
    const node = this.collapsing ? bodyNode(this.walk, value, depth) : convert(this.walk, value, depth);
    this.printed(assign(attrs, node), depth, indent);
  }

  /** Writes a key and tells whether it has no quotes. */
  private key(key: string, depth: number): boolean {
    if (this.out.name(key)) return true;
    checkText(this.walk, key, depth, true);
    if (!this.out.quoted(key)) this.out.write(`"${escapeText(key)}"`);
    return false;
  }

  /** Writes a path and tells whether it is short and has no quotes. */
  private path(path: readonly string[], depth: number): boolean {
    let plain = path.length <= SHORT_PATH;
    path.forEach((key, index) => {
      if (index > 0) this.out.write('.');
      if (!this.key(key, depth + index + 1)) plain = false;
    });
    return plain;
  }

  /** Writes a binding as the general printer does, with the comments before it. */
  private printed(items: readonly Item<Binding>[], depth: number, indent: number): void {
    const { from } = this.options;
    const [first] = items;
    this.out.write(
      items.length === 1 && first.kind === 'assign'
        ? `${printBinding(first.path, first.value, { indent, from, depth })}\n`
        : inside(printNode({ kind: 'set', items, expanded: true }, { indent: indent - 2, from, depth: depth - 1 })),
    );
  }

  /**
   * Writes what stands behind `=`. False if it is for the general printer:
   * then what was written is to be cut off.
   */
  private value(taken: number, plain: boolean, value: unknown, depth: number, indent: number): boolean {
    const { out } = this;
    switch (typeof value) {
      case 'string': {
        if (out.quoted(value)) return plain || taken + value.length + 2 <= WIDTH;
        checkText(this.walk, value, depth);
        if (fitsIndented(value)) {
          this.indented(value, indent);
          return plain;
        }
        const text = escapeText(value);
        out.write(`"${text}"`);
        return plain || taken + text.length + 2 <= WIDTH;
      }
      case 'object':
        if (value === null) break;
        if (taken > WIDTH / 2) return false;
        if (Array.isArray(value)) return this.list(taken, value, depth, indent);
        if (exprNode(value)) return this.simple(value, WIDTH - taken);
        this.set(value, depth, indent);
        return true;
    }
    const text = scalar(this.walk, value, depth, false);
    if (text === undefined) return false;
    out.write(text);
    return taken + text.length <= WIDTH;
  }

  /** A set on several lines, or an empty one. */
  private set(value: object, depth: number, indent: number): void {
    const { out } = this;
    checkObject(this.walk, value, depth);
    this.walk.enter(value, depth);
    out.write('{\n');
    const opened = out.length;
    this.members(value, depth, indent + 2);
    if (out.length === opened) {
      out.cut(opened - 1);
      out.write(' }');
    } else {
      out.spaces(indent);
      out.write('}');
    }
  }

  /** A list that begins on this line. False as for `value`. */
  private list(taken: number, value: readonly unknown[], depth: number, indent: number): boolean {
    const { collapsing } = this;
    this.collapsing = false;
    const printed = this.items(taken, value, depth, indent);
    this.collapsing = collapsing;
    return printed;
  }

  private items(taken: number, value: readonly unknown[], depth: number, indent: number): boolean {
    const { out } = this;
    if (value.length === 0) {
      out.write('[ ]');
      return true;
    }
    this.walk.enter(value, depth);
    if (value.length === 1) {
      this.walk.keys[depth] = 0;
      const text = flat(this.walk, value[0], depth + 1, WIDTH - taken - 4);
      if (text === GENERAL) return false;
      if (text !== undefined) {
        out.write(`[ ${text} ]`);
        return true;
      }
    }
    out.write('[\n');
    for (let i = 0; i < value.length; i += 1) {
      this.walk.keys[depth] = i;
      const start = out.length;
      out.spaces(indent + 2);
      if (this.item(value[i], depth + 1, indent + 2)) {
        out.write('\n');
      } else {
        out.cut(start);
        this.printedItem(convert(this.walk, value[i], depth + 1), depth + 1, indent + 2);
      }
    }
    out.spaces(indent);
    out.write(']');
    return true;
  }

  /** Writes a list item as the general printer does, with the comments before it. */
  private printedItem(node: Node, depth: number, indent: number): void {
    const { from } = this.options;
    const { items } = list([node]);
    this.out.write(
      items.length === 1
        ? `${printItem(node, { indent, from, depth })}\n`
        : inside(printNode({ kind: 'list', items, expanded: true }, { indent: indent - 2, from, depth: depth - 1 })),
    );
  }

  /** A value that begins a line. False as for `value`. */
  private item(value: unknown, depth: number, indent: number): boolean {
    const { out } = this;
    if (typeof value === 'string') {
      if (out.quoted(value)) return true;
      checkText(this.walk, value, depth);
      if (fitsIndented(value)) this.indented(value, indent);
      else out.write(`"${escapeText(value)}"`);
      return true;
    }
    if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) return this.list(0, value, depth, indent);
      if (exprNode(value)) return this.simple(value, Infinity);
      const text = flatSet(this.walk, value, depth, WIDTH);
      if (text === GENERAL) return false;
      if (text === undefined) this.set(value, depth, indent);
      else out.write(text);
      return true;
    }
    const text = scalar(this.walk, value, depth, true);
    if (text === undefined) return false;
    out.write(text);
    return true;
  }

  /** An `Expr` that always stands on one line, if that has so many columns left. False as for `value`. */
  private simple(expr: object, room: number): boolean {
    const text = simpleText(exprNode(expr)!, this.options.from);
    if (text === undefined || text.length > room) return false;
    this.walk.onExpr?.(expr);
    this.out.write(text);
    return true;
  }

  private indented(value: string, indent: number): void {
    const { out } = this;
    const text = escapeIndented(value);
    out.write("''");
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.line(text.slice(start, end), indent + 2);
      start = end + 1;
    }
    if (start < text.length) {
      this.line(text.slice(start), indent + 2);
    } else {
      out.write('\n');
      out.spaces(indent);
    }
    out.write("''");
  }

  /** A line of a string, on a line of its own. */
  private line(text: string, indent: number): void {
    this.out.write('\n');
    if (text === '') return;
    this.out.spaces(indent);
    this.out.write(text);
  }
}

/** The lines between the first and the last. */
function inside(text: string): string {
  return text.slice(text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1);
}
