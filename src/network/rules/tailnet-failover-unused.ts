import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetFailoverUnused: IRule = {
  code: 'TAILNET_FAILOVER_UNUSED',
  severity: Severity.WARNING,
  title: 'A network that is to have a stand-in is offered by two nodes',
  reason: 'where the one node that offers it is off, nobody reaches it',
  source: 'https://tailscale.com/docs/how-to/set-up-high-availability',
  breaks: oneNode(
    'standin',
    "tags: ['tag:server'], routes: ['10.150.2.0/24']",
    `${POLICY}, failoverRoutes: ['10.150.2.0/24']`,
  ),
  holds: oneNode('standin', "tags: ['tag:server'], routes: ['10.150.2.0/24']", POLICY),
  check: foundBy(tailnetFindings),
};
