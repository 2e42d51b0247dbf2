import { FORM, secretModes } from './secret-modes';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const secretModeForm: IRule = {
  code: 'SECRET_MODE_FORM',
  severity: Severity.ERROR,
  title: 'The permissions of a secret are octal digits',
  reason: 'sops-nix does not build what it cannot read as a number, and agenix fails when the machine is switched',
  source: 'sops-nix: sops-install-secrets; agenix: chmod',
  breaks: `
const host = new Host(app, 'modeform', { ...machine });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age'), mode: 'u=r,g=r' } } } },
});
`,
  holds: `
const host = new Host(app, 'modeform', { ...machine });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age'), mode: '0440' } } } },
});
`,
  check(estate, report) {
    for (const { owner, text, keyPath } of estate._table(secretModes)) {
      if (FORM.test(text)) continue;
      report.found(owner, {
        message: `${JSON.stringify(text)} are no permissions of a secret`,
        keyPath,
        mend: "give four octal digits, such as '0440'",
      });
    }
  },
};
