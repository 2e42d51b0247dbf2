import { upgrades } from './facts/upgrades';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const autoUpgradeNoFlake: IRule = {
  code: 'AUTO_UPGRADE_NO_FLAKE',
  severity: Severity.WARNING,
  title: 'An upgrade knows the flake that its host is built from',
  reason: 'without one it looks for channels and /etc/nixos/configuration.nix, finds neither, and fails every night',
  source: 'NixOS: system.autoUpgrade.flake',
  breaks: `
new Host(app, 'stale', { ...machine, options: { system: { autoUpgrade: { enable: true, operation: 'boot' } } } });
`,
  holds: `
new Host(app, 'stale', { ...machine, autoUpgrade: { flake: 'github:example/estate?dir=nix-out' } });
`,
  check(estate, report) {
    for (const { host, options, owner } of estate._table(upgrades)) {
      if (options.unseen.length > 0) continue;
      if (options._taken(['system', 'autoUpgrade', 'flake']).some(({ value }) => value !== null)) continue;
      report.found(owner, {
        message: `${host.systemName} upgrades itself, and is told no flake`,
        keyPath: 'system.autoUpgrade.flake',
        mend: "give the host autoUpgrade: { flake: 'github:owner/repo?dir=nix-out' }",
      });
    }
  },
};
