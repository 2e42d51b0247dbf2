import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtHypervisor } from '../hypervisor';

export const libvirtManageAll: IRule = {
  code: 'LIBVIRT_MANAGE_ALL',
  severity: Severity.WARNING,
  title: 'A rebuild deletes no guest that the estate does not know',
  reason: 'NixVirt takes the lists of the estate for complete, also against guests that were made by hand',
  source: 'NixVirt: virtualisation.libvirt.connections.<uri>.domains',
  breaks: `
const wholly = new Host(app, 'wholly', { ...machine });
new LibvirtHypervisor(wholly, 'libvirt', { manageAll: true });
new LibvirtGuest(wholly, 'only', { memoryGib: 1 });
`,
  holds: `
const wholly = new Host(app, 'wholly', { ...machine });
new LibvirtGuest(wholly, 'only', { memoryGib: 1 });
`,
  check(estate, report) {
    for (const hypervisor of estate._all(LibvirtHypervisor.isLibvirtHypervisor)) {
      if (!hypervisor.manageAll) continue;
      const { guests, networks, machine } = hypervisor;
      const what = networks.length > 0 ? 'guests and networks' : 'guests';
      const kept = [...guests.map((g) => g.guestName), ...networks.map((n) => n.networkName)];
      report.found(hypervisor, {
        keyPath: 'manageAll',
        message: `a rebuild of ${machine.systemName} switches off and deletes all ${what} but ${kept.join(', ') || 'none'}`,
        mend: 'leave manageAll out, if that is not what you want',
      });
    }
  },
};
