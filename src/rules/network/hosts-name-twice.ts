import { Severity } from '../../app';
import { canonicalAddress, parseAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';

export const hostsNameTwice: IRule = {
  code: 'HOSTS_NAME_TWICE',
  severity: Severity.WARNING,
  title: 'A name in /etc/hosts has one address',
  reason:
    'programs take the first of the two and never the second, which is most often the one that was added to mend it',
  source: 'hosts(5)',
  breaks: `
new Host(app, 'named-twice', {
  ...machine,
  networking: { extraHosts: { '10.126.1.5': ['printer.home.arpa'], '10.126.1.6': ['printer.home.arpa', 'scanner'] } },
});
`,
  holds: `
new Host(app, 'named-twice', {
  ...machine,
  networking: { extraHosts: { '10.126.1.5': ['printer.home.arpa'], '10.126.1.6': ['scanner'] } },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const found = estate.optionsOf(system)._at(['networking', 'hosts', '*']);
      const byName = new Map<string, string>();
      for (const { names, value, owner } of found) {
        const address = canonicalAddress(names[0]!);
        const family = parseAddress(address)?.family;
        for (const name of Array.isArray(value) ? value : []) {
          if (typeof name !== 'string' || /^localhost/.test(name)) continue;
          const key = `${family}\0${name.toLowerCase()}`;
          const before = byName.get(key);
          if (before === undefined) {
            byName.set(key, address);
          } else if (before !== address) {
            report.found(owner, {
              message: `${name} is ${before} and ${address} in /etc/hosts of ${system.systemName}`,
              keyPath: 'networking.extraHosts',
              mend: 'leave one of the two out',
            });
          }
        }
      }
    }
  },
};
