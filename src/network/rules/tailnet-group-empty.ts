import { oneNode } from './example-tailnet';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Tailnet } from '../tailnet';

export const tailnetGroupEmpty: IRule = {
  code: 'TAILNET_GROUP_EMPTY',
  severity: Severity.WARNING,
  title: 'Every group in a rule has members',
  reason: 'the rule is for nobody',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#groups',
  breaks: oneNode(
    'nobody',
    "tags: ['tag:server']",
    "tagOwners: { 'tag:server': [] }, groups: { 'group:family': [] }, grants: [{ src: ['group:family'], dst: ['tag:server'], ip: ['*'] }]",
  ),
  holds: oneNode(
    'nobody',
    "tags: ['tag:server']",
    "tagOwners: { 'tag:server': [] }, groups: { 'group:family': ['ada@example.com'] }, grants: [{ src: ['group:family'], dst: ['tag:server'], ip: ['*'] }]",
  ),
  check(estate, report) {
    for (const tailnet of estate._all(Tailnet.isTailnet)) {
      const { groups = {}, grants = [], acls = [], ssh = [] } = tailnet._props;
      for (const [section, rules] of Object.entries({ grants, acls, ssh })) {
        rules.forEach(({ src }, index) => {
          const empty = src.filter((name) => groups[name]?.length === 0);
          if (empty.length === 0 || empty.length < src.length) return;
          report.found(tailnet, {
            message: `a rule is for ${empty.join(' and ')}, which ${empty.length > 1 ? 'have' : 'has'} no members`,
            keyPath: `${section}[${index}].src`,
            cause: `${tailnet.node.path} ${empty.join(' ')}`,
            mend: `name its users: groups: { '${empty[0]}': ['ada@example.com'] }`,
          });
        });
      }
    }
  },
};
