import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { dnsFindings } from '../dns-findings';

export const dnsName: IRule = {
  code: 'DNS_NAME',
  severity: Severity.WARNING,
  title: 'What has a name in the estate can have it in DNS',
  reason: 'names in DNS take letters, digits and -',
  source: 'RFC 1123, 2.1',
  breaks: `
const host = new Host(app, 'named', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.21.2/24'] } } } });
new Host(app, 'named_box', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.21.3/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'] });
`,
  holds: `
const host = new Host(app, 'named', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.21.2/24'] } } } });
new Host(app, 'named-box', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.21.3/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'] });
`,
  check: foundBy(dnsFindings),
};
