/** What has a place in the text but is no expression of its own. */
const PARTS: ReadonlySet<unknown> = new Set([
  'assign',
  'inherit',
  'name',
  'quoted',
  'dynamic',
  'paramName',
  'paramSet',
  'paramAt',
]);

/**
 * Whether a parsed tree is more than so many expressions deep. Walks with a
 * stack of its own, so any depth is safe.
 */
export function isDeeperThan(root: object, limit: number): boolean {
  const values: object[] = [root];
  const depths: number[] = [0];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    let depth = depths.pop() as number;
    if (!Array.isArray(value) && 'kind' in value && 'span' in value && !PARTS.has(value.kind)) depth += 1;
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
