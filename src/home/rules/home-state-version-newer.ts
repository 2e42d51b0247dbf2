import { homeModules } from './facts/home-modules';
import { App, Severity } from '../../app';
import { valuesAt } from '../../app/definitions/definitions';
import type { IRule } from '../../app/rules/rule';
import { isHomeRelease } from '../state-version';

export const homeStateVersionNewer: IRule = {
  code: 'HOME_STATE_VERSION_NEWER',
  severity: Severity.WARNING,
  title: 'No home is of a release newer than its home-manager',
  reason: 'home-manager knows the releases up to its own, and refuses a later one',
  source: 'home-manager: home.stateVersion, an enumeration of releases',
  breaks: `
const profile = new HomeManagerProfile(app, 'early-bird', { stateVersion: '26.11' });
profile.attachTo(new Host(app, 'ahead', { ...machine }).addUser('ada'));
`,
  holds: `
const profile = new HomeManagerProfile(app, 'early-bird', { stateVersion: '26.05' });
profile.attachTo(new Host(app, 'ahead', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    if (!App.isApp(estate.root) || estate.root.release === 'unstable') return;
    const { release, _inputs: inputs } = estate.root;
    // A home-manager that the estate declares itself may be of another release.
    if (inputs.get('home-manager')?._props.url?.endsWith(`release-${release}`) === false) return;
    for (const { owner, tree, prefix } of estate._table(homeModules)) {
      for (const { value } of valuesAt([{ owner, tree }], ['home', 'stateVersion'])) {
        if (typeof value !== 'string' || !isHomeRelease(value) || value <= release) continue;
        report.found(owner, {
          message: `the state version ${value} of a home is newer than the release ${release} that the estate is built from`,
          keyPath: `${prefix}home.stateVersion`,
          mend: `give the release that the home was first made with, or build from a newer one: new App({ release: '${value}' })`,
        });
      }
    }
  },
};
