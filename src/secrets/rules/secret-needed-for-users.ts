import { secretLeaves } from './secret-leaves';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';

export const secretNeededForUsers: IRule = {
  code: 'SECRET_NEEDED_FOR_USERS',
  severity: Severity.ERROR,
  title: 'A password that users are made with is decrypted before them',
  reason: 'sops-nix decrypts other secrets after users were made: the user has no password, and cannot log in',
  source: 'sops-nix: sops.secrets.<name>.neededForUsers',
  breaks: `
const host = new Host(app, 'needed', { ...machine });
new NixModule(host, 'more', {
  options: {
    sops: { gnupg: { sshKeyPaths: [] }, secrets: { ada: { sopsFile: Nix.path('./ada.yaml') } } },
    users: { users: { ada: { isNormalUser: true, hashedPasswordFile: Nix.ref('config.sops.secrets.ada.path') } } },
  },
});
`,
  holds: `
const host = new Host(app, 'needed', { ...machine });
new NixModule(host, 'more', {
  options: {
    sops: { gnupg: { sshKeyPaths: [] }, secrets: { ada: { sopsFile: Nix.path('./ada.yaml'), neededForUsers: true } } },
    users: { users: { ada: { isNormalUser: true, hashedPasswordFile: Nix.ref('config.sops.secrets.ada.path') } } },
  },
});
`,
  check(estate, report) {
    for (const { system, owner, set, name, path, keyPath } of estate._table(secretLeaves).references) {
      if (set !== 'sops' || path[0] !== 'users' || path[1] !== 'users' || path[3] !== 'hashedPasswordFile') continue;
      const options = estate.optionsOf(system);
      const declared = options._at(['sops', 'secrets', name]);
      if (declared.length === 0 || declared.some(({ value }) => Expr.isExpr(value))) continue;
      if (options._taken(['sops', 'secrets', name, 'neededForUsers']).some(({ value }) => value !== false)) continue;
      report.found(owner, {
        message: `the password of ${path[2]} on ${system.systemName} is the secret ${name}, which is decrypted after users are made`,
        keyPath,
        mend: `set sops.secrets.${name}.neededForUsers = true`,
      });
    }
  },
};
