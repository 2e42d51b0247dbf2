import { Diagnostic, Severity } from './diagnostics';
import { CosmoError } from './error';

/**
 * The checks found errors: all findings, in one error.
 *
 * @internal
 */
export class CheckFailed extends CosmoError {
  /** Whether `error` is a `CheckFailed`, of this or of another copy of the library. */
  public static isCheckFailed(error: unknown): error is CheckFailed {
    return CosmoError.isCosmoError(error) && Array.isArray((error as Partial<CheckFailed>).diagnostics);
  }

  constructor(public readonly diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((d) => d.severity === Severity.ERROR).length;
    super({
      code: 'CHECK_FAILED',
      message: [
        `the estate has ${errors === 1 ? 'an error' : `${errors} errors`}; nothing was written`,
        ...diagnostics.map(formatDiagnostic),
      ].join('\n\n'),
    });
  }
}

/** A finding as text of several lines. */
export function formatDiagnostic(d: Diagnostic): string {
  return [
    `${d.severity} ${d.code}: ${d.message}`,
    `  at ${d.path || '(the app)'}${d.keyPath ? `, ${d.keyPath}` : ''}`,
    d.why ? `  why: ${d.why}` : undefined,
    d.mend ? `  mend: ${d.mend}` : undefined,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
