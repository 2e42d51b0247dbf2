import { parse } from 'yaml';
import {
  App,
  GithubAccess,
  GithubAction,
  GithubJob,
  GithubStep,
  GithubWorkflow,
  GithubWorkflowProps,
  Nix,
} from '../../src';
import { newApp, refusal } from '../support/estate';
import { codes } from '../support/small-estate';
import { complaints } from '../support/workflow';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const STEPS = [{ run: 'make' }];

function workflow(props: Partial<GithubWorkflowProps> = {}, app: App = newApp()): GithubWorkflow {
  return new GithubWorkflow(app, 'ci', { on: { push: {} }, jobs: { a: { steps: STEPS } }, ...props });
}

function textOf(app: App, name: string = 'ci'): string {
  return app.renderProjectFiles()[`.github/workflows/${name}.yml`]!;
}

/** The error for a job, or for a step. */
function jobError(job: GithubJob, id: string = 'a') {
  return refusal(() => workflow({ jobs: { [id]: job } }));
}
function stepError(step: GithubStep) {
  return jobError({ steps: [step] });
}

const RICH: GithubWorkflowProps = {
  name: 'Everything',
  on: {
    push: { branches: ['main', 'release/**'], pathsIgnore: ['docs/**'] },
    pullRequest: { types: ['opened', 'synchronize'] },
    schedule: ['*/15 0-6,22 1 JAN-MAR MON'],
    manual: true,
    events: { release: { types: ['published'] } },
  },
  permissions: { contents: GithubAccess.READ, pullRequests: GithubAccess.WRITE, idToken: GithubAccess.WRITE },
  concurrency: { group: 'one', cancelInProgress: true },
  env: { LEVEL: '1' },
  extra: { 'run-name': 'By ${{ github.actor }}' },
  jobs: {
    test: {
      name: 'Test on ${{ matrix.os }}',
      runsOn: ['${{ matrix.os }}'],
      matrix: {
        values: { os: ['ubuntu-24.04', 'macos-15'], node: [20, 22] },
        exclude: [{ os: 'macos-15', node: 20 }],
        failFast: false,
        maxParallel: 2,
      },
      outputs: { version: '${{ steps.version.outputs.version }}' },
      timeoutMinutes: 10,
      steps: [
        { uses: GithubAction.CHECKOUT, inputs: { 'persist-credentials': false, 'fetch-depth': 0 } },
        { uses: GithubAction.local('./.github/actions/setup') },
        { id: 'version', name: 'Version', run: 'echo "version=1" >> "$GITHUB_OUTPUT"\necho done\n', shell: 'bash' },
        {
          run: 'echo "$TITLE"',
          condition: "github.event_name == 'pull_request'",
          env: { TITLE: '${{ github.event.pull_request.title }}' },
          workingDirectory: 'src',
          continueOnError: true,
          timeoutMinutes: 1,
        },
      ],
    },
    release: {
      needs: ['test'],
      condition: "github.ref == 'refs/heads/main'",
      permissions: { contents: GithubAccess.WRITE },
      environment: 'production',
      concurrency: { group: 'release' },
      runsOn: ['self-hosted', 'linux'],
      env: { VERSION: '${{ needs.test.outputs.version }}' },
      extra: { container: 'debian:13' },
      steps: [{ run: 'make release VERSION="$VERSION"' }],
    },
    shared: {
      needs: ['release'],
      uses: GithubAction.pinned('owner/repo/.github/workflows/x.yml', 'v1', HASH),
      inputs: { level: 1 },
      secrets: { token: '${{ secrets.TOKEN }}' },
    },
  },
};

