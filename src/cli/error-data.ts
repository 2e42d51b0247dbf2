import type { Diagnostic } from '../app/diagnostics';
import { CosmoError } from '../app/error';
import { errorData } from '../app/reported-error';

/** An error for a script that reads standard output. */
export function asData(error: unknown, remarks: readonly Diagnostic[] = []): Record<string, unknown> {
  if (CosmoError.isCosmoError(error)) {
    const { code, problem, why, mend, path, keyPath, audit } = errorData(error);
    const found = [...(audit?.diagnostics ?? []), ...remarks];
    const all = found.length > 0 ? found : undefined;
    return { code, message: problem, why, mend, path, keyPath, diagnostics: all };
  }
  return { code: 'PROGRAM', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
