import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const sshHardenedKeyboardInteractive: IRule = {
  code: 'SSH_HARDENED_KEYBOARD_INTERACTIVE',
  severity: Severity.ERROR,
  title: 'A hardened SSH server asks no questions',
  reason: 'by PAM they are passwords too',
  source: 'the policy SshHardened; sshd_config(5), KbdInteractiveAuthentication',
  breaks: `
new Host(app, 'questions', { ...machine, ssh: { kbdInteractiveAuthentication: true, interfaces: ['eno1'] } });
Aspects.of(app).add(new SshHardened());
`,
  holds: `
new Host(app, 'questions', { ...machine, ssh: { interfaces: ['eno1'] } });
Aspects.of(app).add(new SshHardened());
`,
  check: foundBy(policyFindings),
};
