import { ExitCode } from './exit-codes';
import { Outcome, ProgramError } from './outcome';
import { ReportedFailure } from './reported-failure';
import { formatPlaces, ownPlaces } from './source-line';
import { count, Style } from './style';
import { ToolError } from './tool-error';
import { UsageError } from './usage-error';
import { CheckFailed, formatDiagnostic } from '../app/check-failed';
import type { Diagnostic } from '../app/diagnostics';
import { CosmoError } from '../app/error';

/** How an error is to be printed. */
export interface ErrorReport extends Outcome {
  /** The project's root. */
  readonly root: string;
  /** Print whole stacks. */
  readonly verbose: boolean;
}

/** Print an error as its reader needs it, on standard error, and say how the command ends. */
export function reportError(report: ErrorReport): ExitCode {
  const { error, verbose, root, output = '', remarks = [] } = report;
  const style = new Style(process.stderr);
  const out = (text: string) => process.stderr.write(`${text}\n`);
  const code = exitCodeOf(error);
  // What a command printed of an error that is told better here is left out.
  if (output && (verbose || !(error instanceof ReportedFailure))) out(output.trimEnd());
  if (CheckFailed.isCheckFailed(error)) {
    const all = gravestFirst([...error.diagnostics, ...remarks]);
    for (const d of all) out(`${style.finding(formatDiagnostic(d))}\n${placeOf(d, report, root)}`);
    if (verbose) out(`${frames(error)}\n`);
    out(`${counts(all)}; ${remains(report)}.`);
    return code;
  }
  for (const d of remarks) out(`${style.finding(formatDiagnostic(d))}\n${placeOf(d, report, root)}`);
  if (CosmoError.isCosmoError(error)) out(style.finding(`error ${error.message}`));
  else if (error instanceof Error) out(style.finding(`error ${error.name}: ${error.message}`));
  else out(style.finding(`error: the program threw ${show(error)}`));
  if (error instanceof Error) stack(error, report, out);
  if (code === ExitCode.ESTATE) out(`\nThe program failed; ${remains(report)}.`);
  return code;
}

/** Findings from two sources, errors before warnings before notes. */
export function gravestFirst(found: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({ severity }: Diagnostic) => ['error', 'warning', 'info'].indexOf(severity);
  return [...found].sort((a, b) => rank(a) - rank(b));
}

/** The line of the program that a finding is about, where it is known: with its end of line. */
export function placeOf(finding: Diagnostic, { placesOf }: Outcome, root: string): string {
  const places = placesOf?.(finding) ?? [];
  return places.length > 0 ? `${formatPlaces(places, root)}\n` : '';
}

/** `1 error, 2 warnings` */
function counts(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: string) => diagnostics.filter((d) => d.severity === severity).length;
  const warnings = of('warning');
  return count(of('error'), 'error') + (warnings > 0 ? `, ${count(warnings, 'warning')}` : '');
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return ExitCode.USAGE;
  if (error instanceof ToolError) return ExitCode.TOOL;
  return CosmoError.isCosmoError(error) && error.code.startsWith('WRITE_') ? ExitCode.OUTPUT : ExitCode.ESTATE;
}

function remains({ result }: ErrorReport): string {
  return result ? 'what it had synthesized before stands' : 'nothing was written';
}

/** The user's own lines of a stack; all of it where that is asked for. */
function stack(error: Error, { root, verbose, placesOf, output = '' }: ErrorReport, out: (text: string) => void): void {
  if (error instanceof UsageError || error instanceof ProgramError || error instanceof ToolError) return;
  if (verbose) {
    out(frames(error));
    if (error.cause instanceof Error) out(`caused by ${error.cause.stack ?? error.cause.message}`);
    return;
  }
  // A refusal to write concerns the output, and no line of the program.
  if (exitCodeOf(error) === ExitCode.OUTPUT) return;
  // What is found when the output is made has its cause where the construct was made.
  const late = CosmoError.isCosmoError(error) && /^\s+at App\.(synth|render\w*|check) /m.test(error.stack ?? '');
  const made = late ? (placesOf?.(error) ?? []) : [];
  const places = made.length > 0 ? made : ownPlaces(`${error.stack ?? ''}\n${output}`, root);
  if (places.length > 0) out(formatPlaces(places, root));
  else out('  (run with --verbose for the stack)');
}

function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .join('\n');
}

function show(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