describe('a workflow', () => {
  test('can read the repository and nothing else, has time limits, and stops what a pull request replaced', () => {
    const app = newApp();
    workflow({}, app);
    expect(textOf(app)).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     name: ci
     on:
       push: {}
     permissions:
       contents: read
     concurrency:
       group: \${{ github.workflow }}-\${{ github.ref }}
       cancel-in-progress: \${{ github.event_name == 'pull_request' }}
     jobs:
       a:
         runs-on: ubuntu-latest
         timeout-minutes: 30
         steps:
           - run: make
     "
    `);
  });

  test('says all that GitHub knows, as GitHub writes it', () => {
    const app = newApp();
    new GithubWorkflow(app, 'ci', RICH);
    expect(textOf(app)).toMatchSnapshot();
  });

  test('is taken by GitHub’s own parser', () => {
    const app = newApp();
    workflow({}, app);
    new GithubWorkflow(app, 'rich', RICH);
    expect(complaints(textOf(app), textOf(app, 'rich'))).toEqual([[], []]);
    expect(complaints('on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ruin: make\n')[0]).not.toEqual([]);
  });

  test('reads back as the data that it was made from', () => {
    const app = newApp();
    const run = 'echo "on: yes"\n\techo \'#\'  \necho end';
    workflow({ jobs: { a: { steps: [{ run, env: { A: 'yes', B: '1e3', C: ' x ', D: '' } }] } } }, app);
    expect(parse(textOf(app)).jobs.a.steps).toEqual([{ run, env: { A: 'yes', B: '1e3', C: ' x ', D: '' } }]);
  });

  test.each(['\n\n a\nb', '  a\nb', 'a\n\n', '\ta\n b\n'])('keeps the lines of %j', (run) => {
    const app = newApp();
    workflow({ jobs: { a: { steps: [{ run }] } } }, app);
    expect(parse(textOf(app)).jobs.a.steps).toEqual([{ run }]);
  });

  test('says of each action which version the commit is', () => {
    const app = newApp();
    workflow({ jobs: { a: { steps: [{ uses: GithubAction.pinned('o/r', 'v1.2.3', HASH) }] } } }, app);
    expect(textOf(app)).toContain(`- uses: o/r@${HASH} # v1.2.3\n`);
  });

  test('takes jobs later, and jobs that need later ones', () => {
    const app = newApp();
    const ci = workflow({ jobs: { a: { needs: ['b'], steps: STEPS } } }, app);
    ci.addJob('b', { steps: STEPS });
    expect(app.check()).toEqual([]);
    expect(Object.keys(parse(textOf(app)).jobs)).toEqual(['a', 'b']);
  });

  test('has the name of a file of its own', () => {
    expect(workflow({ fileName: 'check.yaml' }).path).toBe('.github/workflows/check.yaml');
    for (const fileName of ['a/b.yml', 'x.txt', '.yml', '../x.yml']) {
      expect(refusal(() => workflow({ fileName })).code).toBe('GITHUB_FILE');
    }
  });
});

describe('a workflow is refused', () => {
  test.each([
    [{}, 'GITHUB_TRIGGER'],
    [{ schedule: [] }, 'GITHUB_TRIGGER'],
    [{ push: { branches: ['a'], branchesIgnore: ['b'] } }, 'GITHUB_TRIGGER'],
    [{ push: { tags: ['a'], tagsIgnore: ['b'] } }, 'GITHUB_TRIGGER'],
    [{ pullRequest: { paths: ['a'], pathsIgnore: ['b'] } }, 'GITHUB_TRIGGER'],
    [{ push: { types: ['opened'] } }, 'GITHUB_TRIGGER'],
    [{ pullRequest: { tags: ['v1'] } }, 'GITHUB_TRIGGER'],
    [{ schedule: ['@daily'] }, 'GITHUB_CRON'],
    [{ schedule: ['0 4 * *'] }, 'GITHUB_CRON'],
    [{ schedule: ['60 4 * * *'] }, 'GITHUB_CRON'],
    [{ schedule: ['0 4 0 * *'] }, 'GITHUB_CRON'],
    [{ schedule: ['*/0 4 * * *'] }, 'GITHUB_CRON'],
    [{ schedule: ['0 4 * * FOO'] }, 'GITHUB_CRON'],
  ])('where it starts by %j', (on, code) => {
    expect(refusal(() => workflow({ on })).code).toBe(code);
  });

  test('where its permissions or variables are none', () => {
    expect(refusal(() => workflow({ permissions: { idToken: GithubAccess.READ } })).code).toBe('GITHUB_PERMISSION');
    for (const name of ['A-B', '1A', 'GITHUB_TOKEN']) {
      expect(refusal(() => workflow({ env: { [name]: 'x' } })).code).toBe('GITHUB_ENV');
    }
  });

  test('where it holds what is no data', () => {
    expect(refusal(() => workflow({ extra: { x: new Date(0) } }))).toMatchObject({
      code: 'NIX_NOT_DATA',
      keyPath: 'x',
    });
    expect(stepError({ uses: GithubAction.CHECKOUT, inputs: { a: NaN } })).toMatchObject({
      code: 'NIX_NOT_DATA',
      keyPath: 'jobs.a.steps[0].with.a',
    });
    expect(stepError({ uses: GithubAction.CHECKOUT, inputs: { a: Nix.pkg('vim') } }).code).toBe('GITHUB_EXPR');
  });

  test('where two workflows are one file', () => {
    const app = newApp();
    workflow({}, app);
    new GithubWorkflow(app, 'other', { on: { push: {} }, fileName: 'ci.yml', jobs: { a: { steps: STEPS } } });
    expect(refusal(() => app.renderProjectFiles()).code).toBe('OUTPUT_FILE_TWICE');
  });
});

