import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetSshNoGrant: IRule = {
  code: 'TAILNET_SSH_NO_GRANT',
  severity: Severity.WARNING,
  title: 'A grant leads to port 22 of what may be reached by Tailscale SSH',
  reason: 'an SSH rule alone opens nothing: the network must let the connection through, too',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tailscale-ssh',
  breaks: oneNode(
    'sshgrant',
    "tags: ['tag:server'], ssh: true",
    "tagOwners: { 'tag:server': [] }, grants: [{ src: ['autogroup:member'], dst: ['tag:server'], ip: ['tcp:443'] }], ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['autogroup:nonroot'] }]",
  ),
  holds: oneNode(
    'sshgrant',
    "tags: ['tag:server'], ssh: true",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['autogroup:nonroot'] }]`,
  ),
  check: foundBy(tailnetFindings),
};
