import { Severity } from '../../app/diagnostics';
import { contains, parseAddress, parsePrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../nixos-container';

export const containerGatewayOutside: IRule = {
  code: 'CONTAINER_GATEWAY_OUTSIDE',
  severity: Severity.WARNING,
  title: 'The router of a container is in the network of its address',
  reason: 'Linux takes no route over a router that it cannot reach itself: the container has no way out',
  source: 'NixOS: networking.defaultGateway; ip-route(8): "Nexthop has invalid gateway"',
  breaks: `
const crossing = new Host(app, 'crossing', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(crossing, 'ferry', { hostBridge: 'br0', localAddress: '10.111.5.2/24', gateway: '10.111.6.1' });
`,
  holds: `
const crossing = new Host(app, 'crossing', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(crossing, 'ferry', { hostBridge: 'br0', localAddress: '10.111.5.2/24', gateway: '10.111.5.1' });
`,
  check(estate, report) {
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      const { gateway, localAddress, localAddress6 } = container._props;
      const router = gateway === undefined ? undefined : parseAddress(gateway);
      const own = router?.family === 6 ? localAddress6 : localAddress;
      const network = own === undefined ? undefined : parsePrefix(own);
      if (!router || !network || contains(network, router)) continue;
      // Link-local routers are on every link.
      if (/^fe80:/i.test(gateway!)) continue;
      report.found(container, {
        keyPath: 'gateway',
        message: `the router ${gateway} is not in the network of ${own}, the address of ${container.containerName}`,
        mend: 'correct one of the two, or the prefix length',
      });
    }
  },
};
