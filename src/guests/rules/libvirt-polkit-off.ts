import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const libvirtPolkitOff: IRule = {
  code: 'LIBVIRT_POLKIT_OFF',
  severity: Severity.ERROR,
  title: 'Hosts with libvirt have polkit',
  reason: 'libvirtd asks polkit who may do what; NixOS refuses to build a host without',
  source: 'NixOS: assertion of virtualisation.libvirtd',
  breaks: `
const strict = new Host(app, 'no-polkit', { ...machine });
new LibvirtGuest(strict, 'jail', { memoryGib: 1 });
strict.addOptions({ security: { polkit: { enable: Nix.mkForce(false) } } });
`,
  holds: `
const strict = new Host(app, 'no-polkit', { ...machine });
new LibvirtGuest(strict, 'jail', { memoryGib: 1 });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const options = estate.optionsOf(system);
      if (options._value(['virtualisation', 'libvirtd', 'enable']) !== true) continue;
      const [off] = options._taken(['security', 'polkit', 'enable']);
      if (off?.value !== false || off.conditional) continue;
      report.found(off.owner, {
        keyPath: 'security.polkit.enable',
        message: `${system.systemName} runs libvirtd, and polkit is switched off`,
        mend: 'leave security.polkit.enable out',
        related: [system],
      });
    }
  },
};
