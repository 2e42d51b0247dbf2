import { POLICY, twoNodes } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetRouteTwice: IRule = {
  code: 'TAILNET_ROUTE_TWICE',
  severity: Severity.WARNING,
  title: 'A network is offered to a tailnet by one node, unless a stand-in is meant',
  reason: 'one of them carries the traffic and the others wait: two networks of the same numbers would be mixed up',
  source: 'https://tailscale.com/docs/how-to/set-up-high-availability',
  breaks: twoNodes(
    'routed',
    "tags: ['tag:server'], routes: ['10.150.1.0/24']",
    "tags: ['tag:server'], routes: ['10.150.1.0/24']",
    POLICY,
  ),
  holds: twoNodes(
    'routed',
    "tags: ['tag:server'], routes: ['10.150.1.0/24']",
    "tags: ['tag:server'], routes: ['10.150.1.0/24']",
    `${POLICY}, failoverRoutes: ['10.150.1.0/24']`,
  ),
  check: foundBy(tailnetFindings),
};
