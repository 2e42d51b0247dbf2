import { POLICY, twoNodes } from './example-tailnet';
import { offeredRoutes, OfferedRoute } from './route-table';
import { Severity } from '../../app';
import { contains } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';

export const tailnetRoutesOverlap: IRule = {
  code: 'TAILNET_ROUTES_OVERLAP',
  severity: Severity.WARNING,
  title: 'Networks that different nodes offer do not overlap',
  reason:
    'the narrower one goes before the wider one: where its node is off, its machines are gone although the other one would reach them',
  source: 'https://tailscale.com/docs/features/subnet-routers',
  breaks: twoNodes(
    'overlap',
    "tags: ['tag:server'], routes: ['10.152.0.0/16']",
    "tags: ['tag:server'], routes: ['10.152.3.0/24']",
    POLICY,
  ),
  holds: twoNodes(
    'overlap',
    "tags: ['tag:server'], routes: ['10.152.0.0/17']",
    "tags: ['tag:server'], routes: ['10.152.128.0/24']",
    POLICY,
  ),
  check(estate, report) {
    for (const routes of estate._table(offeredRoutes).values()) {
      const around: OfferedRoute[] = [];
      for (const route of routes) {
        while (around.length > 0 && !contains(around[around.length - 1]!.network, route.network)) around.pop();
        const outer = around.find(({ node, text }) => node !== route.node && text !== route.text);
        around.push(route);
        if (!outer) continue;
        report.found(route.node, {
          message: `${route.text} of ${route.node.hostname} lies in ${outer.text}, which ${outer.node.hostname} offers`,
          keyPath: 'routes',
          related: [outer.node],
          cause: `${outer.node.node.path} ${outer.text}`,
          mend: 'offer networks that lie beside each other; or let one node offer both',
        });
      }
    }
  },
};
