import { Construct } from 'constructs';
import { CosmoError } from '../app';

/** Releases of home-manager, as `home.stateVersion` takes them: 18.09, then two a year to 26.11. */
const RELEASES = new Set([
  ...['18.09', '19.03', '19.09', '20.03', '20.09'],
  ...[21, 22, 23, 24, 25, 26].flatMap((year) => [`${year}.05`, `${year}.11`]),
]);

/** Whether it is a release of home-manager. */
export function isHomeRelease(version: string): boolean {
  return RELEASES.has(version);
}

/** Refuse what `home.stateVersion` would not take. */
export function checkHomeStateVersion(construct: Construct, version: unknown): void {
  if (typeof version === 'string' && isHomeRelease(version)) return;
  throw new CosmoError({
    code: 'HOME_STATE_VERSION',
    message: `${JSON.stringify(version)} is no state version of home-manager`,
    why: 'it names the release that a home was first made with, 18.09 to 26.11',
    mend: "give that release as a string, such as stateVersion: '25.11', and never change it",
    construct,
    keyPath: 'stateVersion',
  });
}
