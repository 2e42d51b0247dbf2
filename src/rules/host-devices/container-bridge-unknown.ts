import { hostInterfaces } from './host-interfaces';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';
import { Host } from '../../hosts';

export const containerBridgeUnknown: IRule = {
  code: 'CONTAINER_BRIDGE_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The bridges of containers are there on their host',
  reason: 'systemd-nspawn does not start a container whose bridge is missing',
  source: 'systemd-nspawn(1): --network-bridge=; NixOS: containers.<name>.hostBridge',
  breaks: `
const islands = new Host(app, 'islands', { ...machine });
new NixosContainer(islands, 'kiosk', { hostBridge: 'br-lan' });
`,
  holds: `
const islands = new Host(app, 'islands', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { 'br-lan': { members: ['enp4s0'] } } },
});
new NixosContainer(islands, 'kiosk', { hostBridge: 'br-lan' });
`,
  check(estate, report) {
    const interfaces = estate._table(hostInterfaces);
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      const { hostBridge: bridge } = container._props;
      if (bridge === undefined) continue;
      if (Host.isHost(container.system) && container.system.bridges.includes(bridge)) continue;
      const { made, known } = interfaces(container.system);
      if (!known || made.has(bridge)) continue;
      report.found(container, {
        keyPath: 'hostBridge',
        message: `${container.system.systemName} declares no bridge ${bridge}`,
        mend: `declare it: networking: { bridges: { '${bridge}': { members: ['…'] } } }`,
        cause: `${container.system.node.path} ${bridge}`,
      });
    }
  },
};
