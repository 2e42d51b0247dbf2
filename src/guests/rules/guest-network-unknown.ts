import { Severity } from '../../app/diagnostics';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { LibvirtHypervisor } from '../hypervisor';
import { LibvirtNetwork } from '../network';

export const guestNetworkUnknown: IRule = {
  code: 'GUEST_NETWORK_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The libvirt networks of guests are there on their host',
  reason: 'libvirt does not start a guest whose network it does not know',
  source: 'libvirt: domain interfaces of type network; NixVirt deletes networks that are not listed',
  breaks: `
const north = new Host(app, 'north', { ...machine });
const south = new Host(app, 'south', { ...machine });
new LibvirtNetwork(north, 'cameras', { subnet: '10.110.5.0/24' });
new LibvirtGuest(south, 'recorder', { memoryGib: 1, interfaces: [LibvirtInterface.namedNetwork('cameras')] });
`,
  holds: `
const south = new Host(app, 'south', { ...machine });
const cameras = new LibvirtNetwork(south, 'cameras', { subnet: '10.110.5.0/24' });
new LibvirtGuest(south, 'recorder', { memoryGib: 1, interfaces: [LibvirtInterface.network(cameras)] });
`,
  check(estate, report) {
    const named = estate._table(networksByName);
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      const { hypervisor, machine, guestName } = guest;
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind !== 'network' || each._network) continue;
        const name = each._source;
        const all = named.get(name) ?? [];
        if (all.some((network) => network.machine === machine)) continue;
        const mend = `describe it: new LibvirtNetwork(…, '${name}', { subnet: '…' }), and LibvirtInterface.network(…)`;
        if (deletes(hypervisor)) {
          report.found(guest, {
            keyPath: 'interfaces',
            message: `${guestName} is on the network ${name}, which NixVirt deletes from ${machine.systemName}: the estate does not describe it`,
            severity: Severity.ERROR,
            mend,
          });
        } else if (all.length > 0) {
          report.found(guest, {
            keyPath: 'interfaces',
            message: `${guestName} runs on ${machine.systemName}, and the network ${name} is one of ${all[0]!.machine.systemName}`,
            mend,
            related: [...all],
          });
        }
      }
    }
  },
};

/** Whether NixVirt has the whole list of a host's networks. */
function deletes({ manageAll, networks }: LibvirtHypervisor): boolean {
  return manageAll && networks.length > 0;
}

/** The libvirt networks of the estate, by name. */
export function networksByName(estate: Estate): ReadonlyMap<string, readonly LibvirtNetwork[]> {
  const found = new Map<string, LibvirtNetwork[]>();
  for (const network of estate._all(LibvirtNetwork.isLibvirtNetwork)) {
    found.set(network.networkName, [...(found.get(network.networkName) ?? []), network]);
  }
  return found;
}
