import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const sshHardenedRoot: IRule = {
  code: 'SSH_HARDENED_ROOT',
  severity: Severity.ERROR,
  title: 'A hardened SSH server does not let root in',
  reason: 'who comes in as root leaves no name',
  source: 'the policy SshHardened; sshd_config(5), PermitRootLogin',
  breaks: `
new Host(app, 'root-login', { ...machine, ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD } });
Aspects.of(app).add(new SshHardened());
`,
  holds: `
new Host(app, 'root-login', { ...machine });
Aspects.of(app).add(new SshHardened());
`,
  check: foundBy(policyFindings),
};
