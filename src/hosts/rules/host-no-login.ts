import { hasHandWritten } from './facts/hand-written';
import { logins } from './facts/logins';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const hostNoLogin: IRule = {
  code: 'HOST_NO_LOGIN',
  severity: Severity.ERROR,
  title: 'Somebody can log in to a host and become root',
  reason: 'users cannot be changed on the machine (mutableUsers is false), so there would be no way back in',
  source: 'NixOS: users.mutableUsers, users.allowNoPasswordLogin',
  breaks: `
const { allowNoLogin, ...props } = machine;
new Host(app, 'locked', { ...props, users: { ada: { admin: true } } });
`,
  holds: `
const { allowNoLogin, ...props } = machine;
const hashedPasswordFile = SecretFile.at('/run/keys/ada');
new Host(app, 'locked', { ...props, users: { ada: { admin: true, hashedPasswordFile } } });
`,
  check(estate, report) {
    for (const { host, hasKey, withKey, withPassword } of estate._table(logins)) {
      if (withKey.length > 0 || withPassword.length > 0) continue;
      report.found(host, {
        severity: hasHandWritten(host) || host.users.length === 0 ? Severity.WARNING : undefined,
        message:
          hasKey.length > 0
            ? `nobody can log in to ${host.systemName}: its administrators have SSH keys alone, and the SSH server lets none of them in`
            : `nobody can log in to ${host.systemName}: no administrator has an SSH key or a password`,
        keyPath: 'users',
        mend: 'give a user admin: true and authorizedKeys or hashedPasswordFile; or, where that is meant, the host allowNoLogin: true',
      });
    }
  },
};
