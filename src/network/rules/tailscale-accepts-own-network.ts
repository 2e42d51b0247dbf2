import { offeredRoutes, routesByNetwork, serverOf } from './route-table';
import { Severity } from '../../app';
import { parseAddress } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleAcceptsOwnNetwork: IRule = {
  code: 'TAILSCALE_ACCEPTS_OWN_NETWORK',
  severity: Severity.WARNING,
  title: 'No machine takes its own network from the tailnet',
  reason:
    'what it sends to its neighbours goes through the tailnet and back: slow, and gone with the node that offers the network',
  source: 'https://tailscale.com/docs/features/subnet-routers: machines on the same network',
  breaks: `
const tagged = { authKey: SecretFile.at('/run/keys/tailscale'), loginServer: 'https://ownnet.example.com', tags: ['tag:server'] };
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const router = new Host(app, 'ownnet-router', { ...machine, ...lan('10.153.1.1/24') });
new TailscaleNode(router, 'tailscale', { ...tagged, routes: ['10.153.1.0/24'] });
const nas = new Host(app, 'ownnet-nas', { ...machine, ...lan('10.153.1.2/24') });
new TailscaleNode(nas, 'tailscale', { ...tagged, acceptRoutes: true });
`,
  holds: `
const tagged = { authKey: SecretFile.at('/run/keys/tailscale'), loginServer: 'https://ownnet.example.com', tags: ['tag:server'] };
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const router = new Host(app, 'ownnet-router', { ...machine, ...lan('10.153.1.1/24') });
new TailscaleNode(router, 'tailscale', { ...tagged, routes: ['10.153.1.0/24'] });
const nas = new Host(app, 'ownnet-nas', { ...machine, ...lan('10.153.1.2/24') });
new TailscaleNode(nas, 'tailscale', tagged);
`,
  check(estate, report) {
    const lookUps = new Map(
      [...estate._table(offeredRoutes)].map(([server, routes]) => [server, routesByNetwork(routes)]),
    );
    if (lookUps.size === 0) return;
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      const routeTo = node._props.acceptRoutes ? lookUps.get(serverOf(node)) : undefined;
      if (!routeTo || !Host.isHost(node.system)) continue;
      for (const address of node.system.addresses) {
        const route = routeTo(parseAddress(address)!);
        if (!route || route.node === node || node.routes.includes(route.text)) continue;
        report.found(node, {
          message: `${node.hostname} has the address ${address}, and takes ${route.text} from ${route.node.hostname}`,
          keyPath: 'acceptRoutes',
          related: [route.node],
          mend: 'leave acceptRoutes out on the machines of that network; they reach it by themselves',
        });
        break;
      }
    }
  },
};
