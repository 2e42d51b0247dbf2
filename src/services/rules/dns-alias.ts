import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { dnsFindings } from '../dns-findings';

export const dnsAlias: IRule = {
  code: 'DNS_ALIAS',
  severity: Severity.ERROR,
  title: 'An alias stands for a name that has an address',
  reason: 'the name server answers for its own names alone, and finds nothing behind the alias',
  source: 'unbound: local-data; dnsmasq: cname',
  breaks: `
const host = new Host(app, 'alias', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.20.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.alias('files', 'nas.example.com')] });
`,
  holds: `
const host = new Host(app, 'alias', { ...machine, networking: { interfaces: { eno1: { addresses: ['10.151.20.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'], records: [DnsRecord.alias('files', 'alias')] });
`,
  check: foundBy(dnsFindings),
};
