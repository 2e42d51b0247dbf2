import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { User } from '../user';

export const passwordOnlyOnce: IRule = {
  code: 'PASSWORD_ONLY_ONCE',
  severity: Severity.WARNING,
  title: 'A password that is declared is the password',
  reason:
    'with mutableUsers a declared password is set when the user is made and never again: a new one changes nothing',
  source: 'NixOS: users.mutableUsers, users.users.<name>.hashedPasswordFile',
  breaks: `
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'first-password', { ...machine, mutableUsers: true, users: { ada: { hashedPasswordFile } } });
`,
  holds: `
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'first-password', { ...machine, users: { ada: { hashedPasswordFile } } });
`,
  check(estate, report) {
    for (const user of estate._all(User.isUser)) {
      const { host, userName } = user;
      if (estate.optionsOf(host)._value(['users', 'mutableUsers']) !== true) continue;
      if (!estate._table(accounts).get(host)?.get(userName)?.has('hashedPasswordFile')) continue;
      report.found(user, {
        message: `${host.systemName} keeps the first password of ${userName}, whatever hashedPasswordFile holds later`,
        keyPath: 'hashedPasswordFile',
        mend: 'leave mutableUsers out, so that users are what is declared; or change the password on the machine, and leave the file out',
        cause: host.node.path,
      });
    }
  },
};
