import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';

export const guestMacDerived: IRule = {
  code: 'GUEST_MAC_DERIVED',
  severity: Severity.INFO,
  title: 'A guest whose address a router gives has its MAC address written down',
  reason:
    'it follows from the path of the construct: a guest that is renamed or moved has another one, and loses its address',
  source: 'Derive.mac; DHCP: fixed addresses go by the MAC address',
  breaks: `
const leased = new Host(app, 'leased', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new LibvirtGuest(leased, 'tenant', {
  memoryGib: 1,
  interfaces: [LibvirtInterface.bridge('br0', { address: '10.113.1.20' })],
});
`,
  holds: `
const leased = new Host(app, 'leased', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new LibvirtGuest(leased, 'tenant', {
  memoryGib: 1,
  interfaces: [LibvirtInterface.bridge('br0', { address: '10.113.1.20', macAddress: '52:54:00:10:11:31' })],
});
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      // Where the estate describes the guest's system, that says its address.
      if (guest.hasHost) continue;
      guest._spec.interfaces.forEach(({ interface: each, mac }, index) => {
        const { address, macAddress } = each._props;
        if (each._network || address === undefined || macAddress !== undefined) return;
        report.found(guest, {
          keyPath: `interfaces[${index}].macAddress`,
          message: `the router gives ${guest.guestName} the address ${address} by the MAC address ${mac}, which is derived`,
          mend: `write it down: macAddress: '${mac}'`,
        });
      });
    }
  },
};
