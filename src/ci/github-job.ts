import { GithubAction } from './github-action';
import { GithubPermissions } from './github-permissions';

/** A step of a job: a command or an action. */
export interface GithubStep {
  /**
   * What it does, for the reader of the log.
   * @default - the command or the action
   */
  readonly name?: string;
  /**
   * Its id, by which later steps find its outputs.
   * @default - none
   */
  readonly id?: string;
  /**
   * Shell commands.
   * @default - an action runs
   */
  readonly run?: string;
  /**
   * The action.
   * @default - commands run
   */
  readonly uses?: GithubAction;
  /**
   * The action's inputs: strings, numbers, booleans (`with` in the file).
   * @default - none
   */
  readonly inputs?: Record<string, any>;
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * An expression that must be true for it to run (`if` in the file).
   * @default - it runs where nothing failed before it
   */
  readonly condition?: string;
  /**
   * The shell, such as `bash`.
   * @default - bash on Linux and macOS
   */
  readonly shell?: string;
  /**
   * The folder its commands run in, from the repository's root.
   * @default - the root
   */
  readonly workingDirectory?: string;
  /**
   * Whether the job goes on where it fails.
   * @default false
   */
  readonly continueOnError?: boolean;
  /**
   * Minutes until it is stopped.
   * @default - the job's
   */
  readonly timeoutMinutes?: number;
  /**
   * Further keys, as GitHub writes them.
   * @default - none
   */
  readonly extra?: Record<string, any>;
}

/** Runs a job once for each combination of values. */
export interface GithubMatrix {
  /**
   * The values of each name; `matrix.NAME` in expressions.
   * @default - none: `include` lists the runs
   */
  readonly values?: Record<string, any[]>;
  /**
   * Runs to add, or values to add to runs.
   * @default - none
   */
  readonly include?: Record<string, any>[];
  /**
   * Combinations to leave out.
   * @default - none
   */
  readonly exclude?: Record<string, any>[];
  /**
   * Whether one failure stops the others.
   * @default true
   */
  readonly failFast?: boolean;
  /**
   * How many run at a time.
   * @default - as many as there are runners
   */
  readonly maxParallel?: number;
}

/** Of runs of one group only one goes on at a time. */
export interface GithubConcurrency {
  /** The group, such as `${{ github.workflow }}-${{ github.ref }}`. */
  readonly group: string;
  /**
   * Whether a new run stops the one that goes on: `true`, `false`, or an expression.
   * @default false
   */
  readonly cancelInProgress?: any;
}

/** A job: steps on one machine, or a reusable workflow. */
export interface GithubJob {
  /**
   * What it is called on the page of the run.
   * @default - its id
   */
  readonly name?: string;
  /**
   * The labels of the machine; one may be an expression.
   * @default ["ubuntu-latest"]
   */
  readonly runsOn?: string[];
  /**
   * Jobs that have to end well before.
   * @default - none
   */
  readonly needs?: string[];
  /**
   * An expression that must be true for it to run (`if` in the file).
   * @default - it runs where all that it needs went well
   */
  readonly condition?: string;
  /**
   * What its token may do.
   * @default - what the workflow's may
   */
  readonly permissions?: GithubPermissions;
  /**
   * The deployment environment, whose rules and secrets it has.
   * @default - none
   */
  readonly environment?: string;
  /**
   * Of runs of one group only one goes on.
   * @default - none
   */
  readonly concurrency?: GithubConcurrency;
  /**
   * What later jobs find as `needs.ID.outputs.NAME`.
   * @default - none
   */
  readonly outputs?: Record<string, string>;
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: Record<string, string>;
  /**
   * Runs it once for each combination of values.
   * @default - it runs once
   */
  readonly matrix?: GithubMatrix;
  /**
   * Minutes until it is stopped. GitHub's own default is 360.
   * @default 30
   */
  readonly timeoutMinutes?: number;
  /**
   * The steps.
   * @default - a reusable workflow runs
   */
  readonly steps?: GithubStep[];
  /**
   * The reusable workflow.
   * @default - steps run
   */
  readonly uses?: GithubAction;
  /**
   * The reusable workflow's inputs (`with` in the file).
   * @default - none
   */
  readonly inputs?: Record<string, any>;
  /**
   * The secrets that the reusable workflow gets: its names, and expressions such as `${{ secrets.TOKEN }}`.
   * @default - none
   */
  readonly secrets?: Record<string, string>;
  /**
   * Further keys, as GitHub writes them: `container`, `services`, `defaults`.
   * @default - none
   */
  readonly extra?: Record<string, any>;
}
