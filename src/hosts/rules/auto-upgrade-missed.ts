import { desktopOf } from './facts/desktops';
import { upgrades } from './facts/upgrades';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { WslHost } from '../wsl-host';

/** What machines have that are not on all night. */
const PORTABLE = [
  'services.tlp.enable',
  'services.auto-cpufreq.enable',
  'services.power-profiles-daemon.enable',
  'services.upower.enable',
];

export const autoUpgradeMissed: IRule = {
  code: 'AUTO_UPGRADE_MISSED',
  severity: Severity.WARNING,
  title: 'A machine that is off at night catches up on its upgrade',
  reason: 'a timer that is not persistent forgets a run that it slept through: the machine is never upgraded',
  source: 'systemd.timer(5): Persistent=; a homelab where the upgrade timer never ran',
  breaks: `
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', persistent: false };
new Host(app, 'laptop-asleep', { ...machine, autoUpgrade, options: { services: { tlp: { enable: true } } } });
`,
  holds: `
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out' };
new Host(app, 'laptop-asleep', { ...machine, autoUpgrade, options: { services: { tlp: { enable: true } } } });
`,
  check(estate, report) {
    for (const { host, options, keyPath, value } of estate._table(upgrades)) {
      if (value('persistent') !== false) continue;
      const portable = PORTABLE.find((option) => options._value(option.split('.')) === true);
      const why = WslHost.isWslHost(host) ? 'runs on WSL' : (portable ?? desktopOf(options));
      if (why === undefined) continue;
      report.found(host, {
        message: `${host.systemName} (${why}) may be off at ${String(value('dates') ?? '04:40')}, and does not catch up on the upgrade that it missed`,
        keyPath: keyPath('persistent'),
        mend: 'leave persistent out',
      });
    }
  },
};
