import { Severity } from '../../app';
import { formatNetwork, contains } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { addresses } from '../facts/addresses';
import { lansOf, subnetsBehind } from '../facts/subnets';

export const lanAddressOutside: IRule = {
  code: 'LAN_ADDRESS_OUTSIDE',
  severity: Severity.WARNING,
  title: 'An address lies in a network that is declared',
  reason: 'a machine with an address of another network reaches none of its neighbours, and none of them reaches it',
  source: 'the Lans of the site; a typing error in a real homelab',
  breaks: `
const outside = new Construct(app, 'outside-site');
new Lan(outside, 'lan', { subnet: '10.120.1.0/24' });
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(outside, 'outside-a', { ...machine, ...wired('10.120.10.5/24') });
new Host(outside, 'outside-b', { ...machine, ...wired('10.120.10.6/24') });
`,
  holds: `
const outside = new Construct(app, 'outside-site');
new Lan(outside, 'lan', { subnet: '10.120.1.0/24' });
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(outside, 'outside-a', { ...machine, ...wired('10.120.1.5/24') });
new Host(outside, 'outside-b', { ...machine, ...wired('10.120.1.6/24') });
`,
  check(estate, report) {
    const lans = estate._table(lansOf);
    for (const { ip, network, text, owner, machine, interfaceName, realm, keyPath } of estate._table(addresses).all) {
      const known = lans(owner);
      const families = known.flatMap(({ _networks }) => _networks).filter(({ family }) => family === ip.family);
      if (families.length === 0 || families.some((one) => contains(one, ip))) continue;
      if (
        Host.isHost(realm) &&
        estate
          ._table(subnetsBehind)
          .get(realm)
          ?.some((one) => contains(one.network, ip))
      ) {
        continue;
      }
      const on = interfaceName === undefined ? '' : ` on ${interfaceName}`;
      report.found(owner, {
        message: `${machine} has ${text}${on}, which lies in none of the networks ${families.map(formatNetwork).join(', ')}`,
        keyPath,
        mend: "correct the address, or declare its network: new Lan(…, { subnet: '…' })",
        related: [...known],
        cause: `${network ? formatNetwork(network) : text}\0${known.map(({ node }) => node.path).join('\0')}`,
      });
    }
  },
};
