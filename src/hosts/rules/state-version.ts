import { stateVersions } from './facts/state-versions';
import { DarwinSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { newestOfDarwin } from '../darwin/darwin-releases';
import { isRelease } from '../state-version';

export const stateVersion: IRule = {
  code: 'STATE_VERSION',
  severity: Severity.ERROR,
  title: 'A state version has the form that its system takes',
  reason: 'NixOS takes a release as a string, nix-darwin a whole number of its own; anything else stops the evaluation',
  source: 'NixOS: system.stateVersion; nix-darwin: system.stateVersion',
  breaks: `
new Host(app, 'misdated', { ...machine, override: { 'system.stateVersion': '25.1' } });
`,
  holds: `
new Host(app, 'misdated', { ...machine, override: { 'system.stateVersion': '25.11' } });
`,
  check(estate, report) {
    for (const { system, value, owner } of estate._table(stateVersions)) {
      const newest = DarwinSystem.isDarwinSystem(system) ? newestOfDarwin(system) : undefined;
      const right =
        newest === undefined
          ? typeof value === 'string' && isRelease(value)
          : typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= newest;
      if (right) continue;
      report.found(owner, {
        message: `${JSON.stringify(value)} is no state version of ${newest === undefined ? 'NixOS' : 'nix-darwin'}`,
        keyPath: 'system.stateVersion',
        mend:
          newest === undefined
            ? "give the release that the machine was first installed with, as a string: '25.11'"
            : `give the whole number, 1 to ${newest}, that the Mac was first set up with`,
      });
    }
  },
};
