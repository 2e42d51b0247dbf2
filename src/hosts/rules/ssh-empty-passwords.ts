import { sshServers } from './facts/sshd';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const sshEmptyPasswords: IRule = {
  code: 'SSH_EMPTY_PASSWORDS',
  severity: Severity.WARNING,
  title: 'An SSH server takes no empty passwords',
  reason: 'whoever knows the name of a user without a password is in',
  source: 'sshd_config(5): PermitEmptyPasswords',
  breaks: `
new Host(app, 'empty-handed', { ...machine, ssh: { settings: { PermitEmptyPasswords: true } } });
`,
  holds: `
new Host(app, 'empty-handed', { ...machine });
`,
  check(estate, report) {
    for (const [system, sshd] of estate._table(sshServers)) {
      const setting = sshd.saysYes('PermitEmptyPasswords');
      const directive =
        sshd.setting('PermitEmptyPasswords').length === 0
          ? sshd.directives.find(({ name, value }) => /^permitemptypasswords$/i.test(name) && /^yes\b/i.test(value))
          : undefined;
      const by = setting ?? directive;
      if (!by) continue;
      report.found(by.owner, {
        message: `sshd of ${system.systemName} lets users in who have no password`,
        keyPath: setting ? 'services.openssh.settings.PermitEmptyPasswords' : 'services.openssh.extraConfig',
        mend: 'leave it out, and give keys',
      });
    }
  },
};
