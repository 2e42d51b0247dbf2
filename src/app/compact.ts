import { isPlainSet } from './option-tree';

/** The tree without undefined members and without sets that say nothing. Lists and Exprs stay as they are. */
export function compact(tree: Record<string, any>): Record<string, any> {
  const result: Record<string, any> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (value === undefined) continue;
    const inner = isPlainSet(value) ? compact(value) : value;
    if (!isEmptySet(inner)) result[key] = inner;
  }
  return result;
}

/** The set without undefined members, empty lists and empty sets. What is inside its members stays as it is. */
export function filled(set: Record<string, any>): Record<string, any> {
  return Object.fromEntries(
    Object.entries(set).filter(
      ([, value]) => value !== undefined && !isEmptySet(value) && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The set without undefined members. What is inside the others stays as it is. */
export function defined(set: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

/** The list, or nothing where it is empty. */
export function listed<T>(items: readonly T[] | undefined): T[] | undefined {
  return items && items.length > 0 ? [...items] : undefined;
}

/** `true`, or nothing. */
export function flag(value: boolean | undefined): true | undefined {
  return value ? true : undefined;
}

function isEmptySet(value: unknown): boolean {
  return isPlainSet(value) && Object.keys(value).length === 0;
}