describe('a job is refused', () => {
  test.each(['', '1a', 'a b', 'a.b', 'a'.repeat(101)])('under the id %j', (id) => {
    expect(jobError({ steps: STEPS }, id).code).toBe('GITHUB_ID');
  });

  test('under an id that is taken', () => {
    expect(refusal(() => workflow().addJob('a', { steps: STEPS })).code).toBe('GITHUB_ID');
  });

  const uses = GithubAction.pinned('o/r/.github/workflows/x.yml', 'v1', HASH);
  test.each<[string, GithubJob, string]>([
    ['no steps', {}, 'GITHUB_JOB'],
    ['an empty list of steps', { steps: [] }, 'GITHUB_JOB'],
    ['steps and a reusable workflow', { uses, steps: STEPS }, 'GITHUB_JOB'],
    ['a machine and a reusable workflow', { uses, runsOn: ['x'] }, 'GITHUB_JOB'],
    ['inputs without a reusable workflow', { steps: STEPS, inputs: { a: 1 } }, 'GITHUB_JOB'],
    ['no machine', { steps: STEPS, runsOn: [] }, 'GITHUB_JOB'],
    ['no time', { steps: STEPS, timeoutMinutes: 0 }, 'GITHUB_TIMEOUT'],
    ['half a minute', { steps: STEPS, timeoutMinutes: 0.5 }, 'GITHUB_TIMEOUT'],
    ['an empty matrix', { steps: STEPS, matrix: {} }, 'GITHUB_MATRIX'],
    ['a matrix without values', { steps: STEPS, matrix: { values: { os: [] } } }, 'GITHUB_MATRIX'],
    ['a matrix with a name that is none', { steps: STEPS, matrix: { values: { include: [1] } } }, 'GITHUB_MATRIX'],
    [
      'a matrix that is too large',
      { steps: STEPS, matrix: { values: { a: Array(20).fill(1), b: Array(20).fill(1) } } },
      'GITHUB_MATRIX',
    ],
    [
      'two steps of one id',
      {
        steps: [
          { id: 'x', run: 'a' },
          { id: 'X', run: 'b' },
        ],
      },
      'GITHUB_ID',
    ],
  ])('with %s', (_, job, code) => {
    expect(jobError(job).code).toBe(code);
  });

  test.each<[string, GithubStep, string]>([
    ['nothing to do', {}, 'GITHUB_STEP'],
    ['two things to do', { run: 'a', uses: GithubAction.CHECKOUT }, 'GITHUB_STEP'],
    ['empty commands', { run: ' \n' }, 'GITHUB_STEP'],
    ['inputs for commands', { run: 'a', inputs: { a: 1 } }, 'GITHUB_STEP'],
    ['a shell for an action', { uses: GithubAction.CHECKOUT, shell: 'bash' }, 'GITHUB_STEP'],
    ['an id that is none', { run: 'a', id: 'a b' }, 'GITHUB_ID'],
    ['a variable that is none', { run: 'a', env: { 'A B': '' } }, 'GITHUB_ENV'],
    ['no time', { run: 'a', timeoutMinutes: -1 }, 'GITHUB_TIMEOUT'],
  ])('with a step with %s', (_, step, code) => {
    expect(stepError(step).code).toBe(code);
  });
});

