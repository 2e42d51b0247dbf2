import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';

export const guestNetworkNotStarted: IRule = {
  code: 'GUEST_NETWORK_NOT_STARTED',
  severity: Severity.WARNING,
  title: 'A network starts with the host where its guests do',
  reason: 'libvirt does not start a guest while one of its networks is not active',
  source: 'libvirt: virsh net-autostart, virsh autostart',
  breaks: `
const dormant = new Host(app, 'dormant', { ...machine });
const lab = new LibvirtNetwork(dormant, 'lab', { subnet: '10.110.7.0/24', autostart: false });
new LibvirtGuest(dormant, 'bench', { memoryGib: 1, interfaces: [LibvirtInterface.network(lab)] });
`,
  holds: `
const dormant = new Host(app, 'dormant', { ...machine });
const lab = new LibvirtNetwork(dormant, 'lab', { subnet: '10.110.7.0/24' });
new LibvirtGuest(dormant, 'bench', { memoryGib: 1, interfaces: [LibvirtInterface.network(lab)] });
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      if (!guest.autostart) continue;
      for (const { interface: each } of guest._spec.interfaces) {
        const { _network: network } = each;
        if (!network || network.autostart) continue;
        report.found(guest, {
          keyPath: 'autostart',
          message: `${guest.guestName} starts with ${guest.machine.systemName}, and its network ${network.networkName} does not`,
          mend: `leave autostart: false out of ${network.networkName}, or give it to the guest too`,
          related: [network],
        });
      }
    }
  },
};
