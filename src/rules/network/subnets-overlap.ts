import { Estate, Severity } from '../../app';
import { formatNetwork, IpPrefix, parsePrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import type { RuleReport } from '../../app/rules/rule-report';
import { Host } from '../../hosts';
import { Lan } from '../../network';
import { lansOf, SubnetFact, subnetsBehind } from '../facts/subnets';

export const subnetsOverlap: IRule = {
  code: 'SUBNETS_OVERLAP',
  severity: Severity.ERROR,
  title: 'Networks that one machine leads into do not overlap',
  reason: 'packets for the addresses that both have go to one of the two, and never to the other',
  source: 'ip-route(8): the longest prefix wins; Docker and Podman take networks without asking',
  breaks: `
const overlap = new Construct(app, 'overlap-site');
new Lan(overlap, 'lan', { subnet: '10.121.0.0/16' });
const boxes = new Host(overlap, 'overlap', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtNetwork(boxes, 'overlapping', { subnet: '10.121.50.0/24' });
`,
  holds: `
const overlap = new Construct(app, 'overlap-site');
new Lan(overlap, 'lan', { subnet: '10.121.0.0/16' });
const boxes = new Host(overlap, 'overlap', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtNetwork(boxes, 'overlapping', { subnet: '10.122.50.0/24' });
`,
  check(estate, report) {
    lansAgainstLans(estate, report);
    const lans = estate._table(lansOf);
    for (const [host, behind] of estate._table(subnetsBehind)) {
      const house = [...lans(host).flatMap(ofLan), ...standing(host)];
      behind.forEach((one, index) => {
        const other =
          house.find((each) => overlaps(each, one)) ?? behind.slice(0, index).find((each) => overlaps(each, one));
        if (!other) return;
        report.found(one.owner, {
          message: `${one.name} and ${other.name} have addresses in common, and ${host.systemName} leads into both`,
          keyPath: one.keyPath,
          mend: one.implied && !other.implied ? `${one.mend}, or ${other.mend}` : one.mend,
          related: one.owner === other.owner ? [] : [other.owner],
          severity: one.implied ? Severity.WARNING : undefined,
        });
      });
    }
  },
};

/** The Lans of a site, in the order of their addresses, so that each is held against those before it alone. */
function lansAgainstLans(estate: Estate, report: RuleReport): void {
  const sorted = estate
    ._all(Lan.isLan)
    .flatMap((lan) => lan._networks.map((network) => ({ lan, network })))
    .sort((a, b) => a.network.family - b.network.family || (a.network.network < b.network.network ? -1 : 1));
  let reach: { lan: Lan; network: IpPrefix }[] = [];
  for (const one of sorted) {
    reach = reach.filter(({ network }) => overlap(network, one.network));
    for (const other of reach) {
      if (!other.lan._covers(one.lan) && !one.lan._covers(other.lan)) continue;
      report.found(one.lan, {
        message: `the networks ${formatNetwork(one.network)} and ${formatNetwork(other.network)} have addresses in common`,
        keyPath: one.network.family === 4 ? 'subnet' : 'subnet6',
        mend: 'correct one of the two; a network of two sites is made once, above both',
        related: [other.lan],
      });
    }
    reach.push(one);
  }
}

function ofLan(lan: Lan): SubnetFact[] {
  return lan._networks.map((network) => ({
    network,
    owner: lan,
    name: `the network ${lan.node.id} (${formatNetwork(network)})`,
    keyPath: 'subnet',
    mend: 'give the network of the house another subnet',
    implied: false,
    house: true,
  }));
}

/** The networks that a host itself stands in. */
function standing(host: Host): SubnetFact[] {
  return host._statics.flatMap(({ interfaceName, text }) => {
    const network = parsePrefix(text)!;
    if (network.prefix >= (network.family === 4 ? 31 : 127)) return [];
    return [
      {
        network,
        owner: host,
        name: `the network of ${interfaceName} (${formatNetwork(network)})`,
        keyPath: `networking.interfaces.${interfaceName}.addresses`,
        mend: 'correct the address of the interface',
        implied: false,
        house: true,
      },
    ];
  });
}

function overlaps(a: SubnetFact, b: SubnetFact): boolean {
  return overlap(a.network, b.network);
}

/** Two networks overlap where one begins in the other. */
function overlap(a: IpPrefix, b: IpPrefix): boolean {
  if (a.family !== b.family) return false;
  const [large, small] = a.prefix <= b.prefix ? [a, b] : [b, a];
  const bits = BigInt((large.family === 4 ? 32 : 128) - large.prefix);
  return small.network / 2n ** bits === large.network / 2n ** bits;
}
