import { Severity } from '../../app';
import { contains, formatNetwork, IpPrefix, parseAddress, parsePrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { Lan } from '../../network';
import { Dns } from '../dns';

/** Networks of houses; other private ones, such as those of VPNs, have rules of their own. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => parsePrefix(text)!);

export const dnsRecordOutside: IRule = {
  code: 'DNS_RECORD_OUTSIDE',
  severity: Severity.WARNING,
  title: 'A record names an address of a network that there is',
  reason: 'the address is private and in no network of the estate: nobody reaches it there',
  source: 'Lan; static addresses; RFC 1918',
  breaks: `
const host = new Host(app, 'outside', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.154.1.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.address('outside-printer', '10.155.1.9')] });
`,
  holds: `
const host = new Host(app, 'outside', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.154.1.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.address('outside-printer', '10.154.1.9')] });
`,
  check(estate, report) {
    const all = estate._all(Dns.isDns);
    if (all.length === 0) return;
    const networks = new Map<string, IpPrefix>();
    const add = (prefix: IpPrefix | undefined) => prefix && networks.set(formatNetwork(prefix), prefix);
    for (const lan of estate._all(Lan.isLan)) lan._networks.forEach(add);
    for (const host of estate._all(Host.isHost)) for (const { text } of host._statics) add(parsePrefix(text));
    for (const dns of all) {
      dns._props.records?.forEach(({ _kind: kind, _name: name, _values: values }, index) => {
        if (kind !== 'address') return;
        for (const text of values) {
          const address = parseAddress(text);
          if (!address || !PRIVATE.some((one) => contains(one, address))) continue;
          const known = [...networks.values()].filter(({ family }) => family === address.family);
          // Where no network is known there is nothing to hold it against.
          if (known.length === 0 || known.some((one) => contains(one, address))) continue;
          report.found(dns, {
            message: `${name} is given the address ${text}, which is in no network of the estate`,
            keyPath: `records[${index}]`,
            cause: `${name} ${text}`,
            mend: "correct the address; or tell the network: new Lan(app, 'iot', { subnet: '…' })",
          });
        }
      });
    }
  },
};
