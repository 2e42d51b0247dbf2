import { desktopOf } from './facts/desktops';
import { upgrades } from './facts/upgrades';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const autoUpgradeDesktop: IRule = {
  code: 'AUTO_UPGRADE_DESKTOP',
  severity: Severity.WARNING,
  title: 'A machine with a desktop switches when somebody restarts it',
  reason: 'a live switch restarts what the session runs on, and who works or has left work open loses it',
  source: 'NixOS: system.autoUpgrade.operation; a homelab whose nightly switch killed the session',
  breaks: `
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', operation: UpgradeOperation.SWITCH };
new Host(app, 'desktop', { ...machine, autoUpgrade, options: { services: { desktopManager: { plasma6: { enable: true } } } } });
`,
  holds: `
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', operation: UpgradeOperation.BOOT };
new Host(app, 'desktop', { ...machine, autoUpgrade, options: { services: { desktopManager: { plasma6: { enable: true } } } } });
`,
  check(estate, report) {
    for (const { host, options, keyPath, value } of estate._table(upgrades)) {
      const operation =
        options._at(['system', 'autoUpgrade', 'operation']).length === 0 ? 'switch' : value('operation');
      const desktop = operation === 'switch' ? desktopOf(options) : undefined;
      if (desktop === undefined) continue;
      report.found(host, {
        message: `${host.systemName} switches to each upgrade at once, and has a desktop (${desktop})`,
        keyPath: keyPath('operation'),
        mend: 'give autoUpgrade: { operation: UpgradeOperation.BOOT, … }: the upgrade starts with the next boot',
      });
    }
  },
};
