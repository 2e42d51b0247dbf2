import { workflows } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const githubScheduleOften: IRule = {
  code: 'GITHUB_SCHEDULE_OFTEN',
  severity: Severity.WARNING,
  title: 'A schedule is no more frequent than GitHub runs it',
  reason: 'GitHub starts schedules every five minutes at most, and leaves runs out where it is busy',
  source: 'GitHub Actions: on.schedule',
  breaks: `
new GithubWorkflow(app, 'often', {
  on: { schedule: ['*/2 * * * *'] },
  jobs: {
    probe: { steps: [{ run: 'echo probe' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'often', {
  on: { schedule: ['*/15 * * * *'] },
  jobs: {
    probe: { steps: [{ run: 'echo probe' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow } of estate._table(workflows)) {
      workflow._props.on.schedule?.forEach((cron, index) => {
        const step = /^\*(?:\/(\d+))? /.exec(cron);
        if (!step || Number(step[1] ?? 1) >= 5) return;
        report.found(workflow, {
          message: `"${cron}" asks for a run every ${step[1] ?? ''} minute${step[1] ? 's' : ''}`.replace('  ', ' '),
          keyPath: `on.schedule[${index}]`,
          mend: "ask less often, such as '*/15 * * * *'; what has to look all the time belongs on a host",
        });
      });
    }
  },
};
