import { GithubJob, GithubStep } from './github-job';
import { GithubAccess, GithubPermissions } from './github-permissions';
import { GithubFilter, GithubTriggers } from './github-triggers';
import { injected } from './injection';
import { Refuse } from '../app/refuse';

/** What GitHub takes as the id of a job or step, and as a name in a matrix. */
const ID = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** GitHub runs no larger matrix. */
export const MAX_RUNS = 256;

export function checkTriggers(on: GithubTriggers, refuse: Refuse): void {
  if (!on.push && !on.pullRequest && !on.manual && !on.schedule?.length && Object.keys(on.events ?? {}).length === 0) {
    refuse('GITHUB_TRIGGER', 'nothing starts the workflow', 'name an event, such as push: {}', 'on');
  }
  checkFilter(on.push, 'on.push', refuse);
  checkFilter(on.pullRequest, 'on.pullRequest', refuse);
  if (on.push?.types) refuse('GITHUB_TRIGGER', 'pushes have no types', 'leave them out', 'on.push.types');
  if (on.pullRequest?.tags ?? on.pullRequest?.tagsIgnore) {
    refuse('GITHUB_TRIGGER', 'pull requests have no tags', 'leave them out', 'on.pullRequest.tags');
  }
  on.schedule?.forEach((cron, index) => {
    if (isCron(cron)) return;
    refuse(
      'GITHUB_CRON',
      `"${cron}" is no time that GitHub knows`,
      "give five fields: minute, hour, day of the month, month, day of the week, such as '30 4 * * 1'",
      `on.schedule[${index}]`,
    );
  });
}

function checkFilter(filter: GithubFilter | undefined, keyPath: string, refuse: Refuse): void {
  for (const [some, ignore] of [
    ['branches', 'branchesIgnore'],
    ['tags', 'tagsIgnore'],
    ['paths', 'pathsIgnore'],
  ] as const) {
    if (!filter?.[some] || !filter[ignore]) continue;
    refuse(
      'GITHUB_TRIGGER',
      `${some} and ${ignore} exclude each other`,
      `give ${some} alone, with ! before what does not count`,
      `${keyPath}.${ignore}`,
    );
  }
}

