import { IConstruct } from 'constructs';
import { homes } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import { valuesAt } from '../../app/definitions/definitions';
import type { IRule } from '../../app/rules/rule';

export const homeNixpkgsIgnored: IRule = {
  code: 'HOME_NIXPKGS_IGNORED',
  severity: Severity.ERROR,
  title: 'A home that uses the package set of its host sets nothing of one',
  reason: 'with home-manager.useGlobalPkgs they have no effect, and home-manager will refuse them',
  source: 'home-manager: modules/misc/nixpkgs-disabled.nix',
  breaks: `
const home = new HomeManagerProfile(app, 'unfree-home', {
  stateVersion: '25.11',
  options: { nixpkgs: { config: { allowUnfree: true } } },
});
home.attachTo(new Host(app, 'freebox', { ...machine }).addUser('ada'));
`,
  holds: `
const home = new HomeManagerProfile(app, 'unfree-home', { stateVersion: '25.11' });
home.attachTo(new Host(app, 'freebox', { ...machine, allowUnfree: true }).addUser('ada'));
`,
  check(estate, report) {
    const users = new Map<IConstruct, Set<IConstruct>>();
    for (const home of estate._table(homes)) {
      if (home.system.kind === SystemKind.HOME) continue;
      if (estate.optionsOf(home.system)._value(['home-manager', 'useGlobalPkgs']) !== true) continue;
      for (const { construct, definitions, by } of home.parts.values()) {
        if (valuesAt(definitions, ['nixpkgs']).length === 0) continue;
        users.set(construct, new Set([...(users.get(construct) ?? []), ...by]));
      }
    }
    for (const [construct, by] of users) {
      report.found(construct, {
        message: 'a home sets options below nixpkgs, but uses the package set of its host',
        keyPath: 'nixpkgs',
        mend: 'set them on the host (allowUnfree, overlays …), or make the HomeManager of the host with useGlobalPkgs: false',
        related: [...by].filter((one) => one !== construct),
      });
    }
  },
};
