import { Severity } from '../../app';
import { isLoopback } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';
import { listeners } from '../facts/listeners';

export const ociPortPastFirewall: IRule = {
  code: 'OCI_PORT_PAST_FIREWALL',
  severity: Severity.WARNING,
  title: 'A port that a container publishes is open in the firewall too, or bound to an address',
  reason:
    'Docker and Podman lead what they publish past the firewall of NixOS: a port that looks closed is open to every network',
  source: 'Docker: packet filtering and firewalls; NixOS: virtualisation.oci-containers',
  breaks: `
new Host(app, 'past-wall', {
  ...machine,
  options: {
    virtualisation: { 'oci-containers': { containers: { wiki: { image: 'example/wiki:1', ports: ['8480:80'] } } } },
  },
});
`,
  holds: `
new Host(app, 'past-wall', {
  ...machine,
  options: {
    virtualisation: { 'oci-containers': { containers: { wiki: { image: 'example/wiki:1', ports: ['127.0.0.1:8480:80'] } } } },
  },
});
`,
  check(estate, report) {
    const { services } = estate._table(listeners);
    for (const host of estate._all(Host.isHost)) {
      for (const { path, owner, listeners: all } of services(host)?.running ?? []) {
        if (path[0] !== 'oci-containers') continue;
        const { enabled, openings } = estate._table(firewalls)(host);
        if (!enabled) continue;
        const past = all.filter(
          ({ protocol, port, address }) =>
            !isLoopback(address) &&
            !openings.some((one) => one.protocol === protocol && one.from <= port && port <= one.to),
        );
        const [first] = past;
        if (!first) continue;
        const ports = [...new Set(past.map(({ port }) => port))];
        report.found(owner, {
          message: `${first.name} on ${host.systemName} publishes port ${ports.join(', ')} to every network, and the firewall does not say so`,
          keyPath: first.keyPath,
          mend: `publish it to the machine alone, '127.0.0.1:${ports[0]}:…', and lead to it by a ReverseProxy; or open it in the firewall, so that it is said`,
          related: owner === host ? [] : [host],
        });
      }
    }
  },
};