const CRON_FIELDS = [
  [0, 59, ''],
  [0, 23, ''],
  [1, 31, ''],
  [1, 12, 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'],
  [0, 6, 'SUN MON TUE WED THU FRI SAT'],
] as const;

function isCron(cron: string): boolean {
  const fields = cron.split(' ');
  return (
    fields.length === CRON_FIELDS.length &&
    fields.every((field, index) => {
      const [low, high, names] = CRON_FIELDS[index]!;
      const known = (text: string) => (names as string).split(' ').includes(text.toUpperCase()) && text !== '';
      const fits = (text: string) => known(text) || (/^\d{1,2}$/.test(text) && +text >= low && +text <= high);
      return field.split(',').every((part) => {
        const [range, step, more] = part.split('/');
        if (more !== undefined || (step !== undefined && !(/^\d{1,2}$/.test(step) && +step > 0))) return false;
        const ends = range!.split('-');
        return range === '*' || (ends.length <= 2 && ends.every(fits));
      });
    })
  );
}

export function checkPermissions(permissions: GithubPermissions | undefined, keyPath: string, refuse: Refuse): void {
  if (permissions?.idToken !== GithubAccess.READ) return;
  refuse('GITHUB_PERMISSION', 'an id token is made or not, never read', 'give write or none', `${keyPath}.idToken`);
}

export function checkEnv(env: Readonly<Record<string, string>> | undefined, keyPath: string, refuse: Refuse): void {
  for (const name of Object.keys(env ?? {})) {
    if (VARIABLE.test(name) && !/^GITHUB_/i.test(name)) continue;
    refuse(
      'GITHUB_ENV',
      `"${name}" cannot be an environment variable of a workflow`,
      'give another name',
      `${keyPath}.${name}`,
      'shells take letters, digits and _; names with GITHUB_ belong to GitHub',
    );
  }
}

/** Judge a job by itself. */
export function checkJob(id: string, job: GithubJob, refuse: Refuse): void {
  const at = `jobs.${id}`;
  checkId(id, 'the id of a job', at, refuse);
  checkPermissions(job.permissions, `${at}.permissions`, refuse);
  checkEnv(job.env, `${at}.env`, refuse);
  checkTimeout(job.timeoutMinutes, `${at}.timeoutMinutes`, refuse);
  checkMatrix(job, at, refuse);
  if (job.uses) {
    for (const key of ['steps', 'runsOn', 'env', 'environment', 'timeoutMinutes', 'outputs'] as const) {
      if (job[key] === undefined) continue;
      refuse(
        'GITHUB_JOB',
        `a job that calls a reusable workflow has no ${key}`,
        'leave it out: the workflow that is called says it',
        `${at}.${key}`,
      );
    }
    return;
  }
  if (job.inputs ?? job.secrets) {
    refuse('GITHUB_JOB', 'only a reusable workflow takes inputs and secrets', 'give them to a step', `${at}.inputs`);
  }
  if (!job.steps?.length) {
    refuse('GITHUB_JOB', `the job ${id} has no steps`, 'give steps, or a reusable workflow with uses', `${at}.steps`);
  }
  if (job.runsOn?.length === 0) refuse('GITHUB_JOB', 'the job runs nowhere', 'give a label', `${at}.runsOn`);
  const ids = new Set<string>();
  job.steps!.forEach((step, index) => {
    checkStep(step, `${at}.steps[${index}]`, refuse);
    if (step.id === undefined) return;
    if (ids.has(step.id.toLowerCase())) {
      refuse('GITHUB_ID', `two steps have the id ${step.id}`, 'rename one', `${at}.steps[${index}].id`);
    }
    ids.add(step.id.toLowerCase());
  });
}

function checkStep(step: GithubStep, at: string, refuse: Refuse): void {
  if ((step.run === undefined) === (step.uses === undefined)) {
    refuse('GITHUB_STEP', 'a step runs either commands or an action', 'give run or uses', at);
  }
  if (step.id !== undefined) checkId(step.id, 'the id of a step', `${at}.id`, refuse);
  checkEnv(step.env, `${at}.env`, refuse);
  checkTimeout(step.timeoutMinutes, `${at}.timeoutMinutes`, refuse);
  if (step.uses) {
    for (const key of ['shell', 'workingDirectory'] as const) {
      if (step[key] !== undefined) refuse('GITHUB_STEP', `an action has no ${key}`, 'leave it out', `${at}.${key}`);
    }
  } else if (step.inputs) {
    refuse('GITHUB_STEP', 'commands have no inputs', 'give them as env', `${at}.inputs`);
  }
  checkScript(step.run, `${at}.run`, refuse);
  if (step.uses?.uses.startsWith('actions/github-script@')) {
    checkScript(step.inputs?.script, `${at}.inputs.script`, refuse);
  }
}

function checkScript(script: unknown, at: string, refuse: Refuse): void {
  if (typeof script !== 'string') return;
  if (script.trim() === '') refuse('GITHUB_STEP', 'there are no commands', 'leave the step out', at);
  const name = injected(script);
  if (name === undefined) return;
  refuse(
    'GITHUB_INJECTION',
    `the commands have ${name} put into their text`,
    'give it as an environment variable, env: { VALUE: \'${{ … }}\' }, and write "$VALUE"',
    at,
    'GitHub puts values in before the shell reads the line: what somebody else wrote there would run as a command',
  );
}

function checkId(id: string, what: string, at: string, refuse: Refuse): void {
  if (ID.test(id) && id.length <= 100) return;
  refuse(
    'GITHUB_ID',
    `"${id}" cannot be ${what}`,
    'give letters, digits, - and _, with a letter or _ first, at most 100 of them',
    at,
  );
}

export function checkTimeout(minutes: number | undefined, at: string, refuse: Refuse): void {
  if (minutes === undefined || (Number.isInteger(minutes) && minutes > 0)) return;
  refuse('GITHUB_TIMEOUT', `${minutes} is no number of minutes`, 'give a whole number above 0', at);
}

function checkMatrix({ matrix }: GithubJob, at: string, refuse: Refuse): void {
  if (!matrix) return;
  const lists = Object.entries(matrix.values ?? {});
  if (lists.length === 0 && !matrix.include?.length) {
    refuse('GITHUB_MATRIX', 'the matrix is empty', 'give values or include', `${at}.matrix`);
  }
  for (const [name, values] of lists) {
    if (!ID.test(name) || name === 'include' || name === 'exclude') {
      refuse('GITHUB_MATRIX', `"${name}" cannot name values`, 'give another name', `${at}.matrix.values`);
    }
    if (values.length === 0) {
      refuse('GITHUB_MATRIX', `${name} has no values`, 'give some', `${at}.matrix.values.${name}`);
    }
  }
  const crossed = lists.length === 0 ? 0 : lists.reduce((count, [, values]) => count * values.length, 1);
  const runs = Math.max(crossed - (matrix.exclude?.length ?? 0), matrix.include?.length ?? 0);
  if (runs <= MAX_RUNS) return;
  refuse('GITHUB_MATRIX', `the matrix has ${runs} runs`, `GitHub takes ${MAX_RUNS}: split the job`, `${at}.matrix`);
}
