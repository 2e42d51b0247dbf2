import { oneNode } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetTagUnused: IRule = {
  code: 'TAILNET_TAG_UNUSED',
  severity: Severity.WARNING,
  title: 'Every tag in a rule is that of a node',
  reason: 'the rule is for nobody, or a node lacks its tag',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tag-owners',
  breaks: oneNode(
    'used',
    '',
    "tagOwners: { 'tag:camera': [] }, grants: [{ src: ['autogroup:member'], dst: ['tag:camera'], ip: ['*'] }]",
  ),
  holds: oneNode(
    'used',
    "tags: ['tag:camera']",
    "tagOwners: { 'tag:camera': [] }, grants: [{ src: ['autogroup:member'], dst: ['tag:camera'], ip: ['*'] }]",
  ),
  check: foundBy(tailnetFindings),
};
