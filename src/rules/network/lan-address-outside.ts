import { Severity } from '../../app';
import { contains, formatNetwork, IpAddress, IpPrefix, parsePrefix } from '../../app/ip';
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
      if (isElsewhere(ip, interfaceName, network)) continue;
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

/** Whether an address is meant for no network of the house: of the internet, of a tunnel, of a cable with two ends. */
function isElsewhere(ip: IpAddress, interfaceName?: string, network?: IpPrefix): boolean {
  if (network && network.prefix >= (ip.family === 4 ? 31 : 127)) return true;
  if (
    interfaceName !== undefined &&
    /^(lo$|wg|tun|zt|tailscale|nebula|dummy|docker|podman|virbr|ve-)/.test(interfaceName)
  ) {
    return true;
  }
  return !PRIVATE.some((one) => contains(one, ip));
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map((text) => parsePrefix(text)!);
