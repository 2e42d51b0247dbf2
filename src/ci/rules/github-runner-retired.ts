import { RETIRED } from './runner-labels';
import { jobs } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubRunnerRetired: IRule = {
  code: 'GITHUB_RUNNER_RETIRED',
  severity: Severity.ERROR,
  title: 'Jobs run on machines that GitHub has',
  reason: 'a job for a machine that was taken away waits for a day, and fails',
  source: 'GitHub: changelog of the runner images',
  breaks: `
new GithubWorkflow(app, 'oldest', {
  on: { push: {} },
  jobs: {
    check: { runsOn: ['ubuntu-20.04'], steps: [{ run: 'echo hello' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'oldest', {
  on: { push: {} },
  jobs: {
    check: { runsOn: ['ubuntu-24.04'], steps: [{ run: 'echo hello' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow, id, job, keyPath } of estate._table(jobs)) {
      const label = job.runsOn?.find((one) => RETIRED.has(one));
      if (label === undefined) continue;
      report.found(workflow, {
        message: `the job ${id} is to run on ${label}, which GitHub took away in ${RETIRED.get(label)}`,
        keyPath: `${keyPath}.runsOn`,
        mend: "name a newer one, such as 'ubuntu-24.04' or 'macos-15'",
      });
    }
  },
};
