import { Node } from './ast';
import { checkSplicedTree } from './check-tree';
import { Expr } from './expr';
import { MAX_DEPTH } from './limits';
import { string } from './make-string';
import { withTrailing } from './nix-nodes';
import { parseFile } from './parser';
import { Splices } from './splice';
import { tooDeep } from './syntax-error';
import { dedent, pieceOf } from './text-parts';

/** The tags for template literals. TypeScript's alone: other languages use `Nix.str()`, `Nix.text()`, `Nix.raw()`. */
export interface NixTemplate {
  /**
   * Nix text with values put in: nix`lib.optionals ${condition} ${[1, 2]}`.
   *
   * What is put in is a value, never text: a string becomes a Nix string, an
   * object a set, an `Expr` itself. Inside a string of the Nix text it becomes
   * part of that string, as a key in a path of keys it is a key. Backslashes
   * mean what they mean in Nix; write `\${` for Nix's own `${`.
   *
   * @throws NixError `NIX_SYNTAX` where the text is no Nix expression, `NIX_ATTRIBUTE_TWICE`,
   * `NIX_PARAMETER_TWICE` or `NIX_DYNAMIC_IN_LET` where Nix would refuse it though its form is right, `NIX_NO_PLACE` for a value in a comment or
   * anywhere else where none can stand
   */
  (strings: TemplateStringsArray, ...values: unknown[]): Expr;

  /**
   * A string with references: nix.str`http://${host}:${8096}`. Text and
   * numbers become part of it, `Expr`s are interpolated by Nix. Escapes are
   * JavaScript's.
   */
  str(strings: TemplateStringsArray, ...values: unknown[]): Expr;

  /**
   * A string of several lines, as `str`, but without the indentation that its
   * lines share, and backslashes mean nothing: scripts stand here as they are.
   * Write `\${` for a `${` of the script's own.
   */
  text(strings: TemplateStringsArray, ...values: unknown[]): Expr;
}

function code(strings: TemplateStringsArray, ...values: unknown[]): Expr {
  const texts = strings.raw.map(plainBackslashes);
  const splices = new Splices(texts, values);
  const { root, trailing } = parseFile(splices.text);
  const tree = spliced(splices, root);
  checkSplicedTree(tree, root, splices.text);
  return Expr._of(withTrailing(tree, trailing));
}

function spliced(splices: Splices, root: Node): Node {
  try {
    return splices.into(root);
  } catch (error) {
    // The caller may have left less of the stack than the limit needs.
    if (error instanceof RangeError) throw tooDeep({ text: splices.text, firstLine: 1 }, MAX_DEPTH);
    throw error;
  }
}

function str(strings: TemplateStringsArray, ...values: unknown[]): Expr {
  const pieces = strings.flatMap((chunk, index) => {
    // Text of the template itself is checked like any other: it may hold a NUL.
    const piece = pieceOf(chunk, index);
    return index < values.length ? [piece, pieceOf(values[index], index)] : [piece];
  });
  return Expr._of(string(pieces));
}

function text(strings: TemplateStringsArray, ...values: unknown[]): Expr {
  const parts = strings.raw.map(plainBackslashes).flatMap((piece, index) => (index > 0 ? [undefined, piece] : [piece]));
  const pieces = dedent(parts).map((piece, index) =>
    piece === undefined ? pieceOf(values[(index - 1) / 2], (index - 1) / 2) : pieceOf(piece, index / 2),
  );
  return Expr._of(string(pieces));
}

/** The text of a template in which a backslash only keeps `${` and a backtick from JavaScript. */
function plainBackslashes(raw: string): string {
  return raw.replace(/\\(`|\$\{)/g, '$1');
}

/** Tags for template literals that make Nix: nix`…`, nix.str`…`, nix.text`…`. */
export const nix: NixTemplate = Object.freeze(Object.assign(code, { str, text }));
