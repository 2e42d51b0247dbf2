import { bare, expressionsOf, jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** What tells that an expression knows where it runs. */
const GUARD = /github\.(event_name|ref\b|ref_name|event\.pull_request|actor)/;

export const githubSecretPullRequest: IRule = {
  code: 'GITHUB_SECRET_PULL_REQUEST',
  severity: Severity.WARNING,
  title: 'No job needs a secret in a pull request',
  reason:
    'pull requests of forks and of Dependabot run without secrets: the value is empty, and the step fails or goes on without it',
  source: 'GitHub Actions: using secrets; events, pull_request',
  breaks: `
new GithubWorkflow(app, 'forked', {
  on: { push: { branches: ['main'] }, pullRequest: {} },
  jobs: {
    deploy: { steps: [{ run: 'upload', env: { TOKEN: '\${{ secrets.UPLOAD_TOKEN }}' } }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'forked', {
  on: { push: { branches: ['main'] }, pullRequest: {} },
  jobs: {
    deploy: {
      condition: "github.event_name == 'push'",
      steps: [{ run: 'upload', env: { TOKEN: '\${{ secrets.UPLOAD_TOKEN }}' } }],
    },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(jobs)) {
      const { workflow, id, job, steps, keyPath } = facts;
      if (!workflow._props.on.pullRequest || GUARD.test(job.condition ?? '')) continue;
      const names = new Set<string>();
      for (const { text, step } of expressionsOf(facts)) {
        if (GUARD.test(text) || (step !== undefined && GUARD.test(steps[step]!.condition ?? ''))) continue;
        for (const [, name] of bare(text).matchAll(/\bsecrets\.([A-Za-z_]\w*)/g)) names.add(name!);
      }
      names.delete('GITHUB_TOKEN');
      if (names.size === 0) continue;
      report.found(workflow, {
        message: `the job ${id} takes ${[...names].map((name) => `secrets.${name}`).join(', ')}, and runs in pull requests too`,
        keyPath,
        mend: 'say when it is to run: condition: "github.event_name == \'push\'"',
      });
    }
  },
};
