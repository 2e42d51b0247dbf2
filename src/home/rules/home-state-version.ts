import { homeModules } from './facts/home-modules';
import { Severity } from '../../app';
import { valuesAt } from '../../app/definitions/definitions';
import type { IRule } from '../../app/rules/rule';
import { isHomeRelease } from '../state-version';

export const homeStateVersion: IRule = {
  code: 'HOME_STATE_VERSION',
  severity: Severity.ERROR,
  title: 'The state version of a home is a release of home-manager',
  reason: 'home-manager knows the releases by name, and refuses what is none of them',
  source: 'home-manager: home.stateVersion',
  breaks: `
const profile = new HomeManagerProfile(app, 'mistimed', { options: { home: { stateVersion: '25.12' } } });
profile.attachTo(new Host(app, 'timeless', { ...machine }).addUser('ada'));
`,
  holds: `
const profile = new HomeManagerProfile(app, 'mistimed', { stateVersion: '25.11' });
profile.attachTo(new Host(app, 'timeless', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const { owner, tree, prefix } of estate._table(homeModules)) {
      for (const { value } of valuesAt([{ owner, tree }], ['home', 'stateVersion'])) {
        if (typeof value !== 'string' && typeof value !== 'number') continue;
        if (typeof value === 'string' && isHomeRelease(value)) continue;
        report.found(owner, {
          message: `${JSON.stringify(value)} is no state version of home-manager`,
          keyPath: `${prefix}home.stateVersion`,
          mend: "give the release that the home was first made with, as a string: stateVersion: '25.11'",
        });
      }
    }
  },
};
