/** How an `Expr` is known, also one made by another copy of the library. */

import { Node } from './ast';

export const EXPR_BRAND = Symbol.for('cosmo-nix.Expr');
export const BINDING_BRAND = Symbol.for('cosmo-nix.NixBinding');

interface Branded {
  readonly [EXPR_BRAND]?: unknown;
  readonly _node: Node;
}

/** The tree of an `Expr`, or nothing for any other value. */
export function exprNode(value: unknown): Node | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const branded = value as Branded;
  return branded[EXPR_BRAND] === true ? branded._node : undefined;
}
