import { sshServers } from './facts/sshd';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const sshRootPassword: IRule = {
  code: 'SSH_ROOT_PASSWORD',
  severity: Severity.WARNING,
  title: 'Root does not log in over SSH with a password',
  reason: 'every machine has a root, so its password alone is left to guess, and who finds it has everything',
  source: 'sshd_config(5): PermitRootLogin',
  breaks: `
const ssh = { passwordAuthentication: true, interfaces: ['eno1'], permitRootLogin: PermitRootLogin.YES };
new Host(app, 'root-by-password', { ...machine, ssh });
`,
  holds: `
const ssh = { passwordAuthentication: true, interfaces: ['eno1'], permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD };
new Host(app, 'root-by-password', { ...machine, ssh });
`,
  check(estate, report) {
    for (const [host, sshd] of estate._table(sshServers)) {
      if (!Host.isHost(host)) continue;
      const root = sshd.saysYes('PermitRootLogin');
      if (!root) continue;
      if (!sshd.saysYes('PasswordAuthentication') && !sshd.saysYes('KbdInteractiveAuthentication')) continue;
      report.found(host, {
        message: `root of ${host.systemName} can log in over SSH with a password`,
        keyPath:
          host._props.ssh?.permitRootLogin === undefined
            ? 'services.openssh.settings.PermitRootLogin'
            : 'ssh.permitRootLogin',
        mend: 'permit PermitRootLogin.PROHIBIT_PASSWORD at most',
        related: root.owner === host ? undefined : [root.owner],
      });
    }
  },
};
