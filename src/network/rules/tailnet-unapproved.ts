import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetUnapproved: IRule = {
  code: 'TAILNET_UNAPPROVED',
  severity: Severity.WARNING,
  title: 'What a node offers is approved by the policy',
  reason: 'what a node offers is used once it is approved, by hand or by the policy',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#auto-approvers',
  breaks: oneNode(
    'approved',
    "routes: ['10.150.3.0/24']",
    "grants: [{ src: ['autogroup:member'], dst: ['*'], ip: ['*'] }]",
  ),
  holds: oneNode('approved', "routes: ['10.150.3.0/24'], tags: ['tag:server']", POLICY),
  check: foundBy(tailnetFindings),
};
