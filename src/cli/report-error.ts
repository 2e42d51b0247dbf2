import { nameOf } from './error-data';
import { exitCodeOf } from './exit-code-of';
import { ExitCode } from './exit-codes';
import { Outcome, ProgramError } from './outcome';
import { countsOf, stoppedText } from './report/counts';
import { findingsOf, placesOfError } from './report/finding';
import { errorText, explainHint, findingsText, TextOptions } from './report/text';
import { widthOf } from './report/wrap';
import { ReportedFailure } from './reported-failure';
import { formatPlaces } from './source-line';
import { Style } from './style';
import { ToolError } from './tool-error';
import { UsageError } from './usage-error';
import { CheckFailed } from '../app/check-failed';
import { CosmoError } from '../app/error';

/** How an error is to be printed. */
export interface ErrorReport extends Outcome {
  /** The project's root. */
  readonly root: string;
  /** Print whole stacks. */
  readonly verbose: boolean;
}

/** Print an error as its reader needs it, on standard error, with what was found before it, and say how the command ends. */
export function reportError(report: ErrorReport): ExitCode {
  const { error, verbose, root } = report;
  const options = { style: new Style(process.stderr), width: widthOf(process.stderr), root, verbose };
  const out = (text: string) => process.stderr.write(text);
  const found = findingsOf(report);
  printOutput(report);
  const text = findingsText(found.open, options);
  if (text !== '') out(`${text}\n`);
  if (CheckFailed.isCheckFailed(error)) {
    if (verbose) out(`${frames(error)}\n\n`);
    out(`${stoppedText(countsOf(found.open))}; ${remains(report)}.\n${explainHint(found, options)}`);
    return ExitCode.ESTATE;
  }
  const code = exitCodeOf(error);
  printFailure(report, options);
  if (code === ExitCode.ESTATE) out(`\nThe program failed; ${remains(report)}.\n`);
  return code;
}

/** Print what another process had printed and was held back: not what it printed of an error that is told better here. */
export function printOutput({ output = '', brief = output, error, verbose }: ErrorReport): void {
  const text = verbose ? output : brief;
  if (text && (verbose || !(error instanceof ReportedFailure))) process.stderr.write(`${text.trimEnd()}\n`);
}

/** Print an error that is none of the checks, with the user's own lines. */
export function printFailure(report: ErrorReport, options: TextOptions): void {
  const { error } = report;
  const out = (text: string) => process.stderr.write(`${text}\n`);
  if (CosmoError.isCosmoError(error)) out(errorText(error, options));
  else if (error instanceof Error) out(options.style.finding(`error ${nameOf(error)}: ${error.message}`));
  else out(options.style.finding(`error: the program threw ${show(error)}`));
  if (error instanceof Error) stack(error, report, options, out);
}

function remains({ result }: ErrorReport): string {
  return result ? 'what it had synthesized before stands' : 'nothing was written';
}

/** The user's own lines of a stack; all of it where that is asked for. */
function stack(error: Error, report: ErrorReport, { width, style }: TextOptions, out: (text: string) => void): void {
  if (error instanceof UsageError || error instanceof ProgramError || error instanceof ToolError) return;
  if (report.verbose) {
    out(frames(error));
    if (error.cause instanceof Error) out(`caused by ${error.cause.stack ?? error.cause.message}`);
    return;
  }
  // A refusal to write concerns the output, and no line of the program.
  if (exitCodeOf(error) === ExitCode.OUTPUT) return;
  const places = placesOfError(error, report, report.root);
  if (places.length > 0) out(style.finding(formatPlaces(places, report.root, width)));
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
