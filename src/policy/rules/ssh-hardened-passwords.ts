import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const sshHardenedPasswords: IRule = {
  code: 'SSH_HARDENED_PASSWORDS',
  severity: Severity.ERROR,
  title: 'A hardened SSH server takes no passwords',
  reason: 'passwords are guessed by machines, day and night',
  source: 'the policy SshHardened; sshd_config(5), PasswordAuthentication',
  breaks: `
new Host(app, 'passwords', { ...machine, ssh: { passwordAuthentication: true, interfaces: ['eno1'] } });
Aspects.of(app).add(new SshHardened());
`,
  holds: `
new Host(app, 'passwords', { ...machine, ssh: { interfaces: ['eno1'] } });
Aspects.of(app).add(new SshHardened());
`,
  check: foundBy(policyFindings),
};
