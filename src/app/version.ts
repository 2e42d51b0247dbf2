import { readFileSync } from 'fs';
import { join } from 'path';

/** What a copy says that was never published. */
export const UNRELEASED = '0.0.0';

/** The release that this copy of the library is; undefined for one that was built from its sources. */
export function release(): string | undefined {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version === UNRELEASED ? undefined : version;
}

/** Whether a release came after another one. Those on the way to one count as it. */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split(/[-+]/)[0]!.split('.').map(Number));
  const at = a!.findIndex((number, index) => number !== b![index]);
  return at >= 0 && a![at]! > (b![at] ?? 0);
}
