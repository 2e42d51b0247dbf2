import { platformOfLabel } from './runner-labels';
import { jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubNoNix: IRule = {
  code: 'GITHUB_NO_NIX',
  severity: Severity.WARNING,
  title: 'A job that runs Nix installs it',
  reason: 'the machines of GitHub do not have Nix',
  source: 'GitHub: contents of the runner images',
  breaks: `
new GithubWorkflow(app, 'nixless', {
  on: { push: {} },
  jobs: {
    check: { steps: [{ uses: GithubAction.CHECKOUT }, { run: 'nix flake check ./nix-out' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'nixless', {
  on: { push: {} },
  jobs: {
    check: {
      steps: [
        { uses: GithubAction.CHECKOUT },
        { uses: GithubAction.INSTALL_NIX },
        { run: 'nix flake check ./nix-out' },
      ],
    },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, job, steps, keyPath } of estate._table(jobs)) {
      const labels = job.runsOn ?? ['ubuntu-latest'];
      if (job.extra?.container !== undefined || labels.some((label) => platformOfLabel(label) === undefined)) continue;
      const use = steps.findIndex(
        ({ run }) => run !== undefined && /^\s*(sudo )?(nix|nix-build|nix-shell|nixos-rebuild) /m.test(run),
      );
      const before = steps.slice(0, Math.max(use, 0));
      if (
        use < 0 ||
        before.some(({ uses, run }) => /nix|lix|^\.\//i.test(uses?.uses ?? '') || /install/.test(run ?? ''))
      ) {
        continue;
      }
      report.found(workflow, {
        message: `the job ${id} runs Nix, and nothing installs it before`,
        keyPath: `${keyPath}.steps[${use}]`,
        mend: 'add { uses: GithubAction.INSTALL_NIX } before it',
      });
    }
  },
};
