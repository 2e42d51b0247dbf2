import { matrices } from './matrices';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubSystemUnknown: IRule = {
  code: 'GITHUB_SYSTEM_UNKNOWN',
  severity: Severity.ERROR,
  title: 'A matrix of systems names systems of the estate',
  reason: 'Nix finds no configuration of that name, and the job fails',
  source: 'a real homelab: a host that was renamed in four places',
  breaks: `
for (const name of ['ci-barn', 'ci-silo']) new NixosSystem(app, name);
new GithubWorkflow(app, 'misnamed', {
  on: { push: {} },
  jobs: {
    build: {
      matrix: { values: { host: ['ci-barn', 'ci-silo', 'ci-garage'] } },
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
for (const name of ['ci-barn', 'ci-silo']) new NixosSystem(app, name);
new GithubWorkflow(app, 'misnamed', {
  on: { push: {} },
  jobs: {
    build: {
      matrix: { values: { host: ['ci-barn', 'ci-silo'] } },
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
      const unknown = list.filter((name) => !known.has(name));
      if (unknown.length === 0) continue;
      report.found(workflow, {
        message: `the job ${id} builds ${unknown.join(', ')}, and the estate has no such system`,
        keyPath,
        mend: `correct the name; there are ${[...known].slice(0, 8).join(', ')}`,
      });
    }
  },
};
