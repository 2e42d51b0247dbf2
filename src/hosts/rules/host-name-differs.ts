import { DarwinSystem, NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const hostNameDiffers: IRule = {
  code: 'HOST_NAME_DIFFERS',
  severity: Severity.WARNING,
  title: 'A machine calls itself what the flake calls it',
  reason: 'a rebuild on the machine looks for the configuration of its own name, and finds none or that of another',
  source: 'nixos-rebuild(8): --flake; a homelab where a rebuild could not find its configuration',
  breaks: `
new Host(app, 'baker', { ...machine, override: { 'networking.hostName': 'charlie' } });
`,
  holds: `
new Host(app, 'baker', { ...machine, hostName: 'charlie' });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (!DarwinSystem.isDarwinSystem(system) && !(NixosSystem.isNixosSystem(system) && !system.nested)) continue;
      const name = estate.optionsOf(system)._value(['networking', 'hostName']);
      if (typeof name !== 'string' || name.toLowerCase() === system.systemName.toLowerCase()) continue;
      report.found(system, {
        message: `${system.systemName} calls itself ${name === '' ? 'nothing' : name}`,
        keyPath: 'networking.hostName',
        mend: `leave it out, or give the host the name: hostName: '${name || system.systemName}'`,
      });
    }
  },
};
