import type { DarwinHost } from './darwin-host';
import type { DarwinHostProps } from './darwin-host-props';
import { HomebrewCleanup, missingTaps } from './homebrew';
import { Diagnostics } from '../../app';
import { isPlainSet } from '../../app/option-tree';

/** Options of NixOS that nix-darwin does not have, and what stands for them on a Mac. */
const NOT_ON_DARWIN: readonly [path: readonly string[], what: string, instead: string][] = [
  [['boot'], 'a boot loader or a kernel', 'leave it out: macOS starts itself'],
  [['fileSystems'], 'file systems', 'leave it out: macOS mounts its own'],
  [['swapDevices'], 'swap', 'leave it out: macOS has its own'],
  [['disko'], 'disks to part', 'leave it out: macOS parts its own'],
  [['hardware'], 'hardware of its own', 'leave it out'],
  [['systemd'], 'systemd', 'use launchd: options: { launchd: { daemons: { … } } }'],
  [['virtualisation'], 'virtual machines and containers of NixOS', 'use a Host, or nix: { linuxBuilder: {} }'],
  [['containers'], 'containers of NixOS', 'use a Host'],
  [['microvm'], 'microvms', 'use a Host'],
  [['specialisation'], 'specialisations', 'make another DarwinHost'],
  [['services', 'zfs'], 'ZFS', 'use a Host'],
  [['networking', 'firewall'], "NixOS's firewall", 'use networking: { firewall: { … } } of the DarwinHost'],
  [['networking', 'networkmanager'], 'NetworkManager', 'leave it out: macOS keeps its network'],
  [['i18n'], 'locales of NixOS', 'leave it out: macOS has its own'],
];

/** @internal refuse what a finished Mac cannot be. */
export function checkDarwin(host: DarwinHost, props: DarwinHostProps, needsUser: string[], found: Diagnostics): void {
  const names = host.users.map((user) => user.userName);
  if (props.primaryUser !== undefined && names.length > 0 && !names.includes(props.primaryUser)) {
    found.error({
      code: 'DARWIN_PRIMARY_USER',
      message: `${props.primaryUser} is the primary user of ${host.systemName}, which has no such user`,
      keyPath: 'primaryUser',
      mend: `give one of its users: ${names.join(', ')}`,
    });
  }
  if (host.primaryUser === undefined && needsUser.length > 0) {
    found.error({
      code: 'DARWIN_PRIMARY_USER',
      message: `${host.systemName} has ${needsUser.join(' and ')}, and nobody that they belong to`,
      keyPath: 'primaryUser',
      why: 'nix-darwin is run by root, and refuses settings of a user that it is not told',
      mend: names.length > 0 ? `say who: primaryUser: '${names[0]!}'` : "add a user, or say who: primaryUser: 'NAME'",
    });
  }
  for (const module of host._modules) {
    const tree = module._props.source === undefined ? module._definitions() : undefined;
    for (const [path, what, mend] of NOT_ON_DARWIN) {
      if (path.reduce((at: unknown, key) => (isPlainSet(at) ? at[key] : undefined), tree) === undefined) continue;
      found.error({
        code: 'DARWIN_CANNOT',
        message: `${host.systemName} is a Mac, which has no place for ${what}`,
        keyPath: path.join('.'),
        why: 'nix-darwin has no such option',
        mend,
        related: [module.node.path],
      });
    }
  }
}

/** @internal warn of what Homebrew would take away. */
export function checkHomebrew(host: DarwinHost, props: DarwinHostProps, found: Diagnostics): void {
  const { homebrew } = props;
  const cleanup = homebrew?.cleanup ?? HomebrewCleanup.NONE;
  if (!homebrew || cleanup === HomebrewCleanup.NONE) return;
  if (cleanup === HomebrewCleanup.ZAP) {
    found.warning({
      code: 'HOMEBREW_ZAP',
      message: `Homebrew on ${host.systemName} removes the data of applications that are not named here`,
      keyPath: 'homebrew.cleanup',
      why: 'zap removes every file of a cask: its settings, its caches and what it keeps',
      mend: 'use HomebrewCleanup.UNINSTALL, which leaves the data',
    });
  }
  const missing = missingTaps(homebrew);
  if (missing.length > 0) {
    found.warning({
      code: 'HOMEBREW_TAP',
      message: `formulae or casks come from ${missing.join(', ')}, which ${missing.length > 1 ? 'are' : 'is'} not among the taps`,
      keyPath: 'homebrew.taps',
      why: 'what is not named is cleaned up: Homebrew adds the tap and takes it away again at every activation',
      mend: `add taps: [${missing.map((name) => `'${name}'`).join(', ')}]`,
    });
  }
}
