import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const sshHardenedExtraConfig: IRule = {
  code: 'SSH_HARDENED_EXTRA_CONFIG',
  severity: Severity.ERROR,
  title: 'Hand-written lines of sshd open nothing that the settings shut',
  reason: 'a Match block goes before the settings',
  source: 'the policy SshHardened; sshd_config(5), Match',
  breaks: `
new Host(app, 'match-block', {
  ...machine,
  options: { services: { openssh: { extraConfig: 'Match Address 10.0.0.0/8\\n  PasswordAuthentication yes\\n' } } },
});
Aspects.of(app).add(new SshHardened());
`,
  holds: `
new Host(app, 'match-block', {
  ...machine,
  options: { services: { openssh: { extraConfig: 'Match Address 10.0.0.0/8\\n  AllowTcpForwarding no\\n' } } },
});
Aspects.of(app).add(new SshHardened());
`,
  check: foundBy(policyFindings),
};
