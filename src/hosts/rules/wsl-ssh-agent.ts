import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { WslHost } from '../wsl-host';

export const wslSshAgent: IRule = {
  code: 'WSL_SSH_AGENT',
  severity: Severity.ERROR,
  title: 'The users of the SSH agent of Windows exist',
  reason: 'NixOS-WSL refuses users that do not exist',
  source: 'NixOS-WSL: wsl.ssh-agent.users',
  breaks: `
const agent = { windowsSshAgent: true, sshAgentUserNames: ['gracie'] };
new WslHost(app, 'agency', { stateVersion: '25.11', users: { grace: { admin: true } }, ...agent });
`,
  holds: `
const agent = { windowsSshAgent: true, sshAgentUserNames: ['grace'] };
new WslHost(app, 'agency', { stateVersion: '25.11', users: { grace: { admin: true } }, ...agent });
`,
  check(estate, report) {
    for (const host of estate._all(WslHost.isWslHost)) {
      const declared = estate._table(accounts).get(host);
      const strangers = (host._wsl.sshAgentUserNames ?? []).filter((name) => !declared?.has(name));
      if (strangers.length === 0 || host.users.length === 0) continue;
      report.found(host, {
        message: `${strangers.join(', ')} are to use the SSH agent of Windows, and ${host.systemName} has no such users`,
        keyPath: 'sshAgentUserNames',
        mend: `give some of its users: ${host.users.map((user) => user.userName).join(', ')}`,
      });
    }
  },
};
