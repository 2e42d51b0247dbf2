import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { dnsFindings } from '../dns-findings';

export const dnsNoAddress: IRule = {
  code: 'DNS_NO_ADDRESS',
  severity: Severity.INFO,
  title: 'Everything in the estate has an address that DNS can give out',
  reason: 'the name server has no answer for it',
  source: 'Dns',
  breaks: `
const host = new Host(app, 'noaddr', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.24.2/24'] } } } });
new Host(app, 'noaddr-laptop', { ...machine });
new Dns(host, 'dns', { interfaces: ['eno1'] });
`,
  holds: `
const host = new Host(app, 'noaddr', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.24.2/24'] } } } });
new Host(app, 'noaddr-laptop', { ...machine });
new Dns(host, 'dns', { interfaces: ['eno1'], exclude: ['noaddr-laptop'] });
`,
  check: foundBy(dnsFindings),
};
