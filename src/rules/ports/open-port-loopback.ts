import { Estate, Severity } from '../../app';
import { isLoopback } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';
import { listeners } from '../facts/listeners';
import { Trouble, troubledWays } from '../facts/ways';

export const openPortLoopback: IRule = {
  code: 'OPEN_PORT_LOOPBACK',
  severity: Severity.WARNING,
  title: 'A service whose port is open can be reached there',
  reason:
    'the port is open and the service answers the machine itself alone: others are refused, and the firewall is not why',
  source: 'NixOS: the default addresses of services, networking.firewall',
  breaks: `
new Host(app, 'inside-only', {
  ...machine,
  firewall: { interfaces: { eno1: { tcpPorts: [3000] } } },
  options: { services: { grafana: { enable: true } } },
});
`,
  holds: `
new Host(app, 'inside-only', {
  ...machine,
  firewall: { interfaces: { eno1: { tcpPorts: [3000] } } },
  options: { services: { grafana: { enable: true, settings: { server: { http_addr: '0.0.0.0' } } } } },
});
`,
  check(estate, report) {
    const { at } = estate._table(listeners);
    const used = estate._table(inVain);
    for (const host of estate._all(Host.isHost)) {
      const { openings, enabled } = estate._table(firewalls)(host);
      if (!enabled) continue;
      for (const { protocol, from, to, owner, keyPath, conditional } of openings) {
        // A range is for whatever comes; a single port is for somebody.
        if (from !== to || conditional) continue;
        // The resolver of the machine itself is meant for nobody else: the port is open for something that is not known.
        const found = at(host, protocol, from).filter(({ name }) => name !== 'systemd-resolved');
        if (found.length === 0 || !found.every(({ address }) => isLoopback(address))) continue;
        if (used.has(`${host.node.path}\0${from}`)) continue;
        const [one] = found;
        report.found(owner, {
          message: `port ${from} of ${host.systemName} is open, and ${one!.name} listens on ${found.map(({ address }) => address).join(', ')} alone`,
          keyPath,
          mend: 'have the service listen on an address of the machine, or close the port',
          related: owner === one!.owner ? [] : [one!.owner],
          cause: `${host.node.path}\0${protocol}\0${from}`,
        });
      }
    }
  },
};

/** The ports of hosts of which a rule about connections tells the same. */
function inVain(estate: Estate): ReadonlySet<string> {
  const ways = estate._table(troubledWays).filter(({ trouble }) => trouble === Trouble.LOOPBACK);
  return new Set(ways.map(({ server, entry }) => `${server.node.path}\0${entry.target.port}`));
}
