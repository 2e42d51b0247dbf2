import { oneNode, POLICY } from './example-tailnet';
import { offeredRoutes } from './route-table';
import { Severity } from '../../app';
import { contains, parsePrefix } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Tailnet } from '../tailnet';

export const tailnetApprovalUnused: IRule = {
  code: 'TAILNET_APPROVAL_UNUSED',
  severity: Severity.WARNING,
  title: 'What may be offered without an approval is offered',
  reason: 'whoever has the tag may one day offer that network, and all would send its traffic there',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#auto-approvers',
  breaks: oneNode(
    'approval',
    "tags: ['tag:server']",
    `${POLICY}, autoApprovers: { routes: { '10.153.3.0/24': ['tag:server'] } }`,
  ),
  holds: oneNode(
    'approval',
    "tags: ['tag:server'], routes: ['10.153.3.0/24']",
    `${POLICY}, autoApprovers: { routes: { '10.153.3.0/24': ['tag:server'] } }`,
  ),
  check(estate, report) {
    for (const tailnet of estate._all(Tailnet.isTailnet)) {
      const { autoApprovers, externalTags = [] } = tailnet._props;
      const entries = Object.entries(autoApprovers?.routes ?? {});
      if (entries.length === 0) continue;
      const routes = estate._table(offeredRoutes).get(tailnet.node.path) ?? [];
      for (const [text, names] of entries) {
        const network = parsePrefix(text)!;
        // Users, and machines outside of the estate, offer what nobody here knows.
        if (names.length === 0 || names.some((name) => !name.startsWith('tag:') || externalTags.includes(name))) {
          continue;
        }
        if (routes.some((route) => network.prefix <= route.network.prefix && contains(network, route.network))) {
          continue;
        }
        report.found(tailnet, {
          message: `${names.join(', ')} may offer ${text}, and no node does`,
          keyPath: `autoApprovers.routes.${JSON.stringify(text)}`,
          mend: 'leave it out: what the nodes of the estate offer is approved by itself',
        });
      }
    }
  },
};
