import { homes } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import { nearest } from '../../app/nearest';
import type { IRule } from '../../app/rules/rule';
import { MachineUser } from '../../hosts';
import { formatKeyPath } from '../../nix/error';

export const homeUserUnknown: IRule = {
  code: 'HOME_USER_UNKNOWN',
  severity: Severity.ERROR,
  title: 'A home is that of a user who exists',
  reason: 'home-manager takes the name and the home directory from the user, and stops where there is none',
  source: 'home-manager: home-manager.users.<name>, nixos/common.nix',
  breaks: `
const host = new Host(app, 'haunted', { ...machine, users: { grace: {} } });
new HomeManager(host, 'home-manager');
host.addOptions({ 'home-manager': { users: { garce: { home: { stateVersion: '25.11' } } } } });
`,
  holds: `
const host = new Host(app, 'haunted', { ...machine, users: { grace: {} } });
new HomeManager(host, 'home-manager');
host.addOptions({ 'home-manager': { users: { grace: { home: { stateVersion: '25.11' } } } } });
`,
  check(estate, report) {
    for (const home of estate._table(homes)) {
      const { system, userName, about } = home;
      if (system.kind === SystemKind.HOME || MachineUser.isMachineUser(about) || userName === 'root') continue;
      const options = estate.optionsOf(system);
      // Modules of other flakes may make users; NixOS-WSL makes that which Windows logs in.
      const foreign = [...system._imports.keys()].some(
        (text) => /^inputs\.(?!self\b)/.test(text) && !/^inputs\.(home-manager|agenix|sops-nix|disko)\b/.test(text),
      );
      if (foreign || options.unseen.length > 0) continue;
      const users = new Set(options._at(['users', 'users', '*']).map(({ names }) => names[0]!));
      if (users.has(userName)) continue;
      const meant = nearest(userName, users, 2);
      report.found(about, {
        message: `${system.systemName} has a home of ${userName}, and no such user`,
        keyPath: formatKeyPath(['home-manager', 'users', userName]),
        mend: `${meant === undefined ? '' : `did you mean ${meant}? Or `}add the user: users: { ${JSON.stringify(userName)}: {} }`,
      });
    }
  },
};
