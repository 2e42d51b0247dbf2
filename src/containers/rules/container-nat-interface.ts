import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { ContainerNetwork } from '../container-network';

export const containerNatInterface: IRule = {
  code: 'CONTAINER_NAT_INTERFACE',
  severity: Severity.WARNING,
  title: 'It is said by which interface containers reach the internet',
  reason:
    'addresses are then translated on every way out, to other containers and VPNs too, which see the host instead',
  source: 'NixOS: networking.nat.externalInterface',
  breaks: `
const outward = new Host(app, 'outward', { ...machine });
new NixosContainer(outward, 'feeds', { subnet: '10.110.1.0/24' });
`,
  holds: `
const outward = new Host(app, 'outward', { ...machine });
new ContainerNetwork(outward, 'container-network', { externalInterface: 'enp4s0' });
new NixosContainer(outward, 'feeds', { subnet: '10.110.1.0/24' });
`,
  check(estate, report) {
    for (const network of estate._all(ContainerNetwork.isContainerNetwork)) {
      if (!network._translates || network.externalInterface !== undefined) continue;
      const options = estate.optionsOf(network.system);
      if (options._at(['networking', 'nat', 'externalInterface']).some(({ value }) => value !== null)) continue;
      report.found(network, {
        message: `containers of ${network.system.systemName} reach the internet, but by which interface is not said`,
        keyPath: 'externalInterface',
        mend: `say it: new ContainerNetwork(host, 'container-network', { externalInterface: 'enp4s0' }), before the containers`,
      });
    }
  },
};
