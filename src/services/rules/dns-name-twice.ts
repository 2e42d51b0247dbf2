import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { dnsFindings } from '../dns-findings';

export const dnsNameTwice: IRule = {
  code: 'DNS_NAME_TWICE',
  severity: Severity.ERROR,
  title: 'A name in DNS is that of one machine',
  reason: 'clients come now to the one and now to the other',
  source: 'DNS: several A records of one name',
  breaks: `
const host = new Host(app, 'twonames', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.23.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.address('twonames', '10.151.23.9')] });
`,
  holds: `
const host = new Host(app, 'twonames', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.23.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.address('files', '10.151.23.9')] });
`,
  check: foundBy(dnsFindings),
};
