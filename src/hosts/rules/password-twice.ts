import { accounts, PASSWORDS } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

export const passwordTwice: IRule = {
  code: 'PASSWORD_TWICE',
  severity: Severity.WARNING,
  title: 'The password of a user is given in one way',
  reason: 'one goes before the other, in another order where users may be changed on the machine',
  source: 'NixOS: users.users.<name>.hashedPassword, "multiple password options"',
  breaks: `
const options = { users: { users: { ada: { hashedPassword: '!' } } } };
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'undecided', { ...machine, options, users: { ada: { hashedPasswordFile } } });
`,
  holds: `
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'undecided', { ...machine, users: { ada: { hashedPasswordFile } } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      for (const account of users.values()) {
        const [first, second, ...more] = PASSWORDS.filter((option) => account.has(option));
        if (first === undefined || second === undefined) continue;
        const { owner } = account.of(first)[0]!;
        report.found(owner, {
          message: `${account.name} on ${system.systemName} has ${[first, second, ...more].join(' and ')}`,
          keyPath: formatKeyPath(['users', 'users', account.name, first]),
          mend: 'leave hashedPasswordFile alone',
        });
      }
    }
  },
};
