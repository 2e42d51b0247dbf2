import { App } from '../app';
import type { Host } from './host';
import { Refuse } from '../app/refuse';

/** Releases whose month was neither May nor November. */
const EARLY = ['13.10', '14.04', '14.12', '15.09', '16.03', '16.09', '17.03', '17.09', '18.03', '18.09'];
const LATER = ['19.03', '19.09', '20.03', '20.09'];

/** @internal whether there was a release of NixOS of that name, or may be one. */
export function isRelease(name: string): boolean {
  return EARLY.includes(name) || LATER.includes(name) || /^(2[1-9]|[3-9]\d)\.(05|11)$/.test(name);
}

/** @internal refuse what was no release, or is newer than the one that the estate is built from. */
export function checkStateVersion(host: Host, stateVersion: string, refuse: Refuse): void {
  if (!isRelease(stateVersion)) {
    refuse(
      'STATE_VERSION',
      `${JSON.stringify(stateVersion)} is no release of NixOS`,
      "give the release that the machine was first installed with, as a string: '25.11'",
      'stateVersion',
    );
  }
  const { release } = App.of(host);
  if (release !== 'unstable' && stateVersion > release) {
    refuse(
      'STATE_VERSION_NEWER',
      `state version ${stateVersion} is newer than the release ${release} that the estate is built from`,
      `give the release that the machine was first installed with, or build from a newer one: new App({ release: '${stateVersion}' })`,
      'stateVersion',
      'NixOS refuses it: defaults of a later release are unknown to it',
    );
  }
}
