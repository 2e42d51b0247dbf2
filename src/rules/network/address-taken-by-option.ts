import { ClaimKind, Estate, Severity } from '../../app';
import { canonicalAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { AddressFact, addresses } from '../facts/addresses';

export const addressTakenByOption: IRule = {
  code: 'ADDRESS_TAKEN_BY_OPTION',
  severity: Severity.ERROR,
  title: 'An address that plain options give is only theirs',
  reason: "packets go now to one machine and now to the other, as the neighbours' ARP tables have it",
  source: 'RFC 5227; NixOS: networking.interfaces, systemd.network.networks',
  breaks: `
new Host(app, 'by-prop', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.124.0.5/24'] } } } });
new Host(app, 'by-option', {
  ...machine,
  options: { networking: { interfaces: { eno1: { ipv4: { addresses: [{ address: '10.124.0.5', prefixLength: 24 }] } } } } },
});
`,
  holds: `
new Host(app, 'by-prop', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.124.0.5/24'] } } } });
new Host(app, 'by-option', {
  ...machine,
  options: { networking: { interfaces: { eno1: { ipv4: { addresses: [{ address: '10.124.0.6', prefixLength: 24 }] } } } } },
});
`,
  check(estate, report) {
    const claimed = estate._table(claimedAddresses);
    const seen = new Map<string, AddressFact>();
    for (const one of estate._table(addresses).all) {
      if (!one.plain) continue;
      const before = seen.get(one.address);
      seen.set(one.address, before ?? one);
      const other = claimed.get(one.address) ?? (before && before.realm !== one.realm ? before.owner : undefined);
      if (other === undefined || other === one.realm) continue;
      report.found(one.owner, {
        message: `${one.machine} has the address ${one.address}, and so has ${other.node.path}`,
        keyPath: one.keyPath,
        mend: 'give one of the two another address',
        related: [other],
      });
    }
  },
};

/** Addresses that are claimed in the whole estate. */
function claimedAddresses(estate: Estate) {
  const of = estate._claims.filter(({ claim }) => claim.kind === ClaimKind.IP_ADDRESS && claim.within === undefined);
  return new Map(of.map(({ claim, owner }) => [canonicalAddress(claim.value), owner]));
}
