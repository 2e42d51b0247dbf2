import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetExitUnused: IRule = {
  code: 'TAILNET_EXIT_UNUSED',
  severity: Severity.WARNING,
  title: 'A grant leads to the internet where a node offers the way there',
  reason: 'nobody may use the exit node',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#autogroups',
  breaks: oneNode('exits', "tags: ['tag:server'], exitNode: true", POLICY),
  holds: oneNode(
    'exits',
    "tags: ['tag:server'], exitNode: true",
    "tagOwners: { 'tag:server': [] }, grants: [{ src: ['autogroup:member'], dst: ['tag:server', 'autogroup:internet'], ip: ['*'] }]",
  ),
  check: foundBy(tailnetFindings),
};
