import { Expr } from '../nix';

/**
 * Whether a secret can be read from a path: one of the running machine, as
 * text or by reference. What Nix copies into its store, everyone can read: a
 * path written as Nix's own (`./key`), and what lies in the store already.
 */
export function canHoldSecret(path: unknown): boolean {
  if (Expr.isExpr(path)) return !LITERALS.has((path as Expr)._node.kind);
  return typeof path === 'string' && path.startsWith('/') && path !== '/nix/store' && !path.startsWith('/nix/store/');
}

const LITERALS: ReadonlySet<string> = new Set(['path', 'searchPath', 'outputFile']);
