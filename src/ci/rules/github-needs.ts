import { workflows } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { checkNeeds } from '../job-graph';

export const githubNeeds: IRule = {
  code: 'GITHUB_NEEDS',
  severity: Severity.ERROR,
  title: 'Jobs need jobs that are there, and none waits for itself',
  reason: 'GitHub refuses the workflow',
  source: 'GitHub Actions: workflow syntax, jobs.<job_id>.needs',
  breaks: `
new GithubWorkflow(app, 'needy', {
  on: { push: {} },
  jobs: {
    deploy: { needs: ['biuld'], steps: [{ run: 'echo deploy' }] },
    build: { steps: [{ run: 'echo build' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'needy', {
  on: { push: {} },
  jobs: {
    deploy: { needs: ['build'], steps: [{ run: 'echo deploy' }] },
    build: { steps: [{ run: 'echo build' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow, jobs } of estate._table(workflows)) {
      for (const finding of checkNeeds(jobs)) report.found(workflow, finding);
    }
  },
};
