import { acmeSites } from './acme-sites';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const acmeNoContact: IRule = {
  code: 'ACME_NO_CONTACT',
  severity: Severity.ERROR,
  title: 'Who fetches certificates by ACME says who is written to, and accepts the terms',
  reason: 'NixOS refuses to build without them',
  source: 'NixOS: the assertions about security.acme.acceptTerms and email',
  breaks: `
const host = new Host(app, 'contact', { ...machine, firewall: { tcpPorts: [80, 443] } });
new NixModule(host, 'web', {
  options: {
    security: { acme: { acceptTerms: true } },
    services: { nginx: { enable: true, virtualHosts: { 'www.example.com': { enableACME: true, forceSSL: true } } } },
  },
});
`,
  holds: `
const host = new Host(app, 'contact', { ...machine, firewall: { tcpPorts: [80, 443] } });
new NixModule(host, 'web', {
  options: {
    security: { acme: { acceptTerms: true, defaults: { email: 'ada@example.com' } } },
    services: { nginx: { enable: true, virtualHosts: { 'www.example.com': { enableACME: true, forceSSL: true } } } },
  },
});
`,
  check(estate, report) {
    for (const { system, owner, names } of estate._table(acmeSites)) {
      const options = estate.optionsOf(system);
      const acme = ['security', 'acme'];
      const has = (...path: string[]) => options._at([...acme, ...path]).some(({ value }) => value !== null);
      const told = new Set(options._at([...acme, 'certs', '*', 'email']).map((one) => one.names[0]!));
      const without = has('defaults', 'email') ? [] : names.filter((name) => !told.has(name));
      const terms = options._at([...acme, 'acceptTerms']).some(({ value }) => value !== false);
      if (without.length === 0 && terms) continue;
      report.found(owner, {
        message: terms
          ? `nobody is written to about the certificate${without.length > 1 ? 's' : ''} of ${without.join(', ')} on ${system.systemName}`
          : `${system.systemName} fetches certificates, and does not accept the terms of the authority`,
        keyPath: terms ? 'security.acme.defaults.email' : 'security.acme.acceptTerms',
        mend: terms
          ? 'set security.acme.defaults.email = "you@example.com"'
          : 'read them, and set security.acme.acceptTerms = true',
      });
    }
  },
};
