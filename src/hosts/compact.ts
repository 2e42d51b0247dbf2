import { Expr } from '../nix';

/** The tree without undefined members and without sets that say nothing. Lists and Exprs stay as they are. */
export function compact(tree: Record<string, any>): Record<string, any> {
  const result: Record<string, any> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    if (!isSet(value)) {
      result[key] = value;
      continue;
    }
    const inner = compact(value);
    if (Object.keys(inner).length > 0) result[key] = inner;
  }
  return result;
}

/** The list, or nothing where it is empty. */
export function listed<T>(items: readonly T[] | undefined): T[] | undefined {
  return items && items.length > 0 ? [...items] : undefined;
}

/** `true`, or nothing. */
export function flag(value: boolean | undefined): true | undefined {
  return value ? true : undefined;
}

function isSet(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Expr.isExpr(value);
}
