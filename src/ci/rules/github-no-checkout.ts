import { platformOfLabel } from './runner-labels';
import { jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Commands that read the folder they run in. */
const LOCAL =
  /\bnix (build|flake check|flake update|run|develop|fmt)\b[^\n]*\s['"]?\.(?=[\s/#'"]|$)|\bnpm ci\b|\bcosmo synth\b/m;

export const githubNoCheckout: IRule = {
  code: 'GITHUB_NO_CHECKOUT',
  severity: Severity.WARNING,
  title: 'A job that uses the repository checks it out',
  reason: 'the folder that a job begins in is empty',
  source: 'GitHub Actions: actions/checkout',
  breaks: `
new GithubWorkflow(app, 'unchecked', {
  on: { push: {} },
  jobs: {
    check: { steps: [{ uses: GithubAction.INSTALL_NIX }, { run: 'nix flake check ./nix-out' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'unchecked', {
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
      if (job.runsOn?.some((label) => platformOfLabel(label) === undefined)) continue; // A machine of one's own may have it.
      const checkout = steps.findIndex(
        ({ uses, run }) => uses?.uses.includes('checkout') || run?.includes('git clone'),
      );
      const use = steps.findIndex(
        ({ uses, run }) => uses?.uses.startsWith('./') || (run !== undefined && LOCAL.test(run)),
      );
      if (use < 0 || (checkout >= 0 && checkout < use)) continue;
      report.found(workflow, {
        message: `the job ${id} uses files of the repository, and does not check it out before`,
        keyPath: `${keyPath}.steps[${use}]`,
        mend: 'begin with { uses: GithubAction.CHECKOUT }',
      });
    }
  },
};
