import { CheckFailed } from './check-failed';
import { Diagnostic } from './diagnostics';
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
  readonly diagnostics?: readonly Diagnostic[];
}

/** An error as data, for a report. */
export function errorData(error: CosmoError): ReportedError {
  const { code, message, problem, why, mend, path, keyPath, stack } = error;
  const diagnostics = CheckFailed.isCheckFailed(error) ? error.diagnostics : undefined;
  return { code, message, problem, why, mend, path, keyPath, stack, diagnostics };
}
