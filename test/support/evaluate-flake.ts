export { evaluateFolder as evaluateFlake } from '../../src/testing/evaluate';
export type { EvaluatedFlake } from '../../src/testing/evaluate';

/**
 * How `have` falls short of `want`: a leaf of `want` must be set to the same
 * value, a list must hold at least its items, and `<unset>` in a string stands
 * for anything.
 */
export function shortfalls(want: unknown, have: unknown, path: string = ''): string[] {
  if (isSet(want) && Object.keys(want).length > 0) {
    return Object.entries(want).flatMap(([key, value]) =>
      shortfalls(value, isSet(have) ? have[key] : undefined, path === '' ? key : `${path}.${key}`),
    );
  }
  if (same(want, have) || (Array.isArray(want) && want.length === 0 && have === undefined)) return [];
  return [`${path}: want ${JSON.stringify(want)}, have ${JSON.stringify(have)}`];
}

function same(want: unknown, have: unknown): boolean {
  if (Array.isArray(want) && Array.isArray(have)) return want.every((item) => have.some((other) => same(item, other)));
  if (typeof want === 'string' && typeof have === 'string' && want.includes('<unset>')) {
    const pattern = want.split('<unset>').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.*')}$`, 's').test(have);
  }
  return want === have;
}

function isSet(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
