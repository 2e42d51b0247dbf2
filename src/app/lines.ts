import { Expr, Nix } from '../nix';

/** A line of text, in which Exprs may stand. */
export type Line = string | Expr | readonly (string | Expr)[];

/** Lines as one text: a plain string where nothing but text is in them. */
export function linesOf(lines: readonly Line[]): string | Expr {
  const parts = lines.flatMap((line) => [...partsOf(line), '\n']);
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Nix.str(parts);
}

/** The lines two spaces further in. */
export function indented(lines: readonly Line[]): Line[] {
  return lines.map((line) => (line === '' ? line : typeof line === 'string' ? `  ${line}` : ['  ', ...partsOf(line)]));
}

function partsOf(line: Line): readonly (string | Expr)[] {
  return typeof line === 'string' || Expr.isExpr(line) ? [line as string | Expr] : (line as readonly (string | Expr)[]);
}
