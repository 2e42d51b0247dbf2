import { System } from '../app';
import { GithubAction } from './github-action';

/** A binary cache at Cachix. */
export interface EstateCache {
  /** The cache's name. */
  readonly name: string;
  /**
   * The secret of the repository that holds the token for pushing. It is used
   * on the default branch alone: pull requests only read the cache.
   * @default "CACHIX_AUTH_TOKEN"
   */
  readonly tokenSecret?: string;
}

/** How `flake.lock` is kept current. */
export interface EstateLockUpdate {
  /**
   * When, in UTC, as cron has it.
   * @default "30 4 * * 1" - Mondays at 4:30
   */
  readonly schedule?: string;
  /**
   * The branch that the pull request comes from.
   * @default "cosmo/flake-lock"
   */
  readonly branch?: string;
  /**
   * The inputs that are updated.
   * @default - all
   */
  readonly inputs?: string[];
  /**
   * A secret of the repository with a token of a person or an app, which
   * makes the pull request in the place of GitHub's own token.
   * @default - GitHub's own token. Its pull requests start no checks, so the update starts them
   */
  readonly tokenSecret?: string;
}

/** Props of `EstateWorkflow`. */
export interface EstateWorkflowProps {
  /**
   * The branch that the estate is built from.
   * @default "main"
   */
  readonly defaultBranch?: string;
  /**
   * The machines of each platform, such as `{ 'aarch64-linux': 'my-pi' }`.
   * @default - GitHub's own: ubuntu-24.04, ubuntu-24.04-arm, macos-15, macos-15-intel
   */
  readonly runners?: Record<string, string>;
  /**
   * Systems that are not built, such as one too large for the runner. They are still evaluated.
   * @default - none: every system of the tree is built
   */
  readonly except?: System[];
  /**
   * Minutes until the build of a system is stopped.
   * @default 120
   */
  readonly buildTimeoutMinutes?: number;
  /**
   * The cache that builds are taken from and, on the default branch, put into.
   * @default - none
   */
  readonly cache?: EstateCache;
  /**
   * Whether it is checked that the output in the repository is what the program synthesizes.
   * @default true
   */
  readonly drift?: boolean;
  /**
   * The command that installs what the program needs.
   * @default "npm ci"
   */
  readonly installCommand?: string;
  /**
   * The command that synthesizes.
   * @default "npx cosmo synth"
   */
  readonly synthCommand?: string;
  /**
   * The version of Node.js.
   * @default "22"
   */
  readonly nodeVersion?: string;
  /**
   * How `flake.lock` is kept current, by pull requests.
   * @default - every Monday
   */
  readonly lockUpdate?: EstateLockUpdate;
  /**
   * Whether `flake.lock` is kept current at all.
   * @default true
   */
  readonly updateLock?: boolean;
  /**
   * The action that checks the repository out.
   * @default GithubAction.CHECKOUT
   */
  readonly checkoutAction?: GithubAction;
  /**
   * The action that installs Node.js.
   * @default GithubAction.SETUP_NODE
   */
  readonly setupNodeAction?: GithubAction;
  /**
   * The action that installs Nix.
   * @default GithubAction.INSTALL_NIX
   */
  readonly installNixAction?: GithubAction;
  /**
   * The action that sets up the cache.
   * @default GithubAction.CACHIX
   */
  readonly cachixAction?: GithubAction;
}
