import type { Audit } from './check';
import { Diagnostic, Severity } from './diagnostics';
import { CosmoError } from './error';

/**
 * The checks found errors, or warnings that count as such: all findings, in one error.
 *
 * @internal
 */
export class CheckFailed extends CosmoError {
  /** Whether `error` is a `CheckFailed`, of this or of another copy of the library. */
  public static isCheckFailed(error: unknown): error is CheckFailed {
    return CosmoError.isCosmoError(error) && Array.isArray((error as Partial<CheckFailed>).diagnostics);
  }

  constructor(audit: Audit) {
    super({
      code: 'CHECK_FAILED',
      message: [`${headline(audit.diagnostics)}; nothing was written`, ...audit.diagnostics.map(formatDiagnostic)].join(
        '\n\n',
      ),
    });
    this.audit = audit;
  }

  /** All findings. */
  public get diagnostics(): readonly Diagnostic[] {
    return this.audit?.diagnostics ?? [];
  }
}

/** Whether findings stop synthesis. */
export function stops({ diagnostics }: Audit, warningsAsErrors: boolean): boolean {
  return diagnostics.some(
    ({ severity }) => severity === Severity.ERROR || (warningsAsErrors && severity === Severity.WARNING),
  );
}

function headline(diagnostics: readonly Diagnostic[]): string {
  const of = (wanted: Severity) => diagnostics.filter(({ severity }) => severity === wanted).length;
  const errors = of(Severity.ERROR);
  if (errors > 0) return `the estate has ${errors === 1 ? 'an error' : `${errors} errors`}`;
  const warnings = of(Severity.WARNING);
  return `the estate has ${warnings === 1 ? 'a warning, which counts as an error' : `${warnings} warnings, which count as errors`} here`;
}

/** A finding as text of several lines. */
export function formatDiagnostic(d: Diagnostic): string {
  return [
    `${d.severity} ${d.code}: ${d.message}`,
    `  at ${d.path || '(the app)'}${d.keyPath ? `, ${d.keyPath}` : ''}`,
    d.related && d.related.length > 0 ? `  with ${d.related.map((path) => path || '(the app)').join(', ')}` : undefined,
    d.why ? `  why: ${d.why}` : undefined,
    d.mend ? `  mend: ${d.mend}` : undefined,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}
