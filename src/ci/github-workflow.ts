import { Construct } from 'constructs';
import { CosmoError, ProjectFile } from '../app';
import { GithubConcurrency, GithubJob } from './github-job';
import { GithubAccess, GithubPermissions } from './github-permissions';
import { GithubTriggers } from './github-triggers';
import { concurrencyData, Data, jobData, permissionData, triggerData } from './workflow-data';
import { checkEnv, checkJob, checkPermissions, checkTriggers } from './workflow-refusals';
import { workflowText } from './workflow-text';
import { refuser } from '../app/refuse';
import { convert } from '../nix/convert';
import { DataWalk } from '../nix/data';
import { NixError } from '../nix/error';

/** Props of `GithubWorkflow`. */
export interface GithubWorkflowProps {
  /** What starts it. */
  readonly on: GithubTriggers;
  /**
   * What it is called on GitHub.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Its file in `.github/workflows`.
   * @default - the construct's id and `.yml`
   */
  readonly fileName?: string;
  /**
   * What the token of its jobs may do. What is left out, it may not.
   * @default { contents: read }
   */
  readonly permissions?: GithubPermissions;
  /**
   * Of runs of one group only one goes on at a time.
   * @default - one run of each branch and pull request; of a pull request a new one stops the one before
   */
  readonly concurrency?: GithubConcurrency;
  /**
   * Environment variables of all jobs.
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * The jobs, by their ids.
   * @default - none: `addJob` adds them
   */
  readonly jobs?: Record<string, GithubJob>;
  /**
   * Further keys, as GitHub writes them: `run-name`, `defaults`.
   * @default - none
   */
  readonly extra?: Record<string, any>;
}

const CONCURRENCY: GithubConcurrency = {
  group: '${{ github.workflow }}-${{ github.ref }}',
  cancelInProgress: "${{ github.event_name == 'pull_request' }}",
};

/**
 * A workflow of GitHub Actions, as `.github/workflows/ID.yml` in the project,
 * which has to be the root of the repository.
 *
 * Its token can read the repository and nothing else unless `permissions`
 * say more; actions are named by whole commit hashes; every job has a time
 * limit. What GitHub would refuse is refused here.
 *
 * @example
 * import { App, GithubAction, GithubWorkflow } from 'cosmo-nix';
 * declare const app: App;
 *
 * new GithubWorkflow(app, 'links', {
 *   on: { pullRequest: { paths: ['**.md'] } },
 *   jobs: {
 *     check: {
 *       timeoutMinutes: 5,
 *       steps: [{ uses: GithubAction.CHECKOUT }, { name: 'Look for dead links', run: 'make links' }],
 *     },
 *   },
 * });
 */
export class GithubWorkflow extends Construct {
  /** Whether `construct` is a GithubWorkflow. */
  public static isGithubWorkflow(construct: any): construct is GithubWorkflow {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** What it is called on GitHub. */
  public readonly workflowName: string;
  /** Its file, from the project's root. */
  public readonly path: string;
  private readonly jobs = new Map<string, GithubJob>();
  private readonly suppliers: (() => Record<string, GithubJob>)[] = [];
  /** @internal */
  public readonly _props: GithubWorkflowProps;
  private readonly head: Data;

  /**
   * @throws `GITHUB_FILE` where the file's name is none of a workflow; `GITHUB_TRIGGER`, `GITHUB_CRON` where nothing
   * starts it, or what starts it says what GitHub refuses; `GITHUB_PERMISSION`, `GITHUB_ENV` for permissions and
   * variables that GitHub refuses; what `addJob` throws
   */
  constructor(scope: Construct, id: string, props: GithubWorkflowProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const refuse = refuser(this);
    const fileName = props.fileName ?? `${id}.yml`;
    if (!/^[A-Za-z0-9_][A-Za-z0-9._-]*\.ya?ml$/.test(fileName)) {
      refuse('GITHUB_FILE', `"${fileName}" is no file of a workflow`, 'give a name that ends in .yml', 'fileName');
    }
    this.workflowName = props.name ?? id;
    checkTriggers(props.on, refuse);
    checkPermissions(props.permissions, 'permissions', refuse);
    checkEnv(props.env, 'env', refuse);
    this.head = {
      name: this.workflowName,
      on: triggerData(props.on),
      permissions: permissionData(props.permissions ?? { contents: GithubAccess.READ }),
      concurrency: concurrencyData(props.concurrency ?? CONCURRENCY),
      ...(props.env ? { env: props.env } : {}),
      ...props.extra,
    };
    this.judge(this.head, []);
    for (const [name, job] of Object.entries(props.jobs ?? {})) this.addJob(name, job);
    const file = new ProjectFile(this, 'file', { path: `.github/workflows/${fileName}` });
    file._supply(() => this.text());
    this.path = file.path;
  }

  /**
   * Add a job. What it needs may be added later.
   * @param job its id, where it runs, what it needs, and its steps
   * @throws `GITHUB_ID` where its id, or that of a step, is none, or is taken; `GITHUB_JOB`, `GITHUB_STEP` where it has
   * no steps, or a step has not one thing to do; `GITHUB_INJECTION` where commands have text put into them that others
   * can write, or a secret; `GITHUB_MATRIX`, `GITHUB_TIMEOUT`, `GITHUB_ENV`, `GITHUB_PERMISSION` for what GitHub
   * refuses there; `NIX_NOT_DATA`, `GITHUB_EXPR` for what is no plain data, with its key path
   */
  public addJob(id: string, job: GithubJob): void {
    if (this.jobs.has(id)) {
      refuser(this)('GITHUB_ID', `the workflow has a job ${id}`, 'give the other one another id', `jobs.${id}`);
    }
    this.check(id, job);
    this.jobs.set(id, job);
  }

  /** @internal have jobs made when the tree is complete. */
  public _supplyJobs(jobs: () => Record<string, GithubJob>): void {
    this.suppliers.push(jobs);
  }

  private check(id: string, job: GithubJob): void {
    checkJob(id, job, refuser(this));
    this.judge(jobData(job), ['jobs', id]);
  }

  /** Refuse what is no plain data: GitHub knows no Nix. */
  private judge(data: Data, path: string[]): void {
    const refuseExpr = () =>
      refuser(this)('GITHUB_EXPR', 'a workflow cannot hold Nix expressions', 'give the value itself', path.join('.'));
    try {
      convert(new DataWalk(path, refuseExpr), data, 0);
    } catch (error) {
      if (error instanceof NixError) throw CosmoError.fromNix(error, this);
      throw error;
    }
  }

  /** @internal all jobs, with those that are made when the tree is complete. */
  public _allJobs(): ReadonlyMap<string, GithubJob> {
    const all = new Map(this.jobs);
    for (const supply of this.suppliers) {
      for (const [id, job] of Object.entries(supply())) {
        if (all.has(id)) continue;
        this.check(id, job);
        all.set(id, job);
      }
    }
    return all;
  }

  private text(): string {
    const jobs = this._allJobs();
    const versions = new Map<string, string>();
    for (const job of jobs.values()) {
      for (const { uses } of [job, ...(job.steps ?? [])]) {
        if (uses?.version !== undefined) versions.set(uses.uses, uses.version);
      }
    }
    const data = Object.fromEntries([...jobs].map(([id, job]) => [id, jobData(job)]));
    return workflowText({ ...this.head, jobs: data }, versions);
  }
}

const BRAND = Symbol.for('cosmo-nix.GithubWorkflow');
