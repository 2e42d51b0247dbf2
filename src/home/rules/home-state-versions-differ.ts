import { homes } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const homeStateVersionsDiffer: IRule = {
  code: 'HOME_STATE_VERSIONS_DIFFER',
  severity: Severity.ERROR,
  title: 'A home has one state version',
  reason: 'the module system takes neither of two, and stops the evaluation',
  source: 'home-manager: home.stateVersion',
  breaks: `
const dotfiles = new HomeManagerProfile(app, 'dotfiles', { stateVersion: '24.11' });
dotfiles.attachTo(new Host(app, 'aged', { ...machine }).addUser('ada'), { stateVersion: '25.11' });
`,
  holds: `
const dotfiles = new HomeManagerProfile(app, 'dotfiles', { stateVersion: '24.11' });
dotfiles.attachTo(new Host(app, 'aged', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const home of estate._table(homes)) {
      if (home.system.kind === SystemKind.HOME) continue;
      const all = home.at(['home', 'stateVersion']).filter(({ conditional }) => !conditional);
      const least = Math.min(...all.map(({ priority }) => priority));
      const found = new Map(
        all
          .filter(({ priority, value }) => priority === least && typeof value === 'string')
          .map(({ value, owner }) => [value as string, owner]),
      );
      if (found.size < 2) continue;
      const versions = [...found].map(([version, { node }]) => `${version} (${node.path})`);
      report.found(home.about, {
        message: `the home of ${home.name} has several state versions: ${versions.join(', ')}`,
        keyPath: `home-manager.users.${home.userName}.home.stateVersion`,
        mend: 'give it once, in the profile that the others build on',
        related: [...found.values()],
      });
    }
  },
};
