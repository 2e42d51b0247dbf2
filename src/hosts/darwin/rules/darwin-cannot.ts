import { Severity } from '../../../app';
import type { IRule } from '../../../app/rules/rule';
import { formatKeyPath } from '../../../nix/error';
import { DarwinHost } from '../darwin-host';

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

export const darwinCannot: IRule = {
  code: 'DARWIN_CANNOT',
  severity: Severity.ERROR,
  title: 'A Mac is given no options that NixOS alone has',
  reason: 'nix-darwin has no such option',
  source: 'nix-darwin: its option catalogue',
  breaks: `
const options = { systemd: { services: { sync: { script: 'sync-notes' } } } };
new DarwinHost(app, 'penguin-mac', { stateVersion: 6, options });
`,
  holds: `
const options = { launchd: { daemons: { sync: { script: 'sync-notes' } } } };
new DarwinHost(app, 'penguin-mac', { stateVersion: 6, options });
`,
  check(estate, report) {
    for (const host of estate._all(DarwinHost.isDarwinHost)) {
      const options = estate.optionsOf(host);
      for (const [path, what, mend] of NOT_ON_DARWIN) {
        const found = options._at(path);
        if (found.length === 0) continue;
        report.found(host, {
          message: `${host.systemName} is a Mac, which has no place for ${what}`,
          keyPath: formatKeyPath(path),
          mend,
          related: [...new Set(found.map(({ owner }) => owner))].filter((owner) => owner !== host),
        });
      }
    }
  },
};
