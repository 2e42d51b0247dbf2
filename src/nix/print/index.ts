/**
 * From the syntax tree to text, in the canonical form of the official
 * formatter: what is printed here, `nixfmt` leaves as it is.
 */

import { Assign, Attr, Node, SourceFile } from '../ast';
import { renderItems } from './collections';
import { expression } from './expression';
import { layout } from './layout';
import { firstMark, withFirstMark } from './marks';
import { Preparation, withinStack } from './prepare';
import { trivia } from './trivia';
import { Writer } from './writer';

export interface PrintOptions {
  /**
   * The printed file's own path from the output's root, such as
   * `hosts/a/default.nix`: what `outputFile` nodes are printed relative to.
   *
   * @default - a file in the output's root
   */
  readonly from?: string;
  /**
   * Makes the tree of a `data` node's value.
   *
   * @default - a tree with `data` nodes is refused
   */
  readonly convert?: (value: unknown) => Node;
  /**
   * Spaces before each line. Lines inside a `"…"` string that has line breaks
   * of its own, and empty lines, get none.
   *
   * @default 0
   */
  readonly indent?: number;
  /**
   * Levels of the tree that the text will stand in, above it: they count towards the limit.
   *
   * @default 0
   */
  readonly depth?: number;
  /**
   * Columns of a line, its indentation not counted. Only the default gives the
   * canonical form.
   *
   * @default 100
   */
  readonly width?: number;
}

/**
 * The text of a file. Ends with one line break.
 *
 * @throws NixError `NIX_TOO_DEEP`
 */
export function printFile(file: SourceFile, options: PrintOptions = {}): string {
  const text = print(options, (w, ready) => {
    w.open();
    expression(w, withoutLeadingBlank(ready.node(file.root)));
    trivia(w, file.trailing);
    w.close();
  });
  // A region that is kept byte for byte to the end of the file keeps that end too.
  const last = file.trailing[file.trailing.length - 1];
  if (last?.kind === 'verbatim' && last.toEnd) return text.trimStart();
  return `${text.trim()}\n`;
}

/**
 * The text of one expression as it would stand in a file alone, without a
 * line break at the end.
 *
 * @throws NixError `NIX_TOO_DEEP`
 */
export function printNode(node: Node, options: PrintOptions = {}): string {
  return part(options, (w, ready) => {
    w.open();
    expression(w, withoutLeadingBlank(ready.node(node)));
    w.close();
  });
}

/**
 * The text of `path = value;` as it stands in a set, without a line break at
 * the end. Its layout is the same at every indentation.
 *
 * @throws NixError `NIX_TOO_DEEP`
 */
export function printBinding(path: readonly Attr[], value: Node, options: PrintOptions = {}): string {
  return part(options, (w, ready) => {
    const assign: Assign = { kind: 'assign', path: ready.attrs(path), value: ready.node(value) };
    renderItems(w, [assign], 0);
  });
}

/**
 * The text of an expression as the item of a list that has a line for each
 * item, without a line break at the end. What is no term is put in
 * parentheses.
 *
 * @throws NixError `NIX_TOO_DEEP`
 */
export function printItem(node: Node, options: PrintOptions = {}): string {
  return part(options, (w, ready) => renderItems(w, [ready.term(node)], 0));
}

type Write = (w: Writer, ready: Preparation) => void;

function part(options: PrintOptions, write: Write): string {
  return print(options, write).trimEnd();
}

function print(options: PrintOptions, write: Write): string {
  const w = new Writer();
  return withinStack(() => {
    write(w, new Preparation(options));
    return layout(w.finish(), options.indent, options.width);
  });
}

/** Blank lines at the start of a file go, and must not count when the layout is chosen. */
function withoutLeadingBlank(node: Node): Node {
  const mark = firstMark(node);
  if (mark?.before?.[0]?.kind !== 'blank') return node;
  let start = 0;
  while (mark.before[start]?.kind === 'blank') start += 1;
  return withFirstMark(node, { ...mark, before: mark.before.slice(start) });
}
