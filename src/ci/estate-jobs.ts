import { App } from '../app';
import { EstateWorkflowProps } from './estate-props';
import { Buildable } from './estate-systems';
import { GithubAction } from './github-action';
import { GithubJob, GithubStep } from './github-job';
import { shellWord } from '../app/shell';

/** GitHub's own machines. */
export const RUNNERS: Readonly<Record<string, string>> = {
  'x86_64-linux': 'ubuntu-24.04',
  'aarch64-linux': 'ubuntu-24.04-arm',
  'aarch64-darwin': 'macos-15',
  'x86_64-darwin': 'macos-15-intel',
};

/** The folder as Nix and the shell take it: nothing that looks like an option or an input's name. */
export function flakeWord(app: App): string {
  return shellWord(`./${app.outdir}`);
}

export function checkout(props: EstateWorkflowProps): GithubStep {
  return {
    uses: props.checkoutAction ?? GithubAction.CHECKOUT,
    // The token stays out of the folder that everything else can read.
    inputs: { 'persist-credentials': false },
  };
}

export function installNix(props: EstateWorkflowProps): GithubStep {
  return { uses: props.installNixAction ?? GithubAction.INSTALL_NIX };
}

/** Nix, and the cache where there is one: to read it takes no token. */
function nixSteps(props: EstateWorkflowProps, fill: boolean = false): GithubStep[] {
  const steps = [checkout(props), installNix(props)];
  const { cache, cachixAction, defaultBranch } = props;
  if (!cache) return steps;
  const trusted = `github.event_name == 'push' && github.ref == 'refs/heads/${defaultBranch ?? 'main'}'`;
  const secret = `secrets.${cache.tokenSecret ?? 'CACHIX_AUTH_TOKEN'}`;
  const inputs = fill
    ? { skipPush: `\${{ !(${trusted}) }}`, authToken: `\${{ ${trusted} && ${secret} || '' }}` }
    : { skipPush: true };
  return [...steps, { uses: cachixAction ?? GithubAction.CACHIX, inputs: { name: cache.name, ...inputs } }];
}

/** The jobs of the estate's checks. */
export function estateJobs(
  app: App,
  props: EstateWorkflowProps,
  systems: readonly Buildable[],
): Record<string, GithubJob> {
  const flake = flakeWord(app);
  const runner = (platform: string) => props.runners?.[platform] ?? RUNNERS[platform]!;
  const platforms = systems.map(({ platform }) => platform);
  const first = platforms.includes('x86_64-linux') ? 'x86_64-linux' : platforms[0];
  const jobs: Record<string, GithubJob> = {};
  if (props.drift !== false) jobs.drift = driftJob(app, props);
  if (first !== undefined) {
    jobs.format = {
      name: 'The output is formatted',
      runsOn: [runner(first)],
      steps: [
        ...nixSteps(props),
        { name: 'Format', run: `nix run --no-update-lock-file ${flake}#formatter.${first} -- ${flake}` },
        { name: 'Compare', run: `git diff --exit-code -- ${flake}` },
      ],
    };
  }
  jobs.evaluate = {
    name: 'The flake is sound',
    runsOn: [runner(first ?? 'x86_64-linux')],
    steps: [
      ...nixSteps(props),
      { name: 'Evaluate', run: `nix flake check ${flake} --all-systems --no-build --no-update-lock-file` },
    ],
  };
  if (systems.length > 0) {
    jobs.build = {
      name: 'Build ${{ matrix.system }}',
      runsOn: ['${{ matrix.runner }}'],
      timeoutMinutes: props.buildTimeoutMinutes ?? 120,
      matrix: {
        failFast: false,
        include: systems.map(({ name, platform, attribute }) => ({
          system: name,
          runner: runner(platform),
          attribute,
        })),
      },
      steps: [
        ...nixSteps(props, true),
        {
          name: 'Build',
          env: { ATTRIBUTE: '${{ matrix.attribute }}' },
          run: `nix build ${flake}"#$ATTRIBUTE" --no-link --no-update-lock-file --print-build-logs`,
        },
      ],
    };
  }
  jobs.estate = {
    name: 'The whole estate',
    runsOn: ['ubuntu-24.04'],
    needs: Object.keys(jobs),
    condition: 'always()',
    timeoutMinutes: 5,
    steps: [
      {
        name: 'Everything went well',
        env: { RESULTS: "${{ join(needs.*.result, ' ') }}" },
        run: 'for result in $RESULTS; do test "$result" = success; done',
      },
    ],
  };
  return jobs;
}

function driftJob(app: App, props: EstateWorkflowProps): GithubJob {
  const files = app._projectFiles.map(({ path }) => shellWord(path));
  return {
    name: 'The output is what the program synthesizes',
    runsOn: ['ubuntu-24.04'],
    steps: [
      checkout(props),
      {
        uses: props.setupNodeAction ?? GithubAction.SETUP_NODE,
        inputs: { 'node-version': props.nodeVersion ?? '22', 'package-manager-cache': false },
      },
      { name: 'Install', run: props.installCommand ?? 'npm ci' },
      { name: 'Synthesize', run: props.synthCommand ?? 'npx cosmo synth' },
      {
        name: 'Compare',
        // New files count too.
        run: `git add --intent-to-add -- ${[flakeWord(app), ...files].join(' ')}\ngit diff --exit-code HEAD\n`,
      },
    ],
  };
}
