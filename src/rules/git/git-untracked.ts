import { EMPTY_REPOSITORY } from './empty-repository';
import { workTree } from './work-tree';
import { App, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const gitUntracked: IRule = {
  code: 'GIT_UNTRACKED',
  severity: Severity.WARNING,
  title: 'Git knows every file that the estate needs',
  reason: 'Nix sees of a repository only what git knows: the evaluation says that there is no such file',
  source: 'Nix: flakes of a git repository',
  files: { ...EMPTY_REPOSITORY, 'modules/scanner.nix': '{ hardware.sane.enable = true; }' },
  breaks: `
const host = new Host(app, 'gitnew', { ...machine });
host.importModule(new Asset(host, 'scanner', { path: 'modules/scanner.nix' }).file);
`,
  holds: `
const host = new Host(app, 'gitnew', { ...machine });
new NixModule(host, 'scanner', { options: { hardware: { sane: { enable: true } } } });
`,
  check(estate, report) {
    // All are mended by one command.
    const all = estate._table(workTree).untracked.filter(({ constructs }) => constructs.length > 0);
    const [first] = all;
    if (!first) return;
    const own = all.filter(({ generated }) => !generated).map(({ path }) => path);
    const app = estate.root as App;
    const what = [...own.slice(0, 3), ...(own.length > 3 ? [`${own.length - 3} more`] : [])];
    const written = all.length - own.length;
    if (written > 0) what.push(`${written} file${written > 1 ? 's' : ''} in ${app.outdir}`);
    const known = new Set([first.constructs[0]!, estate.root]);
    const others = [...new Set(all.map(({ constructs }) => constructs[0]!))].filter((one) => !known.has(one));
    report.found(first.constructs[0]!, {
      message: `git does not know ${what.join(', ')}`,
      related: others.slice(0, 5),
      mend: `git add ${[...own.slice(0, 10), ...(written > 0 ? [app.outdir] : [])].join(' ')}`,
    });
  },
};