describe('commands', () => {
  test.each([
    '${{ github.event.pull_request.title }}',
    '${{github.event.issue.body}}',
    "${{ github['event'].comment.body }}",
    '${{ GitHub.Event.head_commit.message }}',
    "${{ format('{0}', github.event.label.name) }}",
    '${{ toJSON(github) }}',
    '${{ github.* }}',
    '${{ github.head_ref }}',
    '${{ github.ref_name }}',
    '${{ inputs.name }}',
    '${{ steps.x.outputs.y }}',
    '${{ needs.x.outputs.y }}',
    '${{ secrets.TOKEN }}',
    'a ${{ github.sha }} b ${{\n  github.event.inputs.x\n}}',
  ])('do not have %s put into their text', (expression) => {
    expect(stepError({ run: `echo ${expression}` })).toMatchObject({
      code: 'GITHUB_INJECTION',
      keyPath: 'jobs.a.steps[0].run',
    });
  });

  test.each([
    '${{ github.sha }}',
    '${{ github.event_name }}',
    '${{ github.repository }}',
    '${{ matrix.os }}',
    '${{ runner.os }}',
    "${{ matrix.os == 'github.event' }}",
    'github.event.x',
    '$(cat inputs.txt)',
  ])('may have %s', (text) => {
    expect(() => workflow({ jobs: { a: { steps: [{ run: `echo ${text}` }] } } })).not.toThrow();
  });

  test('are also those of the action that runs a script', () => {
    const uses = GithubAction.pinned('actions/github-script', 'v8', HASH);
    const script = 'console.log("${{ github.event.issue.title }}")';
    expect(stepError({ uses, inputs: { script } }).code).toBe('GITHUB_INJECTION');
  });
});

describe('all jobs together', () => {
  test.each<[string, Record<string, GithubJob>, string]>([
    ['a job that is not there', { a: { needs: ['x'], steps: STEPS } }, 'the job a needs x'],
    ['no job', {}, 'no jobs'],
    ['one that waits for itself', { a: { needs: ['a'], steps: STEPS } }, 'a needs a'],
    [
      'a circle',
      {
        s: { needs: ['a'], steps: STEPS },
        a: { needs: ['b'], steps: STEPS },
        b: { needs: ['c'], steps: STEPS },
        c: { needs: ['a'], steps: STEPS },
      },
      'a needs b needs c needs a',
    ],
  ])('are checked for %s', (_, jobs, message) => {
    const app = newApp();
    workflow({ jobs }, app);
    expect(app.check()).toEqual([expect.objectContaining({ path: 'ci', message: expect.stringContaining(message) })]);
  });

  test('run with the secrets of the repository only where that is meant', () => {
    const app = newApp();
    workflow({ on: { events: { pull_request_target: {} } } }, app);
    expect(codes(app.check())).toEqual(['warning GITHUB_PULL_REQUEST_TARGET']);
  });
});

describe('an action', () => {
  test.each(['v4', 'main', '3d3c42e', HASH.toUpperCase()])('is never named by %s', (commit) => {
    expect(refusal(() => GithubAction.pinned('actions/checkout', 'v4', commit)).code).toBe('GITHUB_ACTION');
  });

  test.each(['checkout', './x', 'a/b@v1', 'a b/c'])('is not named %s', (name) => {
    expect(refusal(() => GithubAction.pinned(name, 'v1', HASH)).code).toBe('GITHUB_ACTION');
  });

  test('says its version, or stands in the repository, or is an image by its digest', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    expect(GithubAction.docker('ghcr.io/o/i', digest).uses).toBe(`docker://ghcr.io/o/i@${digest}`);
    expect(GithubAction.local('./x').uses).toBe('./x');
    for (const bad of [
      () => GithubAction.pinned('o/r', 'a\nb', HASH),
      () => GithubAction.docker('x', 'latest'),
      () => GithubAction.local('x'),
      () => GithubAction.local('./../x'),
    ]) {
      expect(refusal(bad).code).toBe('GITHUB_ACTION');
    }
  });
});
