import { Severity } from '../../app';
import { formatNetwork, IpPrefix, sizeOf } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { addresses } from '../facts/addresses';
import { lansOf } from '../facts/subnets';

export const addressOfNetwork: IRule = {
  code: 'ADDRESS_OF_NETWORK',
  severity: Severity.ERROR,
  title: 'No machine has the address of its network, or the one for all machines',
  reason:
    'the first and the last address of an IPv4 network stand for the network and for all in it; the machine is not reached',
  source: 'RFC 922; RFC 1122, section 3.2.1.3',
  breaks: `
const first = new Host(app, 'first-address', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(first, 'zero', { hostBridge: 'br0', localAddress: '10.124.1.0/24', gateway: '10.124.1.1' });
`,
  holds: `
const first = new Host(app, 'first-address', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(first, 'zero', { hostBridge: 'br0', localAddress: '10.124.1.10/24', gateway: '10.124.1.1' });
`,
  check(estate, report) {
    const lans = estate._table(lansOf);
    for (const { ip, network, owner, machine, text, keyPath } of estate._table(addresses).all) {
      if (ip.family !== 4) continue;
      const known =
        network ??
        lans(owner)
          .map(({ _ipv4 }) => _ipv4)
          .find((one) => isEnd(one, ip.value));
      if (!known || !isEnd(known, ip.value)) continue;
      report.found(owner, {
        message: `${machine} has ${text}, which is ${ip.value === known.network ? 'the network' : 'the address for all machines of'} ${formatNetwork(known)}${ip.value === known.network ? ' itself' : ''}`,
        keyPath,
        mend: 'give it an address between the first and the last',
      });
    }
  },
};

/** Whether it is the first or last address of a network; one of two machines has neither. */
function isEnd(network: IpPrefix, value: bigint): boolean {
  return network.prefix < 31 && (value === network.network || value === network.network + sizeOf(network) - 1n);
}
