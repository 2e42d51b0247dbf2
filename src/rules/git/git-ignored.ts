import { EMPTY_REPOSITORY } from './empty-repository';
import { workTree } from './work-tree';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const gitIgnored: IRule = {
  code: 'GIT_IGNORED',
  severity: Severity.WARNING,
  title: 'Git ignores no file that the estate needs',
  reason:
    'it is there for you alone: a clone, and CI, have no such file, and a flake of the repository does not see it',
  source: 'a real homelab: .gitignore hid the folder of a host; Nix: flakes of a git repository',
  files: {
    ...EMPTY_REPOSITORY,
    '.gitignore': 'private/\n',
    'private/printer.nix': '{ services.printing.enable = true; }',
  },
  breaks: `
const host = new Host(app, 'gitignored', { ...machine });
host.importModule(new Asset(host, 'private', { path: 'private/printer.nix' }).file);
`,
  holds: `
const host = new Host(app, 'gitignored', { ...machine });
new NixModule(host, 'printer', { options: { services: { printing: { enable: true } } } });
`,
  check(estate, report) {
    for (const { path, constructs, generated } of estate._table(workTree).ignored) {
      const [construct, ...others] = constructs;
      if (!construct) continue;
      report.found(construct, {
        message: `git ignores ${path}, ${generated ? 'which the flake is made of' : 'which the estate needs'}`,
        related: others.slice(0, 5),
        mend: `see which line of which .gitignore it is: git check-ignore -v ${path}; then take it out, or add !${path}`,
      });
    }
  },
};
