import { sshServers } from './facts/sshd';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const sshPasswordsOpen: IRule = {
  code: 'SSH_PASSWORDS_OPEN',
  severity: Severity.WARNING,
  title: 'An SSH server that the whole network reaches takes keys alone',
  reason: 'passwords are guessed by machines, day and night',
  source: 'sshd_config(5): PasswordAuthentication, KbdInteractiveAuthentication; a homelab where one host was left so',
  breaks: `
new Host(app, 'guessable', { ...machine, ssh: { passwordAuthentication: true } });
`,
  holds: `
new Host(app, 'guessable', { ...machine, ssh: { passwordAuthentication: true, interfaces: ['eno1'] } });
`,
  check(estate, report) {
    for (const [host, sshd] of estate._table(sshServers)) {
      if (!Host.isHost(host)) continue;
      const password = sshd.saysYes('PasswordAuthentication');
      const by = password ?? sshd.saysYes('KbdInteractiveAuthentication');
      if (!by || !sshd.open) continue;
      const { ssh } = host._props;
      const prop = password ? 'passwordAuthentication' : 'kbdInteractiveAuthentication';
      const option = password ? 'PasswordAuthentication' : 'KbdInteractiveAuthentication';
      report.found(host, {
        message: `sshd of ${host.systemName} takes passwords from everywhere`,
        keyPath: ssh?.[prop] ? `ssh.${prop}` : `services.openssh.settings.${option}`,
        mend: "use keys, or open the port on one network alone: ssh: { interfaces: ['tailscale0'] }",
        related: by.owner === host ? undefined : [by.owner],
      });
    }
  },
};
