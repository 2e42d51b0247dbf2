import { oneNode } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetTagOwner: IRule = {
  code: 'TAILNET_TAG_OWNER',
  severity: Severity.ERROR,
  title: 'Every tag of a node has owners in the policy of its tailnet',
  reason: 'the control server refuses a tag without an owner, so that the node does not log in',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tag-owners',
  breaks: oneNode('owned', "tags: ['tag:nas']", "grants: [{ src: ['autogroup:member'], dst: ['*'], ip: ['*'] }]"),
  holds: oneNode(
    'owned',
    "tags: ['tag:nas']",
    "tagOwners: { 'tag:nas': [] }, grants: [{ src: ['autogroup:member'], dst: ['*'], ip: ['*'] }]",
  ),
  check: foundBy(tailnetFindings),
};
