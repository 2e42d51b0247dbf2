import { upgrades } from './facts/upgrades';
import { NixosSystem, Severity } from '../../app';
import { SystemOptions } from '../../app/definitions/system-options';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const autoUpgradeRebootsGuests: IRule = {
  code: 'AUTO_UPGRADE_REBOOTS_GUESTS',
  severity: Severity.WARNING,
  title: 'A host of others restarts at an hour that is meant for it',
  reason: 'with the host every container and guest on it stops, in the middle of what it does',
  source: 'NixOS: system.autoUpgrade.allowReboot, system.autoUpgrade.rebootWindow',
  breaks: `
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', allowReboot: true };
const inn = new Host(app, 'inn', { ...machine, autoUpgrade });
new NixosContainer(inn, 'lodger', { privateNetwork: false });
`,
  holds: `
const rebootWindow = { lower: '04:30', upper: '06:00' };
const autoUpgrade = { flake: 'github:example/estate?dir=nix-out', allowReboot: true, rebootWindow };
const inn = new Host(app, 'inn', { ...machine, autoUpgrade });
new NixosContainer(inn, 'lodger', { privateNetwork: false });
`,
  check(estate, report) {
    for (const { host, options, keyPath, value } of estate._table(upgrades)) {
      if (value('allowReboot') !== true) continue;
      if (options._taken(['system', 'autoUpgrade', 'rebootWindow']).some((one) => one.value !== null)) continue;
      const guests = guestsOf(host, options);
      if (guests.length === 0) continue;
      const more = guests.length > 3 ? ` and ${guests.length - 3} more` : '';
      report.found(host, {
        message: `${host.systemName} restarts at any hour, and ${guests.slice(0, 3).join(', ')}${more} with it`,
        keyPath: keyPath('allowReboot'),
        mend: "say when: autoUpgrade: { rebootWindow: { lower: '04:30', upper: '06:00' }, … }",
      });
    }
  },
};

/** The names of what runs on the host. */
function guestsOf(host: Host, options: SystemOptions): string[] {
  const nested = host._nested.filter(NixosSystem.isNixosSystem).map((one) => one.systemName);
  const set = [
    ['containers', '*'],
    ['microvm', 'vms', '*'],
  ].flatMap((path) => options._at(path).map(({ names }) => names[0]!));
  return [...new Set([...nested, ...set])];
}
