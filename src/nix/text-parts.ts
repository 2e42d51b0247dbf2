import { Node } from './ast';
import { exprNode } from './brand';
import { toNode } from './convert';
import { NixError } from './error';
import { Piece } from './make-string';

/** What cannot be put into a string: Nix would stop with an error. */
const NO_TEXT: Readonly<Partial<Record<Node['kind'], string>>> = {
  list: 'a list',
  lambda: 'a function',
  float: 'a float',
  has: 'a boolean',
};

/**
 * A part of a string: text and numbers as they are, an `Expr` interpolated.
 *
 * @throws NixError `NIX_NOT_TEXT` for anything else
 */
export function pieceOf(value: unknown, index: number): Piece {
  const node = exprNode(value);
  if (node) {
    if (node.kind === 'int') return node.text;
    const trouble = NO_TEXT[node.kind];
    if (trouble !== undefined) {
      throw notText(trouble, index, 'Nix has builtins.toString and lib.concatStringsSep for it.');
    }
    return node;
  }
  if (typeof value === 'string') {
    toNode(value, [index]);
    return value;
  }
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  const what = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
  throw notText(what, index, 'Give text, numbers and Exprs; write booleans as the text that is meant.');
}

function notText(what: string, index: number, mend: string): NixError {
  return new NixError('NIX_NOT_TEXT', `${what[0].toUpperCase()}${what.slice(1)} cannot be part of a string.`, mend, [
    index,
  ]);
}

/**
 * Takes off the indentation that all lines of a template share, the line
 * break at its start, and the spaces before its end, as Nix does for `''…''`.
 * Only text of the template counts: `undefined` stands for a value put in.
 */
export function dedent(parts: readonly (string | undefined)[]): (string | undefined)[] {
  const first = parts[0];
  const texts = [...parts];
  if (typeof first === 'string') texts[0] = first.replace(/^[ \t]*\r?\n/, '');
  const startsOnOwnLine = texts[0] !== first;
  let common = Infinity;
  eachLine(texts, startsOnOwnLine, (indent, blank) => {
    if (!blank) common = Math.min(common, indent);
  });
  if (common === Infinity) common = 0;
  return texts.map((text, index) => {
    if (text === undefined) return undefined;
    const last = index === texts.length - 1;
    return text
      .split('\n')
      .map((line, row, lines) => {
        const atStart = row > 0 || (index === 0 && startsOnOwnLine);
        if (!atStart) return line;
        const endsHere = row < lines.length - 1 || last;
        if (endsHere && line.trim() === '') return '';
        return line.slice(Math.min(common, countIndent(line)));
      })
      .join('\n');
  });
}

function eachLine(
  texts: readonly (string | undefined)[],
  startsOnOwnLine: boolean,
  found: (indent: number, blank: boolean) => void,
): void {
  texts.forEach((text, index) => {
    if (text === undefined) {
      if (index === 0) found(0, false);
      return;
    }
    const lines = text.split('\n');
    lines.forEach((line, row) => {
      if (row === 0 && !(index === 0 && startsOnOwnLine)) return;
      const endsHere = row < lines.length - 1 || index === texts.length - 1;
      found(countIndent(line), endsHere && line.trim() === '');
    });
  });
}

function countIndent(line: string): number {
  let count = 0;
  while (line[count] === ' ' || line[count] === '\t') count += 1;
  return count;
}
