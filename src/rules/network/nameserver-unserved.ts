import { IConstruct } from 'constructs';
import { Estate, Severity } from '../../app';
import { canonicalAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { Lan } from '../../network';
import { addresses } from '../facts/addresses';
import { collide } from '../facts/listener';
import { listeners } from '../facts/listeners';

export const nameserverUnserved: IRule = {
  code: 'NAMESERVER_UNSERVED',
  severity: Severity.WARNING,
  title: 'A machine of the estate that is a name server answers names',
  reason: 'every name is first asked of a machine that does not answer, which takes seconds, or is not found at all',
  source: 'resolv.conf(5)',
  breaks: `
const wired = (address: string, nameservers?: string[]) => ({
  networking: { nameservers, interfaces: { eno1: { addresses: [address] } } },
});
new Host(app, 'no-names', { ...machine, ...wired('10.124.5.2/24') });
new Host(app, 'asking', { ...machine, ...wired('10.124.5.5/24', ['10.124.5.2']) });
`,
  holds: `
const wired = (address: string, nameservers?: string[]) => ({
  networking: { nameservers, interfaces: { eno1: { addresses: [address] } } },
});
const names = new Host(app, 'no-names', { ...machine, ...wired('10.124.5.2/24') });
new Dns(names, 'dns', { interfaces: ['eno1'], networks: ['10.124.5.0/24'] });
new Host(app, 'asking', { ...machine, ...wired('10.124.5.5/24', ['10.124.5.2']) });
`,
  check(estate, report) {
    const at = estate._table(addresses).at;
    const { at: listening, complete } = estate._table(listeners);
    for (const { server, owner, keyPath } of nameservers(estate)) {
      const address = canonicalAddress(server);
      const realm = at(address)
        .find((one) => one.realm)
        ?.realm?._networkRealm();
      if (!realm || !complete(realm)) continue;
      if (listening(realm, 'udp', 53).some((one) => one.address === '?' || collide(one.address, address))) continue;
      report.found(owner, {
        message: `${realm.systemName} is asked for names at ${server}, and answers none there`,
        keyPath,
        mend: `have it answer: new Dns(${realm.systemName}, 'dns', { … }), or name another server`,
        related: [realm],
        cause: address,
      });
    }
  },
};

function nameservers(estate: Estate): { server: string; owner: IConstruct; keyPath: string }[] {
  const found: { server: string; owner: IConstruct; keyPath: string }[] = [];
  for (const lan of estate._all(Lan.isLan)) {
    lan.nameservers.forEach((server, i) => found.push({ server, owner: lan, keyPath: `nameservers[${i}]` }));
  }
  for (const system of estate.systems) {
    for (const { value, owner } of estate.optionsOf(system)._at(['networking', 'nameservers'])) {
      for (const server of Array.isArray(value) ? value : []) {
        if (typeof server === 'string') found.push({ server, owner, keyPath: 'networking.nameservers' });
      }
    }
  }
  for (const host of estate._all(Host.isHost)) {
    for (const { name, props } of host._interfaces) {
      for (const server of props.nameservers ?? []) {
        found.push({ server, owner: host, keyPath: `networking.interfaces.${name}.nameservers` });
      }
    }
  }
  return found;
}
