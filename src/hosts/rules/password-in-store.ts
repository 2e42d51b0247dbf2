import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

const OPTIONS = ['password', 'initialPassword', 'hashedPassword', 'initialHashedPassword'];

export const passwordInStore: IRule = {
  code: 'PASSWORD_IN_STORE',
  severity: Severity.WARNING,
  title: 'Passwords stand in secret files',
  reason: 'the Nix store and the repository can be read by everyone, and a hash can be guessed at',
  source: 'NixOS: users.users.<name>.password, "the password will be world readable in the Nix store"',
  breaks: `
const options = { users: { users: { ada: { initialPassword: 'changeme' } } } };
new Host(app, 'blabber', { ...machine, options, users: { ada: {} } });
`,
  holds: `
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'blabber', { ...machine, users: { ada: { hashedPasswordFile } } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      for (const account of users.values()) {
        for (const option of OPTIONS) {
          for (const { value, owner } of account.of(option)) {
            // What is no hash locks the password; an empty one has a rule of its own.
            if (typeof value !== 'string' || value === '') continue;
            const plain = !/hashed/i.test(option);
            if (!plain && !/^[$_]/.test(value)) continue;
            report.found(owner, {
              message: `the ${plain ? 'password' : 'hash of the password'} of ${account.name} on ${system.systemName} stands in plain sight`,
              keyPath: formatKeyPath(['users', 'users', account.name, option]),
              mend: 'put the hash into a secret file: hashedPasswordFile',
            });
          }
        }
      }
    }
  },
};
