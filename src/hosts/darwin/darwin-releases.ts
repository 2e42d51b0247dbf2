import { IConstruct } from 'constructs';
import type { DarwinHost } from './darwin-host';
import type { DarwinHostProps } from './darwin-host-props';
import { HomebrewCleanup } from './homebrew';
import { App } from '../../app';
import { Refuse } from '../../app/refuse';

/** @internal refuse what the estate's release of nix-darwin does not have yet. */
export function checkReleases(host: DarwinHost, props: DarwinHostProps, refuse: Refuse): void {
  const { release } = App.of(host);
  const isOlder = (since: string) => release !== 'unstable' && release < since;
  checkStateVersion(props.stateVersion, newestOfDarwin(host), release, refuse);
  const { homebrew, keyboard, networking } = props;
  const newer: [given: boolean, since: string, keyPath: string][] = [
    [networking?.firewall !== undefined, '25.11', 'networking.firewall'],
    [homebrew?.greedyCasks !== undefined, '25.11', 'homebrew.greedyCasks'],
    [homebrew?.vscode !== undefined, '26.05', 'homebrew.vscode'],
    [homebrew?.cleanup === HomebrewCleanup.CHECK, '26.05', 'homebrew.cleanup'],
    [keyboard?.swapRightCommandAndOption ?? false, '26.11', 'keyboard.swapRightCommandAndOption'],
  ];
  for (const [given, since, keyPath] of newer) {
    if (!given || !isOlder(since)) continue;
    refuse(
      'DARWIN_RELEASE',
      `nix-darwin ${release} has no option for ${keyPath}`,
      `leave it out, or build the estate from a newer release: new App({ release: '${since}' })`,
      keyPath,
      `it came with ${since}`,
    );
  }
}

/** @internal the newest state version that nix-darwin of the estate's release has. */
export function newestOfDarwin(host: IConstruct): number {
  const { release } = App.of(host);
  return release !== 'unstable' && release < '26.05' ? 6 : 7;
}

function checkStateVersion(stateVersion: number, newest: number, release: string, refuse: Refuse): void {
  if (Number.isInteger(stateVersion) && stateVersion >= 1 && stateVersion <= newest) return;
  refuse(
    'STATE_VERSION',
    `${JSON.stringify(stateVersion)} is no state version of nix-darwin ${release}`,
    `give the whole number, 1 to ${newest}, that the Mac was first set up with; ${newest} for a new one`,
    'stateVersion',
    'it is not a release of NixOS: nix-darwin counts its own',
  );
}
