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
  return error instanceof Error ? plainError(error) : { code: 'PROGRAM', message: String(error) };
}

/** Codes as libraries of constructs give their refusals; those of Node and of the system have another form. */
const OWN_CODE = /^(?!ERR_)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** What an error is called that is none of this library: by the code that it was given, or else by its class. */
export function nameOf(error: Error): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (error.name === 'Error' || !error.name) && OWN_CODE.test(code)) return code;
  return error.name || 'Error';
}

/** An error that is none of this library. */
export function plainError(error: Error): { code: string; message: string } {
  const name = nameOf(error);
  if (OWN_CODE.test(name)) return { code: name, message: error.message };
  return { code: 'PROGRAM', message: `${name}: ${error.message}` };
}
