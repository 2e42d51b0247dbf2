import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { networksByName } from './guest-network-unknown';

export const guestNetworkByName: IRule = {
  code: 'GUEST_NETWORK_BY_NAME',
  severity: Severity.WARNING,
  title: 'A guest names a network of the estate by the construct, so that it starts after it',
  reason: 'by name alone nothing orders the two: a new guest may be started before its network is there, and fails',
  source: 'libvirt: a guest on an inactive network does not start; systemd.unit(5): After=',
  breaks: `
const early = new Host(app, 'early', { ...machine });
new LibvirtNetwork(early, 'sensors', { subnet: '10.110.6.0/24' });
new LibvirtGuest(early, 'collector', { memoryGib: 1, interfaces: [LibvirtInterface.namedNetwork('sensors')] });
`,
  holds: `
const early = new Host(app, 'early', { ...machine });
const sensors = new LibvirtNetwork(early, 'sensors', { subnet: '10.110.6.0/24' });
new LibvirtGuest(early, 'collector', { memoryGib: 1, interfaces: [LibvirtInterface.network(sensors)] });
`,
  check(estate, report) {
    const named = estate._table(networksByName);
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind !== 'network' || each._network) continue;
        const network = named.get(each._source)?.find(({ machine }) => machine === guest.machine);
        if (!network) continue;
        report.found(guest, {
          keyPath: 'interfaces',
          message: `${guest.guestName} names the network ${each._source}, which the estate describes for ${guest.machine.systemName}`,
          mend: 'give the construct: LibvirtInterface.network(network)',
          related: [network],
        });
      }
    }
  },
};
