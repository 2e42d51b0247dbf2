import { homes } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const homeStateVersionMissing: IRule = {
  code: 'HOME_STATE_VERSION_MISSING',
  severity: Severity.ERROR,
  title: 'A home says which release it was first made with',
  reason: 'home-manager needs the release that a home was first made with, and does not build without it',
  source: 'home-manager: home.stateVersion',
  breaks: `
const games = new HomeManagerProfile(app, 'games', { packages: ['nethack'] });
games.attachTo(new Host(app, 'undated', { ...machine }).addUser('ada'));
`,
  holds: `
const games = new HomeManagerProfile(app, 'games', { stateVersion: '25.11', packages: ['nethack'] });
games.attachTo(new Host(app, 'undated', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const home of estate._table(homes)) {
      // A standalone home is refused at once.
      if (home.system.kind === SystemKind.HOME || home.unseen) continue;
      if (home.at(['home', 'stateVersion']).length > 0) continue;
      if (estate.optionsOf(home.system)._at(['home-manager', 'sharedModules']).length > 0) continue;
      report.found(home.about, {
        message: `the home of ${home.name} has no state version`,
        keyPath: `home-manager.users.${home.userName}.home.stateVersion`,
        mend: "give it in a profile that the others build on: stateVersion: '25.11'",
      });
    }
  },
};
