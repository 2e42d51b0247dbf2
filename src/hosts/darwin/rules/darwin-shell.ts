import { Severity } from '../../../app';
import type { IRule } from '../../../app/rules/rule';
import { DarwinUser } from '../darwin-user';

export const darwinShell: IRule = {
  code: 'DARWIN_SHELL',
  severity: Severity.INFO,
  title: 'A shell of a user that macOS made is changed by hand',
  reason: 'nix-darwin sets the shell of users that it made alone',
  source: 'nix-darwin: users.knownUsers, users.users.<name>.shell',
  breaks: `
new DarwinHost(app, 'fishy-mac', { stateVersion: 6, users: { ada: { shell: 'fish' } } });
`,
  holds: `
new DarwinHost(app, 'fishy-mac', { stateVersion: 6, users: { ada: { packages: ['fish'] } } });
`,
  check(estate, report) {
    for (const user of estate._all(DarwinUser.isDarwinUser)) {
      const { shell } = user._props;
      if (shell === undefined || shell === 'zsh' || user.managed) continue;
      report.found(user, {
        message: `${user.userName} has the shell that macOS gave, until it is changed by hand`,
        keyPath: 'shell',
        mend: `on ${user.host.systemName}, once: chsh -s /run/current-system/sw/bin/${typeof shell === 'string' ? shell : 'SHELL'}`,
      });
    }
  },
};
