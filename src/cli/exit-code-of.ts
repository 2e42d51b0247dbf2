import { ExitCode } from './exit-codes';
import { ToolError } from './tool-error';
import { UsageError } from './usage-error';
import { CheckFailed } from '../app/check-failed';
import { CosmoError } from '../app/error';

/** How the command ends over an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return ExitCode.USAGE;
  if (error instanceof ToolError) return ExitCode.TOOL;
  return CosmoError.isCosmoError(error) && error.code.startsWith('WRITE_') ? ExitCode.OUTPUT : ExitCode.ESTATE;
}

/** Whether an error is one of the estate's program that is not among what the checks found. */
export function isFailure(error: unknown): boolean {
  return error !== undefined && !CheckFailed.isCheckFailed(error) && exitCodeOf(error) === ExitCode.ESTATE;
}
