import { accounts, PASSWORDS } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

export const passwordEmpty: IRule = {
  code: 'PASSWORD_EMPTY',
  severity: Severity.WARNING,
  title: 'No user has an empty password',
  reason: 'whoever stands before the machine logs in, and whoever has got in becomes that user',
  source: 'shadow(5); NixOS: users.users.<name>.hashedPassword',
  breaks: `
const options = { users: { users: { kiosk: { hashedPassword: '' } } } };
new Host(app, 'lobby', { ...machine, options, users: { kiosk: {} } });
`,
  holds: `
const options = { users: { users: { kiosk: { hashedPassword: '!' } } } };
new Host(app, 'lobby', { ...machine, options, users: { kiosk: {} } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      for (const account of users.values()) {
        for (const option of PASSWORDS) {
          const by = account.of(option).find(({ value }) => value === '');
          if (!by || option === 'hashedPasswordFile') continue;
          report.found(by.owner, {
            message: `${account.name} on ${system.systemName} logs in without a password`,
            keyPath: formatKeyPath(['users', 'users', account.name, option]),
            mend: 'give hashedPasswordFile, or lock the password with "!"; where a session is to start by itself, use automatic login',
          });
        }
      }
    }
  },
};
