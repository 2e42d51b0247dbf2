import { Severity } from '../../app';
import { formatAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { addresses } from '../facts/addresses';
import { lansOf } from '../facts/subnets';

export const lanAddressInDhcpRange: IRule = {
  code: 'LAN_ADDRESS_IN_DHCP_RANGE',
  severity: Severity.WARNING,
  title: 'No static address lies where DHCP gives addresses away',
  reason: 'the DHCP server gives the address to another machine too, which happens when both are on: weeks later',
  source: 'RFC 2131; Lan: dhcpRange',
  breaks: `
const leased = new Construct(app, 'leased-site');
const lan = new Lan(leased, 'lan', {
  subnet: '10.120.2.0/24',
  dhcpRange: { from: '10.120.2.100', to: '10.120.2.200' },
});
new Host(leased, 'pool-printer', { ...machine, networking: { interfaces: { eno1: lan.interfaceAt(120) } } });
`,
  holds: `
const leased = new Construct(app, 'leased-site');
const lan = new Lan(leased, 'lan', {
  subnet: '10.120.2.0/24',
  dhcpRange: { from: '10.120.2.100', to: '10.120.2.200' },
});
new Host(leased, 'pool-printer', { ...machine, networking: { interfaces: { eno1: lan.interfaceAt(20) } } });
`,
  check(estate, report) {
    const lans = estate._table(lansOf);
    for (const { ip, text, owner, machine, keyPath } of estate._table(addresses).all) {
      for (const lan of lans(owner)) {
        if (!lan._dhcp || ip.family !== 4) continue;
        const [from, to] = lan._dhcp;
        if (ip.value < from.value || ip.value > to.value) continue;
        report.found(owner, {
          message: `${machine} has ${text}, which the DHCP server of ${lan.node.path} gives away (${formatAddress(from)} to ${formatAddress(to)})`,
          keyPath,
          mend: 'give it an address outside of the range, or make the range smaller: dhcpRange',
          related: [lan],
        });
      }
    }
  },
};
