import { workflows } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubPullRequestTarget: IRule = {
  code: 'GITHUB_PULL_REQUEST_TARGET',
  severity: Severity.WARNING,
  title: 'No workflow runs on pull_request_target',
  reason:
    'where such a run builds or executes anything of the pull request, a stranger gets the secrets and rights of the repository',
  source: 'GitHub Actions: security hardening, pull_request_target',
  breaks: `
new GithubWorkflow(app, 'target', {
  on: { events: { pull_request_target: {} } },
  jobs: {
    greet: { steps: [{ run: 'echo hello' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'target', {
  on: { pullRequest: {} },
  jobs: {
    greet: { steps: [{ run: 'echo hello' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow } of estate._table(workflows)) {
      if (!('pull_request_target' in (workflow._props.on.events ?? {}))) continue;
      report.found(workflow, {
        message: 'pull_request_target runs with the secrets and rights of this repository',
        mend: 'use pullRequest, which runs without secrets for forks',
        keyPath: 'on.events.pull_request_target',
      });
    }
  },
};
