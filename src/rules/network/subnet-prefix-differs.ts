import { Estate, Severity } from '../../app';
import { contains, formatNetwork, IpPrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { AddressFact, addresses } from '../facts/addresses';
import { lansOf } from '../facts/subnets';

export const subnetPrefixDiffers: IRule = {
  code: 'SUBNET_PREFIX_DIFFERS',
  severity: Severity.WARNING,
  title: 'The machines of a network agree how large it is',
  reason:
    'who takes the network for larger looks for far machines among its neighbours; who takes it for smaller asks the router for those beside it',
  source: 'RFC 1122, section 3.3.1',
  breaks: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(app, 'prefix-a', { ...machine, ...wired('10.123.1.5/24') });
new Host(app, 'prefix-b', { ...machine, ...wired('10.123.1.6/16') });
`,
  holds: `
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
new Host(app, 'prefix-a', { ...machine, ...wired('10.123.1.5/24') });
new Host(app, 'prefix-b', { ...machine, ...wired('10.123.1.6/24') });
`,
  check(estate, report) {
    for (const { one, large, small, right } of estate._table(differing)) {
      report.found(one.owner, {
        message: `${one.machine} has ${one.text}: ${formatNetwork(large)} and ${formatNetwork(small)} are one network with two sizes`,
        keyPath: one.keyPath,
        mend: `give the length of the prefix that the network has: /${right}`,
        cause: `${formatNetwork(large)}\0${formatNetwork(small)}`,
      });
    }
  },
};

interface Difference {
  readonly one: AddressFact;
  readonly large: IpPrefix;
  readonly small: IpPrefix;
  /** The length that most have, or that the Lan has. */
  readonly right: number;
}

/** Addresses whose network is another one than their Lan's, or lies in one that others have. */
function differing(estate: Estate): Difference[] {
  const lans = estate._table(lansOf);
  const found: Difference[] = [];
  const loose = new Map<string, { network: IpPrefix; all: AddressFact[] }>();
  for (const one of estate._table(addresses).all) {
    const { network } = one;
    // A single address and a cable with two ends belong to no network of the house.
    if (!network || network.prefix >= (network.family === 4 ? 31 : 127)) continue;
    const lan = lans(one.owner)
      .flatMap(({ _networks }) => _networks)
      .find((each) => contains(each, one.ip));
    if (lan) {
      if (lan.prefix === network.prefix) continue;
      const [large, small] = lan.prefix < network.prefix ? [lan, network] : [network, lan];
      found.push({ one, large, small, right: lan.prefix });
      continue;
    }
    const key = formatNetwork(network);
    const before = loose.get(key);
    if (before) before.all.push(one);
    else loose.set(key, { network, all: [one] });
  }
  return [...found, ...nested([...loose.values()])];
}

/** Of networks sorted by their first address, those that lie in an earlier one. */
function nested(networks: { network: IpPrefix; all: AddressFact[] }[]): Difference[] {
  const found: Difference[] = [];
  const order = (n: IpPrefix) => n.family;
  networks.sort(
    ({ network: a }, { network: b }) =>
      order(a) - order(b) || (a.network < b.network ? -1 : a.network > b.network ? 1 : a.prefix - b.prefix),
  );
  let around: { network: IpPrefix; all: AddressFact[] }[] = [];
  for (const one of networks) {
    const { family, network: value } = one.network;
    around = around.filter(({ network }) => contains(network, { family, value }));
    const outer = around[around.length - 1];
    // Only where somebody of the larger network stands in the smaller one do they mean the same.
    const inside = outer?.all.filter(({ ip }) => contains(one.network, ip)) ?? [];
    if (outer && inside.length > 0) {
      const fewer = inside.length <= one.all.length ? inside : one.all;
      const right = (fewer === inside ? one : outer).network.prefix;
      for (const each of fewer) found.push({ one: each, large: outer.network, small: one.network, right });
    }
    around.push(one);
  }
  return found;
}
