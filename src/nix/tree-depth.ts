import { Span } from './ast';

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
 * A piece of a parsed tree that lies more than so many expressions and
 * interpolations deep, if there is one. Walks with a stack of its own, so any
 * depth is safe.
 */
export function deeperThan(root: object, limit: number): { readonly span?: Span } | undefined {
  const values: object[] = [root];
  const depths: number[] = [0];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    let depth = depths.pop() as number;
    if (isLevel(value)) depth += 1;
    if (depth > limit) return value;
    for (const key in value) {
      const child: unknown = (value as Record<string, unknown>)[key];
      if (typeof child === 'object' && child !== null && key !== 'span') {
        values.push(child);
        depths.push(depth);
      }
    }
  }
  return undefined;
}

function isLevel(value: object): boolean {
  if (!('kind' in value)) return false;
  return value.kind === 'interpolation' || ('span' in value && !PARTS.has(value.kind));
}
