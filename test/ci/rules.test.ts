import { App, GithubAction, GithubJob, GithubTriggers, GithubWorkflow, NixosSystem } from '../../src';
import { newApp } from '../support/estate';

const STEPS = [{ run: 'true' }];

function found(jobs: Record<string, GithubJob>, on: GithubTriggers = { push: {} }, app: App = newApp()): string[] {
  new GithubWorkflow(app, 'ci', { on, jobs });
  return app.check().map(({ code }) => code);
}
const step = (text: string, more: object = {}) => ({ run: 'true', env: { A: text }, ...more });

test.each<[string, string[]]>([
  ['0 0 30 2 *', ['GITHUB_SCHEDULE_NEVER']],
  ['0 0 31 APR-APR *', ['GITHUB_SCHEDULE_NEVER']],
  ['0 0 31 * *', []],
  ['0 0 30 2 MON', []],
  ['0 0 29 2 *', []],
  ['0 0 */2 2 *', []],
  ['* * * * *', ['GITHUB_SCHEDULE_OFTEN']],
  ['*/5 * * * *', []],
])('the schedule %s', (cron, expected) =>
  expect(found({ a: { steps: STEPS } }, { schedule: [cron] })).toEqual(expected),
);

test('expressions may name what is there: earlier steps, jobs that are needed, the matrix', () => {
  const jobs = (text: string, more: object = {}): Record<string, GithubJob> => ({
    first: { outputs: { x: '1' }, steps: STEPS },
    second: {
      needs: ['first'],
      matrix: { include: [{ host: 'a' }] },
      steps: [{ id: 'one', run: 'true' }, step(text, more)],
    },
  });
  for (const text of [
    'steps.one.outputs.a',
    'needs.first.outputs.x',
    'matrix.host',
    "'steps.none'",
    'needs.*.result',
  ]) {
    expect(found(jobs(`\${{ ${text} }}`))).toEqual([]);
  }
  for (const text of ['steps.two.outcome', 'needs.third.result', 'matrix.os', 'fromJSON(matrix.list)']) {
    expect(found(jobs(`\${{ ${text} }}`))).toEqual(['GITHUB_REFERENCE']);
  }
  expect(found(jobs('x', { condition: "steps.two.outcome == 'success'" }))).toEqual(['GITHUB_REFERENCE']);
});

test('a secret is taken in pull requests where nothing says when', () => {
  const on = { push: {}, pullRequest: {} };
  const secret = '${{ secrets.TOKEN }}';
  const job = (more: Partial<GithubJob>, condition?: string) => ({
    a: { ...more, steps: [step(secret, { condition })] },
  });
  expect(found(job({}), on)).toEqual(['GITHUB_SECRET_PULL_REQUEST']);
  expect(found(job({}), { push: {} })).toEqual([]);
  expect(found(job({ condition: "github.ref == 'refs/heads/main'" }), on)).toEqual([]);
  expect(found(job({}, "github.event_name == 'push'"), on)).toEqual([]);
  expect(found({ a: { steps: [step('${{ secrets.GITHUB_TOKEN }}')] } }, on)).toEqual([]);
});

test('a machine of one’s own may have Nix and the repository', () => {
  const steps = [{ run: 'nix build ./nix-out' }];
  expect(found({ a: { runsOn: ['self-hosted', 'nix'], steps } })).toEqual([]);
  expect(found({ a: { steps } })).toEqual(['GITHUB_NO_CHECKOUT', 'GITHUB_NO_NIX']);
});

test('a token of its own may do what the job’s may not', () => {
  const run = 'gh pr create --fill';
  expect(found({ a: { steps: [{ run }] } })).toEqual(['GITHUB_PERMISSION_MISSING']);
  expect(found({ a: { steps: [{ run, env: { GH_TOKEN: '${{ secrets.BOT }}' } }] } })).toEqual([]);
});

test('a matrix of other things than systems is nobody’s list of systems', () => {
  const app = newApp();
  for (const name of ['a', 'b', 'c']) new NixosSystem(app, name);
  const job = (values: string[]): GithubJob => ({
    matrix: { values: { what: values } },
    steps: [
      { uses: GithubAction.CHECKOUT },
      { uses: GithubAction.INSTALL_NIX },
      { run: 'nix build "./nix-out#nixosConfigurations.$WHAT.x"', env: { WHAT: '${{ matrix.what }}' } },
    ],
  });
  expect(found({ one: job(['toplevel', 'vm']) }, { push: {} }, app)).toEqual([]);
});
