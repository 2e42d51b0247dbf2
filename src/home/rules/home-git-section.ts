import { homeModules } from './facts/home-modules';
import { Severity } from '../../app';
import { valuesAt } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

/** Sections of git's configuration that are often misspelt. */
const SECTIONS: Readonly<Record<string, string>> = {
  aliases: 'alias',
  branches: 'branch',
  colors: 'color',
  colour: 'color',
  commits: 'commit',
  cores: 'core',
  credentials: 'credential',
  includes: 'include',
  remotes: 'remote',
  urls: 'url',
  users: 'user',
};

export const homeGitSection: IRule = {
  code: 'HOME_GIT_SECTION',
  severity: Severity.WARNING,
  title: 'Sections of git are called as git calls them',
  reason: 'git ignores a section that it does not know, without a word',
  source: 'git-config(1); a homelab whose [aliases] did nothing for months',
  breaks: `
const home = new HomeManagerProfile(app, 'git-words', {
  stateVersion: '25.11',
  programs: { git: { settings: { aliases: { co: 'checkout' } } } },
});
home.attachTo(new Host(app, 'gitbox', { ...machine }).addUser('ada'));
`,
  holds: `
const home = new HomeManagerProfile(app, 'git-words', {
  stateVersion: '25.11',
  programs: { git: { settings: { alias: { co: 'checkout' } } } },
});
home.attachTo(new Host(app, 'gitbox', { ...machine }).addUser('ada'));
`,
  check(estate, report) {
    for (const { owner, tree, prefix } of estate._table(homeModules)) {
      for (const option of ['settings', 'extraConfig', 'iniContent']) {
        const values = valuesAt([{ owner, tree }], ['programs', 'git', option]);
        const sets = values.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).filter(isPlainSet);
        for (const section of sets.flatMap((set) => Object.keys(set))) {
          if (SECTIONS[section] === undefined) continue;
          report.found(owner, {
            message: `git has no section [${section}]`,
            keyPath: `${prefix}programs.git.${option}.${section}`,
            mend: `call it ${SECTIONS[section]}`,
          });
        }
      }
    }
  },
};
