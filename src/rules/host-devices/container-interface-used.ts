import { hostInterfaces } from './host-interfaces';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';

export const containerInterfaceUsed: IRule = {
  code: 'CONTAINER_INTERFACE_USED',
  severity: Severity.ERROR,
  title: 'An interface that a container is given is used by nobody else',
  reason: 'it is gone from the host while the container runs, with its addresses and all that goes over it',
  source: 'systemd-nspawn(1): --network-interface=; NixOS: containers.<name>.interfaces',
  breaks: `
const gateway = new Host(app, 'gateway', {
  ...machine,
  networking: { interfaces: { enp5s0: { addresses: ['10.110.3.1/24'] } } },
});
new NixosContainer(gateway, 'router', { interfaces: ['enp5s0'] });
`,
  holds: `
const gateway = new Host(app, 'gateway', {
  ...machine,
  networking: { interfaces: { enp5s0: { addresses: ['10.110.3.1/24'] } } },
});
new NixosContainer(gateway, 'router', { interfaces: ['enp6s0'] });
`,
  check(estate, report) {
    const interfaces = estate._table(hostInterfaces);
    const takers = new Map<string, NixosContainer>();
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      const { system: host, containerName } = container;
      (container._props.interfaces ?? []).forEach((name, index) => {
        const keyPath = `interfaces[${index}]`;
        const use = interfaces(host).used.get(name);
        const before = takers.get(`${host.node.path} ${name}`);
        takers.set(`${host.node.path} ${name}`, container);
        if (use !== undefined) {
          report.found(container, {
            keyPath,
            message: `${containerName} is given ${name}, which ${host.systemName} uses itself (${use})`,
            mend: `give it another interface, or a macvlan: macvlans: ['${name}']`,
            related: [host],
          });
        } else if (before) {
          report.found(container, {
            keyPath,
            message: `${name} of ${host.systemName} is given to ${before.containerName} and to ${containerName}`,
            mend: `give each its own, or a macvlan: macvlans: ['${name}']`,
            related: [before],
          });
        }
      });
    }
  },
};
