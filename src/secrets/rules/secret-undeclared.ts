import { secretLeaves } from './secret-leaves';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';
import { SystemSecrets } from '../system-secrets';

export const secretUndeclared: IRule = {
  code: 'SECRET_UNDECLARED',
  severity: Severity.ERROR,
  title: 'A secret is decrypted on the System that reads it',
  reason:
    'the evaluation ends where the configuration has no secret of that name: it was declared for another machine, or under another name',
  source: 'agenix: age.secrets; sops-nix: sops.secrets; a real homelab',
  breaks: `
const host = new Host(app, 'undeclared', { ...machine });
new NixModule(host, 'more', {
  options: {
    age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { restic: { file: Nix.path('./restic.age') } } },
    services: { restic: { backups: { home: { passwordFile: Nix.ref('config.age.secrets.rustic.path') } } } },
  },
});
`,
  holds: `
const host = new Host(app, 'undeclared', { ...machine });
new NixModule(host, 'more', {
  options: {
    age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { restic: { file: Nix.path('./restic.age') } } },
    services: { restic: { backups: { home: { passwordFile: Nix.ref('config.age.secrets.restic.path') } } } },
  },
});
`,
  check(estate, report) {
    const elsewhere = new Set(
      estate.systems.flatMap((one) => SystemSecrets._peek(one)?.uses.map(({ _entry }) => _entry) ?? []),
    );
    for (const { system, owner, set, name, keyPath } of estate._table(secretLeaves).references) {
      const options = estate.optionsOf(system);
      // Where nothing says that it has secrets, the module of an input may.
      if (options._at([set]).length === 0 && !elsewhere.has(name)) continue;
      if (options.unseen.length > 0 || options._at([set, 'secrets', name]).length > 0) continue;
      // Where a function makes the set, only Nix knows what is in it.
      if (options._at([set, 'secrets']).some(({ value }) => Expr.isExpr(value))) continue;
      report.found(owner, {
        message: `config.${set}.secrets.${name} is read on ${system.systemName}, which decrypts no secret ${name}`,
        keyPath,
        cause: `${system.node.path} ${set} ${name}`,
        mend: `use it there: secret.on(${system.node.id}), and give what that gives`,
      });
    }
  },
};
