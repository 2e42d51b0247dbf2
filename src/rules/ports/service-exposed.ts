import { Severity } from '../../app';
import { isLoopback } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';
import { listeners } from '../facts/listeners';

export const serviceExposed: IRule = {
  code: 'SERVICE_EXPOSED',
  severity: Severity.WARNING,
  title: 'Databases, brokers and exporters are open on single interfaces',
  reason: 'such services trust whoever reaches them: every network that the machine is ever in can use them',
  source: 'the makers of each service; NixOS: openFirewall opens every interface',
  breaks: `
new Host(app, 'exposed', {
  ...machine,
  options: {
    services: { postgresql: { enable: true, enableTCPIP: true } },
    networking: { firewall: { allowedTCPPorts: [5432] } },
  },
});
`,
  holds: `
new Host(app, 'exposed', {
  ...machine,
  options: {
    services: { postgresql: { enable: true, enableTCPIP: true } },
    networking: { firewall: { interfaces: { eno1: { allowedTCPPorts: [5432] } } } },
  },
});
`,
  check(estate, report) {
    const { services } = estate._table(listeners);
    for (const host of estate._all(Host.isHost)) {
      for (const { path, owner, listeners: all, openedBy } of services(host)?.running ?? []) {
        const open = all.filter(
          ({ internal, address, protocol, port }) =>
            internal !== undefined &&
            address === '*' &&
            !isLoopback(address) &&
            estate._table(firewalls)(host).openToAll(protocol, port),
        );
        const [first] = open;
        if (!first) continue;
        const ports = [...new Set(open.map(({ port }) => port))];
        const off = !estate._table(firewalls)(host).enabled;
        report.found(owner, {
          message: `${path.join('.')} on ${host.systemName} is open to every network (port ${ports.join(', ')})${off ? ': there is no firewall' : ''}`,
          keyPath: openedBy?.keyPath ?? first.keyPath,
          why: first.internal,
          mend: `open it where it is used: firewall.allowTcp(${ports[0]}, { interface: 'eno1' }); or have it listen on one address`,
          related: owner === host ? [] : [host],
        });
      }
    }
  },
};
