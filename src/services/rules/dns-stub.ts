import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Dns } from '../dns';

export const dnsStub: IRule = {
  code: 'DNS_STUB',
  severity: Severity.ERROR,
  title: 'A name server and systemd-resolved do not both have port 53',
  reason: 'the one that starts last does not start',
  source: 'systemd-resolved(8): DNSStubListener',
  breaks: `
const host = new Host(app, 'stub', { ...machine, networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses: ['10.151.22.2/24'] } } } });
new Dns(host, 'dns', { openFirewall: true });
`,
  holds: `
const host = new Host(app, 'stub', { ...machine, networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses: ['10.151.22.2/24'] } } } });
new Dns(host, 'dns', { interfaces: ['eno1'] });
`,
  check(estate, report) {
    for (const dns of estate._all(Dns.isDns)) {
      if (!dns._meetsStub) continue;
      const { systemName } = dns.system._networkRealm();
      report.found(dns, {
        message: `${systemName} runs systemd-resolved, which has port 53 of 127.0.0.53, and ${dns.server} is to have it on every address`,
        mend: "name its interfaces or addresses, listenAddresses: ['192.168.1.10'], or turn resolved off",
        keyPath: 'listenAddresses',
      });
    }
  },
};
