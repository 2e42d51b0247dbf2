import { secretLeaves } from './secret-leaves';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const secretInStore: IRule = {
  code: 'SECRET_IN_STORE',
  severity: Severity.WARNING,
  title: 'No secret is given as a file that Nix copies into its store',
  reason: 'everyone on the machine, and whoever it is copied to, can read the store',
  source: 'Nix: path literals; nixpkgs: options of type path',
  breaks: `
const host = new Host(app, 'stored', { ...machine });
new NixModule(host, 'more', {
  options: { services: { restic: { backups: { home: { passwordFile: Nix.path('./restic-password') } } } } },
});
`,
  holds: `
const host = new Host(app, 'stored', { ...machine });
new NixModule(host, 'more', {
  options: { services: { restic: { backups: { home: { passwordFile: '/run/keys/restic-password' } } } } },
});
`,
  check(estate, report) {
    for (const { owner, keyPath, text } of estate._table(secretLeaves).stored) {
      report.found(owner, {
        message: `${keyPath} is the file ${text}, which Nix copies into its store`,
        keyPath,
        mend: "keep it in a store of secrets: new Secret(app, 'NAME').on(host); or give its path on the machine as text",
      });
    }
  },
};
