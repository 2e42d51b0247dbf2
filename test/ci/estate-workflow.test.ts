import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import {
  App,
  AppProps,
  DarwinHost,
  EstateWorkflow,
  EstateWorkflowProps,
  GithubAction,
  NixosSystem,
  ProjectFile,
  StandaloneHome,
  System,
} from '../../src';
import { newApp, refusal } from '../support/estate';
import { codes, hostOf } from '../support/small-estate';
import { complaints } from '../support/workflow';

/** An estate with a host, a small host, a Mac and a home. */
function estate(props: EstateWorkflowProps = {}, appProps: AppProps = {}): App {
  const app = newApp(appProps);
  hostOf(app);
  hostOf(app, 'pi', { platform: 'aarch64-linux' });
  new DarwinHost(app, 'mac', { stateVersion: 6, primaryUser: 'ada' });
  new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' });
  new EstateWorkflow(app, 'ci', props);
  return app;
}

const CHECKS = '.github/workflows/estate.yml';
const UPDATE = '.github/workflows/flake-lock.yml';

function checks(app: App): any {
  return parse(app.renderProjectFiles()[CHECKS]!);
}

function build(app: App): Record<string, string>[] {
  return checks(app).jobs.build.strategy.matrix.include;
}

const RICH: EstateWorkflowProps = {
  cache: { name: 'attic' },
  lockUpdate: { inputs: ['nixpkgs', 'home-manager'], tokenSecret: 'BOT_TOKEN' },
};

