import { DarwinSystem, NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { HomeManager } from '../home-manager';

export const homeManagerMissing: IRule = {
  code: 'HOME_MANAGER_MISSING',
  severity: Severity.WARNING,
  title: 'A machine with homes has home-manager',
  reason: 'without its module there is no such option, and the evaluation stops',
  source: 'home-manager: nixosModules.home-manager, darwinModules.home-manager',
  breaks: `
const host = new Host(app, 'unmanaged', { ...machine, users: { ada: {} } });
host.addOptions({ 'home-manager': { users: { ada: { home: { stateVersion: '25.11' } } } } });
`,
  holds: `
const host = new Host(app, 'unmanaged', { ...machine, users: { ada: {} } });
new HomeManager(host, 'home-manager');
host.addOptions({ 'home-manager': { users: { ada: { home: { stateVersion: '25.11' } } } } });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (!NixosSystem.isNixosSystem(system) && !DarwinSystem.isDarwinSystem(system)) continue;
      if (HomeManager._peek(system)) continue;
      const options = estate.optionsOf(system);
      const [by] = options._at(['home-manager']);
      // The module of another flake may bring it with it.
      if (!by || options.unseen.length > 0 || [...system._imports.keys()].some((text) => /^inputs\./.test(text))) {
        continue;
      }
      report.found(by.owner, {
        message: `${system.systemName} sets options of home-manager, and does not import it`,
        keyPath: 'home-manager',
        mend: "attach a profile to the user (profile.attachTo(user)), which imports it; or new HomeManager(host, 'home-manager')",
      });
    }
  },
};
