import { accounts } from './facts/accounts';
import { hasHandWritten } from './facts/hand-written';
import { madeByModules } from './facts/made-by-modules';
import { sshServers } from './facts/sshd';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const sshAllowsUnknownUser: IRule = {
  code: 'SSH_ALLOWS_UNKNOWN_USER',
  severity: Severity.WARNING,
  title: 'The users that the SSH server lets in exist',
  reason: 'allowUsers lets in whom it names and nobody else',
  source: 'sshd_config(5): AllowUsers',
  breaks: `
new Host(app, 'guest-list', { ...machine, users: { grace: {} }, ssh: { allowUsers: ['grcae'] } });
`,
  holds: `
new Host(app, 'guest-list', { ...machine, users: { grace: {} }, ssh: { allowUsers: ['grace'] } });
`,
  check(estate, report) {
    for (const [host, sshd] of estate._table(sshServers)) {
      if (!Host.isHost(host)) continue;
      const allowed = sshd.strings('AllowUsers');
      if (allowed.length === 0) continue;
      const options = estate.optionsOf(host);
      const known = estate._table(accounts).get(host);
      const unknown = allowed
        .map((pattern) => pattern.split('@')[0]!)
        .filter((name) => !/[*?!]/.test(name) && name !== 'root' && !known?.has(name))
        .filter((name) => !madeByModules(options, name));
      if (unknown.length === 0 || hasHandWritten(host)) continue;
      report.found(host, {
        message: `sshd of ${host.systemName} lets ${unknown.join(', ')} in, and the host has no such user`,
        keyPath: host._props.ssh?.allowUsers ? 'ssh.allowUsers' : 'services.openssh.settings.AllowUsers',
        mend: 'correct the name, or add the user',
      });
    }
  },
};
