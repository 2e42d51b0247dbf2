import { IConstruct } from 'constructs';
import { Estate, Severity } from '../../app';
import { contains, formatNetwork, IpPrefix, parsePrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { Lan } from '../../network';
import { lansOf } from '../facts/subnets';

export const vlanIdTwice: IRule = {
  code: 'VLAN_ID_TWICE',
  severity: Severity.WARNING,
  title: 'A VLAN is one network, and a network one VLAN',
  reason:
    'machines of the two hear one another on the wire and answer nobody, or wait for neighbours that are elsewhere',
  source: 'IEEE 802.1Q',
  breaks: `
const tagged = new Construct(app, 'tagged-site');
const iot = new Lan(tagged, 'iot', { subnet: '10.125.20.0/24', vlanId: 20 });
new Host(tagged, 'tagged', {
  ...machine,
  networking: {
    backend: NetworkBackend.NETWORKD,
    vlans: { iot: { parent: 'eno1', vlanId: 30 } },
    interfaces: { iot: iot.interfaceAt(5) },
  },
});
`,
  holds: `
const tagged = new Construct(app, 'tagged-site');
const iot = new Lan(tagged, 'iot', { subnet: '10.125.20.0/24', vlanId: 20 });
new Host(tagged, 'tagged', {
  ...machine,
  networking: {
    backend: NetworkBackend.NETWORKD,
    vlans: { iot: { parent: 'eno1', vlanId: iot.vlanId! } },
    interfaces: { iot: iot.interfaceAt(5) },
  },
});
`,
  check(estate, report) {
    const lans = estate._table(lansOf);
    const byId = new Map<string, Lan>();
    for (const lan of estate._all(Lan.isLan)) {
      if (lan.vlanId === undefined) continue;
      const key = `${lan.node.scope!.node.path}\0${lan.vlanId}`;
      const other = byId.get(key);
      if (!other) {
        byId.set(key, lan);
      } else {
        report.found(lan, {
          message: `VLAN ${lan.vlanId} is ${other.subnet} and ${lan.subnet}`,
          keyPath: 'vlanId',
          mend: 'give one of the two another number',
          related: [other],
        });
      }
    }
    const seen = new Map<string, { network: IpPrefix; host: Host }>();
    for (const { host, name, vlanId, network, site } of tagged(estate)) {
      const lan = lans(host).find(({ _networks }) => _networks.some((one) => contains(one, network)));
      const keyPath = `networking.vlans.${name}.vlanId`;
      if (lan) {
        if (lan.vlanId === undefined || lan.vlanId === vlanId) continue;
        report.found(host, {
          message: `${host.systemName} is in ${lan.subnet} by VLAN ${vlanId}, and that network is VLAN ${lan.vlanId}`,
          keyPath,
          mend: `take the number of the network: vlanId: ${lan.vlanId}`,
          related: [lan],
        });
        continue;
      }
      const key = `${site.node.path}\0${vlanId}\0${network.family}`;
      const before = seen.get(key);
      if (!before) {
        seen.set(key, { network, host });
      } else if (before.network.network !== network.network) {
        report.found(host, {
          message: `VLAN ${vlanId} is ${formatNetwork(before.network)} on ${before.host.systemName} and ${formatNetwork(network)} on ${host.systemName}`,
          keyPath,
          mend: 'correct the number, or the address',
          related: before.host === host ? [] : [before.host],
          cause: key,
        });
      }
    }
  },
};

/** The addresses on interfaces that are VLANs. */
function tagged(estate: Estate) {
  const found: { host: Host; name: string; vlanId: number; network: IpPrefix; site: IConstruct }[] = [];
  for (const host of estate._all(Host.isHost)) {
    const { vlans } = host._props.networking ?? {};
    if (!vlans) continue;
    for (const { interfaceName: name, text } of host._statics) {
      const vlan = vlans[name];
      if (vlan) found.push({ host, name, vlanId: vlan.vlanId, network: parsePrefix(text)!, site: host.node.scope! });
    }
  }
  return found;
}