describe('the workflows of an estate', () => {
  test('check, build and update it', () => {
    expect(estate().renderProjectFiles()).toMatchSnapshot();
  });

  test('are taken by GitHub’s own parser', () => {
    const texts = [estate(), estate(RICH), newApp()].flatMap((app, index) => {
      if (index === 2) new EstateWorkflow(app, 'ci');
      return Object.values(app.renderProjectFiles());
    });
    expect(complaints(...texts)).toEqual(texts.map(() => []));
  });

  test('build every system of the tree, whenever it was added, on a machine of its platform', () => {
    const app = estate();
    hostOf(app, 'late');
    const built = build(app);
    expect(built).toEqual([
      { system: 'server', runner: 'ubuntu-24.04', attribute: 'checks.x86_64-linux.server' },
      { system: 'pi', runner: 'ubuntu-24.04-arm', attribute: 'checks.aarch64-linux.pi' },
      { system: 'mac', runner: 'macos-15', attribute: 'checks.aarch64-darwin.mac' },
      { system: 'ada@laptop', runner: 'ubuntu-24.04', attribute: 'checks.x86_64-linux.home-ada-at-laptop' },
      { system: 'late', runner: 'ubuntu-24.04', attribute: 'checks.x86_64-linux.late' },
    ]);
    const flake = app.render()['flake.nix']!;
    for (const { attribute } of built) expect(flake).toContain(attribute!.split('.')[2]);
  });

  test('leave out what they are told to, and use the owner’s machines', () => {
    const app = newApp();
    const large: System = hostOf(app, 'large');
    hostOf(app, 'pi', { platform: 'aarch64-linux' });
    new EstateWorkflow(app, 'ci', { except: [large], runners: { 'aarch64-linux': 'my-pi' } });
    expect(build(app)).toEqual([{ system: 'pi', runner: 'my-pi', attribute: 'checks.aarch64-linux.pi' }]);
    expect(checks(app).jobs.format['runs-on']).toBe('my-pi');
  });

  test('have one job that needs all others', () => {
    const { jobs } = checks(estate());
    expect(jobs.estate.needs).toEqual(Object.keys(jobs).filter((id) => id !== 'estate'));
    expect(jobs.estate.if).toBe('always()');
  });

  test('fail where one of them failed or was left out', () => {
    const { run } = checks(estate()).jobs.estate.steps[0];
    const passes = (RESULTS: string) => {
      try {
        execFileSync('bash', ['-e', '-c', run], { env: { ...process.env, RESULTS } });
        return true;
      } catch {
        return false;
      }
    };
    expect(['success success', 'success failure', 'skipped success', 'cancelled'].map(passes)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('compare every file that is synthesized', () => {
    const app = estate({}, { outdir: 'my out' });
    new ProjectFile(app, 'secrets', { path: '.sops.yaml', content: '' });
    expect(checks(app).jobs.drift.steps.at(-1).run).toBe(
      `git add --intent-to-add -- './my out' ${CHECKS} ${UPDATE} .sops.yaml\ngit diff --exit-code HEAD\n`,
    );
    expect(checks(app).jobs.evaluate.steps.at(-1).run).toContain("nix flake check './my out' ");
    expect(checks(app).jobs.build.steps.at(-1).run).toContain(`nix build './my out'"#$ATTRIBUTE" `);
  });

  test('synthesize as the owner does', () => {
    const app = estate({ installCommand: 'pip install .', synthCommand: 'cosmo synth', nodeVersion: '24' });
    const { steps } = checks(app).jobs.drift;
    expect(steps.map((step: any) => step.run ?? step.with)).toEqual([
      { 'persist-credentials': false },
      { 'node-version': '24', 'package-manager-cache': false },
      'pip install .',
      'cosmo synth',
      expect.stringContaining('git diff'),
    ]);
  });

  test('can leave the drift check and the update out', () => {
    const app = estate({ drift: false, updateLock: false });
    expect(Object.keys(app.renderProjectFiles())).toEqual([CHECKS]);
    expect(Object.keys(checks(app).jobs)).toEqual(['format', 'evaluate', 'build', 'estate']);
  });

  test('know an estate without systems', () => {
    const app = newApp();
    new EstateWorkflow(app, 'ci');
    expect(Object.keys(checks(app).jobs)).toEqual(['drift', 'evaluate', 'estate']);
  });

  test('let the owner add a job, or put one in the place of theirs', () => {
    const app = newApp();
    hostOf(app);
    const ci = new EstateWorkflow(app, 'ci');
    ci.checks.addJob('format', { steps: [{ run: 'make format' }] });
    ci.checks.addJob('mine', { steps: [{ run: 'make' }] });
    const { jobs } = checks(app);
    expect(jobs.format.steps).toEqual([{ run: 'make format' }]);
    expect(Object.keys(jobs)).toContain('mine');
  });
});

describe('the rights', () => {
  /** All steps of all jobs. */
  function steps(app: App): any[] {
    return Object.values(app.renderProjectFiles()).flatMap((text) =>
      Object.values<any>(parse(text).jobs).flatMap((job) => job.steps),
    );
  }

  test('are to read, and only the update may write', () => {
    const files = estate().renderProjectFiles();
    for (const text of Object.values(files)) expect(parse(text).permissions).toEqual({ contents: 'read' });
    for (const job of Object.values<any>(parse(files[CHECKS]!).jobs)) expect(job.permissions).toBeUndefined();
    expect(parse(files[UPDATE]!).jobs.update.permissions).toEqual({
      contents: 'write',
      'pull-requests': 'write',
      actions: 'write',
    });
    expect(Object.keys(parse(files[CHECKS]!).on)).toEqual(['push', 'pull_request', 'workflow_dispatch']);
  });

  test('leave no token in the folder', () => {
    for (const step of steps(estate(RICH)).filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
      expect(step.with['persist-credentials']).toBe(false);
    }
  });

  test('name every action by its commit, with the version beside it', () => {
    for (const text of Object.values(estate(RICH).renderProjectFiles())) {
      const lines = text.split('\n').filter((line) => line.includes('uses:'));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d[\d.]*$/);
    }
  });

  test('give the token of the cache to builds of the default branch alone', () => {
    const app = estate(RICH);
    const cachix = (job: string) =>
      checks(app).jobs[job].steps.find(({ uses }: any) => uses?.startsWith('cachix/cachix-action@')).with;
    expect(cachix('evaluate')).toEqual({ name: 'attic', skipPush: true });
    const trusted = "github.event_name == 'push' && github.ref == 'refs/heads/main'";
    expect(cachix('build')).toEqual({
      name: 'attic',
      skipPush: `\${{ !(${trusted}) }}`,
      authToken: `\${{ ${trusted} && secrets.CACHIX_AUTH_TOKEN || '' }}`,
    });
  });

  test('are GitHub’s own unless the update has a token, and then it starts nothing itself', () => {
    const update = (props: EstateWorkflowProps) => {
      const job = parse(estate(props).renderProjectFiles()[UPDATE]!).jobs.update;
      return { job, last: job.steps.at(-1) };
    };
    expect(update({}).last.env.GH_TOKEN).toBe('${{ github.token }}');
    expect(update({}).last.run).toContain('gh workflow run "$CHECKS" --ref "$BRANCH"');
    const { job, last } = update(RICH);
    expect(last.env.GH_TOKEN).toBe('${{ secrets.BOT_TOKEN }}');
    expect(last.run).not.toContain('gh workflow run');
    expect(job.permissions.actions).toBeUndefined();
    expect(job.steps[2].run).toContain('nix flake update nixpkgs home-manager --flake ./nix-out ');
  });

  test('are those of the actions that the owner chose', () => {
    const own = (name: string) => GithubAction.pinned(`me/${name}`, 'v1', '0'.repeat(40));
    const app = estate({
      cache: { name: 'attic' },
      checkoutAction: own('checkout'),
      setupNodeAction: own('node'),
      installNixAction: own('nix'),
      cachixAction: own('cachix'),
    });
    for (const { uses } of steps(app)) if (uses) expect(uses).toMatch(/^me\//);
  });
});

describe('the scripts', () => {
  test('are shell', () => {
    for (const text of Object.values(estate(RICH).renderProjectFiles())) {
      for (const job of Object.values<any>(parse(text).jobs)) {
        for (const { run } of job.steps) if (run) execFileSync('bash', ['-n'], { input: run });
      }
    }
  });
});

describe('an estate’s workflow is refused', () => {
  test.each<[EstateWorkflowProps, string]>([
    [{ defaultBranch: 'a b' }, 'GITHUB_BRANCH'],
    [{ defaultBranch: "x'" }, 'GITHUB_BRANCH'],
    [{ lockUpdate: { branch: '-x' } }, 'GITHUB_BRANCH'],
    [{ lockUpdate: { branch: 'main' } }, 'GITHUB_BRANCH'],
    [{ cache: { name: 'x', tokenSecret: 'eyJhbGciOi.x' } }, 'GITHUB_SECRET'],
    [{ lockUpdate: { tokenSecret: 'ghp_abc' } }, 'GITHUB_SECRET'],
    [{ lockUpdate: { tokenSecret: 'GITHUB_TOKEN' } }, 'GITHUB_SECRET'],
    [{ lockUpdate: { inputs: ['--impure'] } }, 'GITHUB_INPUT'],
    [{ cache: { name: 'A B' } }, 'GITHUB_CACHE'],
    [{ lockUpdate: { schedule: 'daily' } }, 'GITHUB_CRON'],
    [{ buildTimeoutMinutes: 0 }, 'GITHUB_TIMEOUT'],
  ])('with %j', (props, code) => {
    const app = newApp();
    expect(refusal(() => new EstateWorkflow(app, 'ci', props)).code).toBe(code);
  });

  test('where no machine builds a platform', () => {
    const app = newApp();
    new NixosSystem(app, 'router', { platform: 'riscv64-linux' });
    new EstateWorkflow(app, 'ci');
    expect(codes(app.check())).toContain('error GITHUB_RUNNER');
  });

  test('where there are more systems than GitHub builds', () => {
    const app = newApp();
    for (let index = 0; index <= 256; index += 1) new NixosSystem(app, `h${index}`);
    new EstateWorkflow(app, 'ci');
    expect(codes(app.check())).toContain('error GITHUB_MATRIX');
  });
});
