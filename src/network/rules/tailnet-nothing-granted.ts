import { oneNode, POLICY } from './example-tailnet';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetNothingGranted: IRule = {
  code: 'TAILNET_NOTHING_GRANTED',
  severity: Severity.WARNING,
  title: 'A policy grants something',
  reason: 'the policy denies what it does not allow',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#grants',
  breaks: oneNode('granted', "tags: ['tag:server']", "tagOwners: { 'tag:server': [] }"),
  holds: oneNode('granted', "tags: ['tag:server']", POLICY),
  check: foundBy(tailnetFindings),
};
