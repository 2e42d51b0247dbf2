import { IConstruct } from 'constructs';
import { Expr, Nix } from '../nix';
import { CosmoError } from './error';
import { NixError } from '../nix/error';

/**
 * Packages as Exprs: a string is an attribute path in `pkgs`.
 * @throws where a string cannot be one.
 */
export function packageExprs(construct: IConstruct, packages: readonly (string | Expr)[], keyPath: string): Expr[] {
  return packages.map((item, index) => packageExpr(construct, item, `${keyPath}[${index}]`));
}

/**
 * One package as an Expr; nothing where there is none.
 * @throws where a string cannot be one.
 */
export function packageExpr(construct: IConstruct, item: string | Expr, keyPath: string): Expr;
export function packageExpr(construct: IConstruct, item: string | Expr | undefined, keyPath: string): Expr | undefined;
export function packageExpr(construct: IConstruct, item: string | Expr | undefined, keyPath: string): Expr | undefined {
  if (typeof item !== 'string') return item;
  try {
    return Nix.pkg(item);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    throw new CosmoError({ code: error.code, message: error.problem, mend: error.mend, keyPath, construct });
  }
}
