import { FORM, secretModes } from './secret-modes';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const secretModeOpen: IRule = {
  code: 'SECRET_MODE_OPEN',
  severity: Severity.WARNING,
  title: 'Nobody but its owner and group can read a secret',
  reason: 'everyone who comes onto the machine, and every service on it, can read it',
  source: 'chmod(1)',
  breaks: `
const host = new Host(app, 'modeopen', { ...machine });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age'), mode: '0444' } } } },
});
`,
  holds: `
const host = new Host(app, 'modeopen', { ...machine });
new NixModule(host, 'more', {
  options: { age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { wifi: { file: Nix.path('./wifi.age'), mode: '0440' } } } },
});
`,
  check(estate, report) {
    for (const { owner, text, keyPath } of estate._table(secretModes)) {
      if (!FORM.test(text) || text.endsWith('0')) continue;
      report.found(owner, {
        message: `with ${text} everyone on the machine may use the secret`,
        keyPath,
        mend: `give ${text.slice(0, -1)}0, and a group for those who need it`,
      });
    }
  },
};
