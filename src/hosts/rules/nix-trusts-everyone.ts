import { nixConfs } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixTrustsEveryone: IRule = {
  code: 'NIX_TRUSTS_EVERYONE',
  severity: Severity.WARNING,
  title: 'Nix takes the word of few',
  reason: 'who is trusted may put any path into the store, and so is as good as root',
  source: 'nix.conf(5): trusted-users',
  breaks: `
new Host(app, 'credulous', { ...machine, nix: { trustedUsers: ['root', '@users'] } });
`,
  holds: `
new Host(app, 'credulous', { ...machine, nix: { trustedUsers: ['root', '@wheel'] } });
`,
  check(estate, report) {
    for (const conf of estate._table(nixConfs)) {
      for (const { text, by, name } of conf.words('trusted-users', 'extra-trusted-users')) {
        if (text !== '*' && text !== '@users' && text !== '@staff') continue;
        report.found(by.owner, {
          message: `Nix on ${conf.system.systemName} trusts ${text === '*' ? 'everyone' : `everyone in the group ${text.slice(1)}`}`,
          keyPath: `nix.settings.${name}`,
          mend: "name who administers the machine: nix: { trustedUsers: ['root', '@wheel'] }",
        });
      }
    }
  },
};
