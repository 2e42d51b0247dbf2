import type { Audit } from './check';
import { CheckFailed } from './check-failed';
import { CosmoError } from './error';

/** A `CosmoError` as data. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly problem?: string;
  readonly why?: string;
  readonly mend?: string;
  readonly path?: string;
  readonly keyPath?: string;
  readonly stack?: string;
  /** The part of it that led to the construct which refuses. */
  readonly makers?: string;
  /** What the checks had found. */
  readonly audit?: Audit;
  /** Whether that is the whole error. */
  readonly checkFailed?: boolean;
}

/** An error as data, for a report. */
export function errorData(error: CosmoError): ReportedError {
  const { code, message, problem, why, mend, path, keyPath, audit, leftOut, makers } = error;
  const stack = leftOut ?? error.stack;
  const checkFailed = CheckFailed.isCheckFailed(error) || undefined;
  return { code, message, problem, why, mend, path, keyPath, stack, makers, audit, checkFailed };
}
