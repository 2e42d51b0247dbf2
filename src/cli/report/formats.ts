import { appendFileSync } from 'fs';
import { Findings, findingsWithFailure } from './finding';
import { githubCommands, githubError, githubSummary } from './github';
import { findingsJson } from './json';
import { findingsSarif } from './sarif';
import { CheckFailed } from '../../app/check-failed';
import { isFailure } from '../exit-code-of';
import type { Outcome } from '../outcome';

/** How findings are printed: for a person, or for a program. */

export type Format = 'text' | 'json' | 'sarif' | 'github';

/** What a document for a program tells beside the findings. */
export interface DocumentOptions {
  readonly root: string;
  /** The file that stands for the program, from the root. */
  readonly program: string;
  readonly ok: boolean;
  /** What a synthesis did. */
  readonly output?: object;
}

/** What goes to standard output in a format that programs read. */
export function documentOf(format: Exclude<Format, 'text'>, outcome: Outcome, options: DocumentOptions): string {
  const { root } = options;
  const found = findingsWithFailure(outcome, root);
  const error = beside(outcome.error);
  if (format === 'json') return findingsJson(found, { ...options, error });
  if (format === 'sarif') return findingsSarif(found, { ...options, error });
  summarize(found, root);
  return githubCommands(found, root) + (error === undefined ? '' : githubError(error));
}

/** An error that is no finding about the estate. */
function beside(error: unknown): unknown {
  return CheckFailed.isCheckFailed(error) || isFailure(error) ? undefined : error;
}

/** Add to the summary of a job of GitHub Actions, where one runs this. */
function summarize(found: Findings, root: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  try {
    appendFileSync(file, githubSummary(found, root));
  } catch (error) {
    process.stderr.write(`the summary of the job could not be written: ${(error as Error).message}\n`);
  }
}
