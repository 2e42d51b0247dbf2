import { CosmoError } from '../app/error';
import { errorData } from '../app/reported-error';

/** An error for a script that reads standard output. */
export function asData(error: unknown): Record<string, unknown> {
  if (CosmoError.isCosmoError(error)) {
    const { code, problem, why, mend, path, keyPath, diagnostics } = errorData(error);
    return { code, message: problem, why, mend, path, keyPath, diagnostics };
  }
  return { code: 'PROGRAM', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
