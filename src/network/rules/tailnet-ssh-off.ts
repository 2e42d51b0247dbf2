import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetSshOff: IRule = {
  code: 'TAILNET_SSH_OFF',
  severity: Severity.WARNING,
  title: 'Tailscale SSH is on where a rule lets somebody in',
  reason: 'the rule opens nothing: the node does not take such connections',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tailscale-ssh',
  breaks: oneNode(
    'sshoff',
    "tags: ['tag:server']",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['autogroup:nonroot'] }]`,
  ),
  holds: oneNode(
    'sshoff',
    "tags: ['tag:server'], ssh: true",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['autogroup:nonroot'] }]`,
  ),
  check: foundBy(tailnetFindings),
};
