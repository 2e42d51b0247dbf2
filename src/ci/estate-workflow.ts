import { Construct } from 'constructs';
import { App } from '../app';
import { estateJobs } from './estate-jobs';
import { EstateWorkflowProps } from './estate-props';
import { Buildable, buildables } from './estate-systems';
import { GithubWorkflow } from './github-workflow';
import { lockUpdateJob } from './lock-update';
import { checkTimeout, MAX_RUNS } from './workflow-refusals';
import { Refuse, refuser } from '../app/refuse';

/**
 * The estate's CI on GitHub, from the tree: the output is what the program
 * synthesizes (`drift`), it is formatted (`format`), the flake is sound
 * (`evaluate`), and every system builds on a machine of its platform
 * (`build`). The job `estate` needs them all: it is the one to require before
 * a merge. A second workflow keeps `flake.lock` current by pull requests.
 *
 * Tokens can only read, except that of the lock update; pull requests of
 * forks see no secret; actions are named by commit.
 *
 * @example
 * import { App, EstateWorkflow } from 'cosmo-nix';
 * declare const app: App;
 *
 * new EstateWorkflow(app, 'ci', {
 *   cache: { name: 'patrick' },
 *   lockUpdate: { schedule: '30 4 * * 6' },
 * });
 */
export class EstateWorkflow extends Construct {
  /** Whether `construct` is an EstateWorkflow. */
  public static isEstateWorkflow(construct: any): construct is EstateWorkflow {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The checks, as `.github/workflows/estate.yml`. A job added under the name of one of its own takes its place. */
  public readonly checks: GithubWorkflow;
  /** The update of `flake.lock`, as `.github/workflows/flake-lock.yml`; undefined where it is turned off. */
  public readonly lockUpdate?: GithubWorkflow;
  /** @internal */
  public readonly _props: EstateWorkflowProps;

  /**
   * @throws `GITHUB_BRANCH` where a branch's name is none; `GITHUB_SECRET` where a secret's name is none: the secret
   * itself does not belong here; `GITHUB_INPUT`, `GITHUB_CACHE` where an input or the cache has no name that can be;
   * `GITHUB_CRON`, `GITHUB_TIMEOUT` as `GithubWorkflow`
   */
  constructor(scope: Construct, id: string, props: EstateWorkflowProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const app = App.of(this);
    const refuse = refuser(this);
    checkProps(props, refuse);
    const branch = props.defaultBranch ?? 'main';
    this.checks = new GithubWorkflow(this, 'checks', {
      name: 'Estate',
      fileName: 'estate.yml',
      on: { push: { branches: [branch] }, pullRequest: {}, manual: true },
    });
    this.checks._supplyJobs(() => estateJobs(app, props, this._systems().slice(0, MAX_RUNS)));
    if (props.updateLock === false) return;
    this.lockUpdate = new GithubWorkflow(this, 'flake-lock', {
      name: 'flake.lock',
      on: { schedule: [props.lockUpdate?.schedule ?? '30 4 * * 1'], manual: true },
      concurrency: { group: '${{ github.workflow }}' },
      jobs: { update: lockUpdateJob(app, props, 'estate.yml') },
    });
  }

  /** @internal the systems that are to be built, once the tree is complete. */
  public _systems(): Buildable[] {
    return buildables(App.of(this), this._props.except ?? []);
  }
}

function checkProps(props: EstateWorkflowProps, refuse: Refuse): void {
  const { defaultBranch, lockUpdate, cache } = props;
  checkTimeout(props.buildTimeoutMinutes, 'buildTimeoutMinutes', refuse);
  for (const [keyPath, branch] of Object.entries({ defaultBranch, 'lockUpdate.branch': lockUpdate?.branch })) {
    if (branch === undefined || (/^[A-Za-z0-9_][\w./+-]*$/.test(branch) && !/\.\.|\/\/|[./]$/.test(branch))) continue;
    refuse('GITHUB_BRANCH', `"${branch}" is no name of a branch`, "give one such as 'main'", keyPath);
  }
  if (lockUpdate && (lockUpdate.branch ?? 'cosmo/flake-lock') === (defaultBranch ?? 'main')) {
    refuse(
      'GITHUB_BRANCH',
      `the update would push to ${defaultBranch ?? 'main'} itself`,
      'give it a branch of its own',
      'lockUpdate.branch',
    );
  }
  const secrets = { 'cache.tokenSecret': cache?.tokenSecret, 'lockUpdate.tokenSecret': lockUpdate?.tokenSecret };
  for (const [keyPath, secret] of Object.entries(secrets)) {
    if (secret === undefined || (/^[A-Z_][A-Z0-9_]{0,99}$/.test(secret) && !secret.startsWith('GITHUB_'))) continue;
    refuse(
      'GITHUB_SECRET',
      'that is no name of a secret',
      "give the name it has in the repository's settings, in capitals, such as 'CACHIX_AUTH_TOKEN'",
      keyPath,
      'the secret itself never belongs into a program or a file of the repository',
    );
  }
  for (const input of lockUpdate?.inputs ?? []) {
    if (/^[A-Za-z_][A-Za-z0-9_/-]*$/.test(input)) continue;
    refuse('GITHUB_INPUT', `"${input}" is no name of an input`, "give one such as 'nixpkgs'", 'lockUpdate.inputs');
  }
  if (cache && !/^[a-z0-9][a-z0-9-]*$/.test(cache.name)) {
    refuse('GITHUB_CACHE', `"${cache.name}" is no name of a cache`, 'give the one it has at Cachix', 'cache.name');
  }
}

const BRAND = Symbol.for('cosmo-nix.EstateWorkflow');
