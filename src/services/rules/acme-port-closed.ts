import { acmeSites } from './acme-sites';
import { Severity } from '../../app';
import type { SystemOptions } from '../../app/definitions/system-options';
import type { IRule } from '../../app/rules/rule';

export const acmePortClosed: IRule = {
  code: 'ACME_PORT_CLOSED',
  severity: Severity.WARNING,
  title: 'Who proves a name over HTTP can be reached on port 80',
  reason:
    'the certificate authority asks on port 80; without an answer there is no certificate, and the web server shows a self-signed one',
  source: "Let's Encrypt: HTTP-01 challenge; NixOS: security.acme",
  breaks: `
const host = new Host(app, 'httpclosed', { ...machine, firewall: { tcpPorts: [443] } });
new NixModule(host, 'web', {
  options: {
    security: { acme: { acceptTerms: true, defaults: { email: 'ada@example.com' } } },
    services: { nginx: { enable: true, virtualHosts: { 'www.example.com': { enableACME: true, forceSSL: true } } } },
  },
});
`,
  holds: `
const host = new Host(app, 'httpclosed', { ...machine, firewall: { tcpPorts: [80, 443] } });
new NixModule(host, 'web', {
  options: {
    security: { acme: { acceptTerms: true, defaults: { email: 'ada@example.com' } } },
    services: { nginx: { enable: true, virtualHosts: { 'www.example.com': { enableACME: true, forceSSL: true } } } },
  },
});
`,
  check(estate, report) {
    for (const { system, owner, overHttp } of estate._table(acmeSites)) {
      if (overHttp.length === 0 || mayAnswer(estate.optionsOf(system))) continue;
      report.found(owner, {
        message: `${overHttp.join(', ')} of ${system.systemName} ${overHttp.length > 1 ? 'are' : 'is'} proved over HTTP, and port 80 is closed there`,
        keyPath: 'security.acme',
        mend: 'open it: firewall: { tcpPorts: [80, 443] }; or prove the name by DNS: security.acme.defaults.dnsProvider',
      });
    }
  },
};

/** Whether port 80 is open on some interface, or may be. */
function mayAnswer(options: SystemOptions): boolean {
  const firewall = ['networking', 'firewall'];
  const lists = [
    [...firewall, 'allowedTCPPorts'],
    [...firewall, 'interfaces', '*', 'allowedTCPPorts'],
  ].flatMap((path) => options._at(path));
  if (
    lists.some(
      ({ value }) => !Array.isArray(value) || value.includes(80) || value.some((one) => typeof one !== 'number'),
    )
  ) {
    return true;
  }
  const other = ['allowedTCPPortRanges', 'trustedInterfaces', 'extraCommands', 'extraInputRules'];
  return (
    options._at([...firewall, 'enable']).some(({ value }) => value !== true) ||
    other.some((name) =>
      options._at([...firewall, name]).some(({ value }) => !Array.isArray(value) || value.some((one) => one !== 'lo')),
    )
  );
}
