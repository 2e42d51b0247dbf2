import { oneNode } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetUndefined: IRule = {
  code: 'TAILNET_UNDEFINED',
  severity: Severity.ERROR,
  title: 'Every group, tag and name in a policy is defined in it',
  reason: 'the control server refuses the policy as a whole',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file',
  breaks: oneNode('defined', '', "grants: [{ src: ['group:family'], dst: ['*'], ip: ['*'] }]"),
  holds: oneNode(
    'defined',
    '',
    "groups: { 'group:family': ['ada@example.com'] }, grants: [{ src: ['group:family'], dst: ['*'], ip: ['*'] }]",
  ),
  check: foundBy(tailnetFindings),
};
