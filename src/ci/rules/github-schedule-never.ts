import { workflows } from './workflows';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export const githubScheduleNever: IRule = {
  code: 'GITHUB_SCHEDULE_NEVER',
  severity: Severity.WARNING,
  title: 'A schedule names days that there are',
  reason: 'the workflow never runs, and nobody is told',
  source: 'GitHub Actions: on.schedule; a real homelab: an upgrade timer that never ran',
  breaks: `
new GithubWorkflow(app, 'never', {
  on: { schedule: ['0 4 31 2,4 *'] },
  jobs: {
    update: { steps: [{ run: 'echo update' }] },
  },
});
`,
  holds: `
new GithubWorkflow(app, 'never', {
  on: { schedule: ['0 4 28 2,4 *'] },
  jobs: {
    update: { steps: [{ run: 'echo update' }] },
  },
});
`,
  check(estate, report) {
    for (const { workflow } of estate._table(workflows)) {
      workflow._props.on.schedule?.forEach((cron, index) => {
        const [, , days, months, weekdays] = cron.split(' ');
        if (days === '*' || weekdays !== '*') return; // A day of the week counts too.
        const first = Math.min(...numbers(days!));
        if (monthsOf(months!).some((month) => first <= LENGTHS[month - 1]!)) return;
        report.found(workflow, {
          message: `no year has a day that "${cron}" names`,
          keyPath: `on.schedule[${index}]`,
          mend: 'give a day of the month from 1 to 28',
        });
      });
    }
  },
};

/** The first day of each part of a field: `31`, `30-31`, `* /2` begins with 1. */
function numbers(field: string): number[] {
  return field.split(',').map((part) => (part.startsWith('*') ? 1 : Number(/^\d+/.exec(part)![0])));
}

function monthsOf(field: string): number[] {
  return field.split(',').flatMap((part) => {
    const [range] = part.split('/');
    if (range === '*') return MONTHS.map((_, index) => index + 1);
    const [from, to] = range!.split('-').map((text) => Number(text) || MONTHS.indexOf(text.toUpperCase()) + 1);
    return Array.from({ length: (to ?? from!) - from! + 1 }, (_, index) => from! + index);
  });
}
