import { logins } from './facts/logins';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const sudoWithoutPassword: IRule = {
  code: 'SUDO_WITHOUT_PASSWORD',
  severity: Severity.WARNING,
  title: 'Administrators can give the password that sudo asks for',
  reason: 'keys let users in, but sudo takes the password alone',
  source: 'NixOS: security.sudo.wheelNeedsPassword; sudoers(5)',
  breaks: `
const { allowNoLogin, ...props } = machine;
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
new Host(app, 'sudo-asks', { ...props, users: { ada: { admin: true, authorizedKeys } } });
`,
  holds: `
const { allowNoLogin, ...props } = machine;
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const sudo = { wheelNeedsPassword: false };
new Host(app, 'sudo-asks', { ...props, sudo, users: { ada: { admin: true, authorizedKeys } } });
`,
  check(estate, report) {
    for (const { host, admins, withKey, withPassword } of estate._table(logins)) {
      const [user] = admins.filter(({ name }) => name !== 'root');
      if (!user || withKey.length === 0 || withPassword.length > 0) continue;
      if (withKey.some(({ name }) => name === 'root')) continue;
      const options = estate.optionsOf(host);
      if (options._at(['security', 'sudo', 'wheelNeedsPassword']).some(({ value }) => value !== true)) continue;
      // Keys of the agent, a fingerprint or another program may stand for the password.
      if (['rssh', 'sshAgentAuth', 'u2f', 'ussh'].some((name) => options._at(['security', 'pam', name]).length > 0)) {
        continue;
      }
      report.found(host, {
        message: `nobody can become root on ${host.systemName}: sudo asks for a password, and no administrator has one`,
        keyPath: 'sudo.wheelNeedsPassword',
        mend: 'give an administrator hashedPasswordFile, or the host sudo: { wheelNeedsPassword: false }',
      });
    }
  },
};
