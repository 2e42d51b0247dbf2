import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';
import { listeners } from '../facts/listeners';

export const openPortUnserved: IRule = {
  code: 'OPEN_PORT_UNSERVED',
  severity: Severity.WARNING,
  title: 'A port is open for somebody who serves it',
  reason:
    'the service has gone, or has another port: what listens there next is open to all without anybody having said so',
  source: 'NixOS: networking.firewall; the default ports of services',
  breaks: `
new Host(app, 'left-open', {
  ...machine,
  firewall: { tcpPorts: [8069] },
  options: { services: { jellyfin: { enable: true } } },
});
`,
  holds: `
new Host(app, 'left-open', {
  ...machine,
  firewall: { tcpPorts: [8096] },
  options: { services: { jellyfin: { enable: true } } },
});
`,
  check(estate, report) {
    const { at, complete, sharing, services } = estate._table(listeners);
    for (const host of estate._all(Host.isHost)) {
      // Of a host about whose services nothing is said, nothing is known.
      const runs = sharing(host).some((system) =>
        services(system)?.running.some(({ path, listeners: all }) => all.length > 0 && !QUIET.has(path[0]!)),
      );
      if (!runs || !complete(host)) continue;
      for (const { interfaceName, protocol, from, to, owner, keyPath, conditional, byService } of estate._table(
        firewalls,
      )(host).openings) {
        if (from !== to || conditional || byService || at(host, protocol, from).length > 0) continue;
        if (protocol === 'udp' && DISCOVERY.has(from)) continue;
        // tailscaled itself serves what `tailscale serve` was told.
        if (interfaceName?.startsWith('tailscale') && [80, 443, 8443, 10000].includes(from)) continue;
        report.found(owner, {
          message: `port ${from} (${protocol.toUpperCase()}) of ${host.systemName} is open, and nobody serves it`,
          keyPath,
          mend: 'close it; or say who listens there: Claims.of(…).tcpPort(…)'.replace('tcp', protocol),
          cause: `${host.node.path}\0${keyPath}`,
        });
      }
    }
  },
};

/** What is on nearly every machine, and says nothing of what it is for. */
const QUIET = new Set(['openssh', 'resolved', 'avahi', 'tailscale', 'oci-containers', 'containers']);

/** Ports of DHCP, and those by which players and machines find one another; who listens there shares them with others. */
const DISCOVERY = new Set([67, 68, 137, 138, 546, 547, 1900, 3702, 5353, 5355]);
