import { Severity } from '../../app';
import { canonicalAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { LibvirtNetwork } from '../../guests';

export const leaseTwice: IRule = {
  code: 'LEASE_TWICE',
  severity: Severity.ERROR,
  title: 'A fixed address belongs to one card, and a card has one',
  reason: 'dnsmasq does not start where a card or an address is named twice, and the network of libvirt with it',
  source: 'libvirt: network XML, element host; dnsmasq(8): --dhcp-host',
  breaks: `
const leases = new Host(app, 'leases', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtNetwork(leases, 'leasing', {
  subnet: '10.126.0.0/24',
  dhcpHosts: [
    { macAddress: '52:54:00:7e:00:01', address: '10.126.0.10', name: 'printer' },
    { macAddress: '52:54:00:7E:00:01', address: '10.126.0.11', name: 'scanner' },
  ],
});
`,
  holds: `
const leases = new Host(app, 'leases', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtNetwork(leases, 'leasing', {
  subnet: '10.126.0.0/24',
  dhcpHosts: [
    { macAddress: '52:54:00:7e:00:01', address: '10.126.0.10', name: 'printer' },
    { macAddress: '52:54:00:7e:00:02', address: '10.126.0.11', name: 'scanner' },
  ],
});
`,
  check(estate, report) {
    for (const network of estate._all(LibvirtNetwork.isLibvirtNetwork)) {
      const cards = new Map<string, string>();
      const names = new Map<string, string>();
      for (const { macAddress, address, name } of network._leases) {
        const at = canonicalAddress(address);
        const twice = cards.get(macAddress.toLowerCase());
        if (twice !== undefined) {
          report.found(network, {
            message: `${macAddress} is to have ${twice} and ${at} in ${network.networkName}`,
            keyPath: 'dhcpHosts',
            mend: 'leave one of the two out, or correct the hardware address',
          });
        } else if (name !== undefined && names.has(name.toLowerCase())) {
          report.found(network, {
            message: `${name} is ${names.get(name.toLowerCase())} and ${at} in ${network.networkName}`,
            keyPath: 'dhcpHosts',
            mend: 'give each machine a name of its own',
          });
        }
        cards.set(macAddress.toLowerCase(), at);
        if (name !== undefined) names.set(name.toLowerCase(), at);
      }
    }
  },
};
