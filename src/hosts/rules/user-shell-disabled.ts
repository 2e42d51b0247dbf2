import { accounts } from './facts/accounts';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';
import { formatKeyPath } from '../../nix/error';
import { SHELL_MODULES } from '../user';

export const userShellDisabled: IRule = {
  code: 'USER_SHELL_DISABLED',
  severity: Severity.ERROR,
  title: 'The shell of a user is set up on the machine',
  reason: 'without its module the shell has no search path and finds no program; NixOS refuses it',
  source: 'NixOS: assertion of users.users.<name>.shell',
  breaks: `
const options = { users: { users: { ada: { shell: Nix.pkg('zsh') } } } };
new Host(app, 'shellfish', { ...machine, options, users: { ada: {} } });
`,
  holds: `
new Host(app, 'shellfish', { ...machine, users: { ada: { shell: 'zsh' } } });
`,
  check(estate, report) {
    for (const [system, users] of estate._table(accounts)) {
      const options = estate.optionsOf(system);
      for (const account of users.values()) {
        for (const { value, owner, conditional } of account.of('shell')) {
          const shell = Expr.isExpr(value) ? /^pkgs\.([a-z]+)$/.exec((value as Expr).source())?.[1] : undefined;
          if (shell === undefined || !SHELL_MODULES.includes(shell) || conditional) continue;
          if (options._at(['programs', shell, 'enable']).some((one) => one.value !== false)) continue;
          if (account.has('ignoreShellProgramCheck') || options.unseen.length > 0) continue;
          report.found(owner, {
            message: `${account.name} on ${system.systemName} has the shell ${shell}, and programs.${shell} is not enabled`,
            keyPath: formatKeyPath(['users', 'users', account.name, 'shell']),
            mend: `give the user shell: '${shell}', which enables it, or set programs.${shell}.enable = true`,
          });
        }
      }
    }
  },
};
