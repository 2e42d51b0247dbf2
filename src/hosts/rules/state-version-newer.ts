import { stateVersions } from './facts/state-versions';
import { App, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { isRelease } from '../state-version';

export const stateVersionNewer: IRule = {
  code: 'STATE_VERSION_NEWER',
  severity: Severity.ERROR,
  title: 'No state version is newer than the release that the estate is built from',
  reason: 'the defaults of a later release are unknown to it; what is made under them now is not what they will expect',
  source: 'NixOS: system.stateVersion',
  breaks: `
const shelf = new Host(app, 'futurist', { ...machine });
new NixosContainer(shelf, 'tomorrow', { privateNetwork: false, stateVersion: '26.11' });
`,
  holds: `
const shelf = new Host(app, 'futurist', { ...machine });
new NixosContainer(shelf, 'tomorrow', { privateNetwork: false, stateVersion: '26.05' });
`,
  check(estate, report) {
    if (!App.isApp(estate.root) || estate.root.release === 'unstable') return;
    const { release } = estate.root;
    for (const { system, value, owner } of estate._table(stateVersions)) {
      if (typeof value !== 'string' || !isRelease(value) || value <= release) continue;
      report.found(owner, {
        message: `the state version ${value} of ${system.systemName} is newer than the release ${release} that the estate is built from`,
        keyPath: 'system.stateVersion',
        mend: `give the release that it was first installed with, or build from a newer one: new App({ release: '${value}' })`,
      });
    }
  },
};
