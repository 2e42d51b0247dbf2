import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetSshNoRule: IRule = {
  code: 'TAILNET_SSH_NO_RULE',
  severity: Severity.WARNING,
  title: 'A rule lets somebody in where Tailscale SSH is on',
  reason: 'the policy denies what it does not allow; and with ssh on, sshd no longer answers on the tailnet address',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tailscale-ssh',
  breaks: oneNode('sshless', "tags: ['tag:server'], ssh: true", POLICY),
  holds: oneNode(
    'sshless',
    "tags: ['tag:server'], ssh: true",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['autogroup:nonroot'] }]`,
  ),
  check: foundBy(tailnetFindings),
};
