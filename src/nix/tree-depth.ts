/**
 * How many nodes deep a tree is. Walks with a stack of its own, so any depth is safe.
 *
 * Works on every object of the tree alike: a node is what has a `kind` and a
 * `span`; the walk stops at the limit.
 */
export function isDeeperThan(root: object, limit: number): boolean {
  const values: object[] = [root];
  const depths: number[] = [0];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    let depth = depths.pop() as number;
    if (!Array.isArray(value) && 'kind' in value && 'span' in value) depth += 1;
    if (depth > limit) return true;
    for (const key in value) {
      const child: unknown = (value as Record<string, unknown>)[key];
      if (typeof child === 'object' && child !== null && key !== 'span') {
        values.push(child);
        depths.push(depth);
      }
    }
  }
  return false;
}
