/** Which pushes or pull requests start a workflow. Patterns as GitHub has them: `main`, `release/**`. */
export interface GithubFilter {
  /**
   * Branches: of a pull request the one it is to go to.
   * @default - all
   */
  readonly branches?: string[];
  /**
   * Branches that do not count; not together with `branches`.
   * @default - none
   */
  readonly branchesIgnore?: string[];
  /**
   * Tags; for pushes only.
   * @default - all, or none where branches are named
   */
  readonly tags?: string[];
  /**
   * Tags that do not count; not together with `tags`, for pushes only.
   * @default - none
   */
  readonly tagsIgnore?: string[];
  /**
   * Files of which one has to be changed.
   * @default - all
   */
  readonly paths?: string[];
  /**
   * Files that do not count; not together with `paths`.
   * @default - none
   */
  readonly pathsIgnore?: string[];
  /**
   * What happened to the pull request, such as `opened`; for pull requests only.
   * @default - opened, synchronize, reopened
   */
  readonly types?: string[];
}

/** What starts a workflow. */
export interface GithubTriggers {
  /**
   * Pushes; `{}` for all.
   * @default - none
   */
  readonly push?: GithubFilter;
  /**
   * Pull requests; `{}` for all. Those of forks run without secrets and with a token that can only read.
   * @default - none
   */
  readonly pullRequest?: GithubFilter;
  /**
   * Times in UTC, as cron has them: minute, hour, day of the month, month, day of the week.
   * @default - none
   */
  readonly schedule?: string[];
  /**
   * By hand, or by `gh workflow run`.
   * @default false
   */
  readonly manual?: boolean;
  /**
   * Any other event, as GitHub writes it: `{ release: { types: ['published'] } }`.
   * @default - none
   */
  readonly events?: Record<string, any>;
}
