import { isBuilt, matrices } from './matrices';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubSystemMissed: IRule = {
  code: 'GITHUB_SYSTEM_MISSED',
  severity: Severity.WARNING,
  title: 'CI builds every system of the estate',
  reason: 'a list that is kept by hand forgets the newest host, and its first build is the one at night',
  source: 'a real homelab: a CI matrix kept by hand',
  breaks: `
for (const name of ['ci-attic', 'ci-cellar', 'ci-loft']) new NixosSystem(app, name);
new GithubWorkflow(app, 'handmade', {
  on: { push: {} },
  jobs: {
    build: {
      matrix: { values: { host: ['ci-attic', 'ci-cellar'] } },
      env: { ATTRIBUTE: 'nixosConfigurations.\${{ matrix.host }}.config.system.build.toplevel' },
      steps: [
        { uses: GithubAction.CHECKOUT },
        { uses: GithubAction.INSTALL_NIX },
        { run: 'nix build "./nix-out#$ATTRIBUTE"' },
      ],
    },
  },
});
`,
  holds: `
for (const name of ['ci-attic', 'ci-cellar', 'ci-loft']) new NixosSystem(app, name);
new GithubWorkflow(app, 'handmade', {
  on: { push: {} },
  jobs: {
    build: {
      matrix: { values: { host: ['ci-attic', 'ci-cellar', 'ci-loft'] } },
      env: { ATTRIBUTE: 'nixosConfigurations.\${{ matrix.host }}.config.system.build.toplevel' },
      steps: [
        { uses: GithubAction.CHECKOUT },
        { uses: GithubAction.INSTALL_NIX },
        { run: 'nix build "./nix-out#$ATTRIBUTE"' },
      ],
    },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, keyPath, list, known } of estate._table(matrices)) {
      if (known.size < new Set(list).size) continue; // A name that is wrong is told first.
      const missed = estate.systems.filter((system) => isBuilt(system) && !known.has(system.systemName));
      if (missed.length === 0) continue;
      const names = missed.map(({ systemName }) => systemName);
      report.found(workflow, {
        message: `the job ${id} builds ${list.length} systems, and not ${names.slice(0, 5).join(', ')}${names.length > 5 ? `, nor ${names.length - 5} others` : ''}`,
        keyPath,
        related: missed.slice(0, 5),
        mend: "make the list from the tree, or use EstateWorkflow: new EstateWorkflow(app, 'ci')",
      });
    }
  },
};
