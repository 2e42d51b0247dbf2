import { workflows } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubJob: IRule = {
  code: 'GITHUB_JOB',
  severity: Severity.ERROR,
  title: 'Every workflow has a job',
  reason: 'GitHub refuses a workflow without jobs',
  source: 'GitHub Actions: workflow syntax, jobs',
  breaks: `
new GithubWorkflow(app, 'jobless', { on: { push: {} } });
`,
  holds: `
const workflow = new GithubWorkflow(app, 'jobless', { on: { push: {} } });
workflow.addJob('check', { steps: [{ run: 'echo hello' }] });
`,
  check(estate, report) {
    for (const { workflow, jobs } of estate._table(workflows)) {
      if (jobs.size > 0) continue;
      report.found(workflow, { message: 'the workflow has no jobs', mend: 'add one: addJob()', keyPath: 'jobs' });
    }
  },
};
