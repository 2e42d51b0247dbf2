import { IConstruct } from 'constructs';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { System } from '../../app/system';
import { NixosContainer } from '../../containers';
import { MicrovmGuest } from '../../guests';
import { listeners } from '../facts/listeners';

export const forwardUnserved: IRule = {
  code: 'FORWARD_UNSERVED',
  severity: Severity.WARNING,
  title: 'A port that is forwarded into a guest or container is served there',
  reason: 'whoever connects to the host is refused inside',
  source: 'NixOS: containers.<name>.forwardPorts; microvm.nix: forwardPorts; the default ports of services',
  breaks: `
const dispatch = new Host(app, 'dispatch', { ...machine });
new ContainerNetwork(dispatch, 'container-network', { externalInterface: 'eno1' });
new NixosContainer(dispatch, 'parcels', {
  subnet: '10.112.1.0/24',
  forwardPorts: [{ hostPort: 8069 }],
  config: { services: { jellyfin: { enable: true } } },
});
`,
  holds: `
const dispatch = new Host(app, 'dispatch', { ...machine });
new ContainerNetwork(dispatch, 'container-network', { externalInterface: 'eno1' });
new NixosContainer(dispatch, 'parcels', {
  subnet: '10.112.1.0/24',
  forwardPorts: [{ hostPort: 8069, containerPort: 8096 }],
  config: { services: { jellyfin: { enable: true } } },
});
`,
  check(estate, report) {
    const { at, complete, services } = estate._table(listeners);
    const look = (who: IConstruct, name: string, inside: System, port: number, protocol: string, keyPath: string) => {
      const speaks = protocol === 'udp' ? 'udp' : 'tcp';
      // Where nothing is known to listen at all, nothing is known.
      const runs = services(inside)?.running.some(({ path, listeners: all }) => all.length > 0 && !QUIET.has(path[0]!));
      if (!runs || !complete(inside) || at(inside, speaks, port).length > 0) return;
      report.found(who, {
        keyPath,
        message: `port ${port} (${speaks.toUpperCase()}) of ${name} is forwarded to, and nobody serves it there`,
        mend: 'correct the port, or say who listens there: Claims.of(…).tcpPort(…)'.replace('tcp', speaks),
      });
    };
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      if (!container.inside.ownNetwork) continue;
      (container._props.forwardPorts ?? []).forEach(({ hostPort, containerPort = hostPort, protocol = 'tcp' }, index) =>
        look(container, container.containerName, container.inside, containerPort, protocol, `forwardPorts[${index}]`),
      );
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.forwardPorts ?? []).forEach(({ from, hostPort, guestPort = hostPort, protocol = 'tcp' }, index) => {
        if (from === 'guest') return;
        look(guest, guest.guestName, guest.host, guestPort, protocol, `forwardPorts[${index}]`);
      });
    }
  },
};

/** What is on nearly every machine, and says nothing of what it is for. */
const QUIET = new Set(['openssh', 'resolved', 'avahi', 'tailscale']);
