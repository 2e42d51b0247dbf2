import { DarwinSystem, NixosSystem, Severity } from '../../app';
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
    for (const system of estate.systems) {
      const darwin = DarwinSystem.isDarwinSystem(system);
      if (!darwin && !NixosSystem.isNixosSystem(system)) continue;
      const newest = darwin ? newestOfDarwin(system) : 0;
      for (const { value, owner } of estate.optionsOf(system)._taken(['system', 'stateVersion'])) {
        // What is an Expr only Nix can tell; null is for nix-darwin to refuse.
        const known = typeof value === 'string' || typeof value === 'number';
        if (!known) continue;
        const right = darwin
          ? typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= newest
          : typeof value === 'string' && isRelease(value);
        if (right) continue;
        report.found(owner, {
          message: `${JSON.stringify(value)} is no state version of ${darwin ? 'nix-darwin' : 'NixOS'}`,
          keyPath: 'system.stateVersion',
          mend: darwin
            ? `give the whole number, 1 to ${newest}, that the Mac was first set up with`
            : "give the release that the machine was first installed with, as a string: '25.11'",
        });
      }
    }
  },
};
