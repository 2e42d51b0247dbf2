import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Dns } from '../../services';
import { listeners } from '../facts/listeners';

export const resolverTwice: IRule = {
  code: 'RESOLVER_TWICE',
  severity: Severity.ERROR,
  title: 'A name server on every address does without systemd-resolved',
  reason: 'systemd-resolved has port 53 of 127.0.0.53: the second of the two does not start',
  source: 'resolved.conf(5): DNSStubListener=',
  breaks: `
new Host(app, 'resolvers', {
  ...machine,
  networking: { resolved: true },
  options: { services: { blocky: { enable: true } } },
});
`,
  holds: `
new Host(app, 'resolvers', {
  ...machine,
  networking: { resolved: false },
  options: { services: { blocky: { enable: true } } },
});
`,
  check(estate, report) {
    const { ports } = estate._table(listeners);
    for (const all of ports) {
      const [{ port, protocol }] = all as [(typeof all)[0]];
      if (port !== 53 || protocol !== 'udp') continue;
      const stub = all.find(({ name }) => name === 'systemd-resolved');
      // What Dns makes says it itself: DNS_STUB.
      const other = all.find((one) => one !== stub && one.address === '*' && !Dns.isDns(one.owner));
      if (!stub || !other) continue;
      report.found(other.owner, {
        message: `${other.name} on ${other.realm.systemName} listens on port 53 of every address, and systemd-resolved has it on 127.0.0.53`,
        keyPath: other.keyPath,
        mend: "turn resolved off, networking: { resolved: false }, have it leave the port, services.resolved.extraConfig = 'DNSStubListener=no', or name the addresses of the other one",
        related: stub.owner === other.owner ? [] : [stub.owner],
      });
    }
  },
};
