import { nixConfs } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixSignaturesOff: IRule = {
  code: 'NIX_SIGNATURES_OFF',
  severity: Severity.WARNING,
  title: 'Nix asks for the signatures of packages',
  reason: 'without them every binary cache, and who stands between it and the machine, decides what runs as root',
  source: 'nix.conf(5): require-sigs',
  breaks: `
new Host(app, 'unsigned', { ...machine, nix: { settings: { 'require-sigs': false } } });
`,
  holds: `
new Host(app, 'unsigned', { ...machine });
`,
  check(estate, report) {
    for (const conf of estate._table(nixConfs)) {
      const by = conf.of('require-sigs').find(({ value }) => value === false || value === 'false');
      if (!by) continue;
      report.found(by.owner, {
        message: `Nix on ${conf.system.systemName} takes packages that nobody has signed`,
        keyPath: 'nix.settings.require-sigs',
        mend: 'leave it out, and give the public keys of your caches: nix: { substituters: [{ url, publicKeys }] }',
      });
    }
  },
};
