/** What a workflow's token may do with one kind of thing. */
export enum GithubAccess {
  /** Look. */
  READ = 'read',
  /** Look and change. */
  WRITE = 'write',
  /** Nothing. */
  NONE = 'none',
}

/** What the token of a workflow or job may do. What is left out, it may not. */
export interface GithubPermissions {
  /**
   * Workflow runs and their artifacts.
   * @default - none
   */
  readonly actions?: GithubAccess;
  /**
   * Attestations of what was built.
   * @default - none
   */
  readonly attestations?: GithubAccess;
  /**
   * Check runs.
   * @default - none
   */
  readonly checks?: GithubAccess;
  /**
   * The repository's files, commits and releases.
   * @default - none
   */
  readonly contents?: GithubAccess;
  /**
   * Deployments.
   * @default - none
   */
  readonly deployments?: GithubAccess;
  /**
   * Discussions.
   * @default - none
   */
  readonly discussions?: GithubAccess;
  /**
   * Tokens that prove to others who the workflow is: `write` or `none`.
   * @default - none
   */
  readonly idToken?: GithubAccess;
  /**
   * Issues and their comments.
   * @default - none
   */
  readonly issues?: GithubAccess;
  /**
   * Packages.
   * @default - none
   */
  readonly packages?: GithubAccess;
  /**
   * GitHub Pages.
   * @default - none
   */
  readonly pages?: GithubAccess;
  /**
   * Pull requests.
   * @default - none
   */
  readonly pullRequests?: GithubAccess;
  /**
   * Findings of code scanning.
   * @default - none
   */
  readonly securityEvents?: GithubAccess;
  /**
   * The states of commits.
   * @default - none
   */
  readonly statuses?: GithubAccess;
}
