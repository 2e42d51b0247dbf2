import { relative, sep } from 'path';
import { UsageError } from './config';
import { ExitCode } from './exit-codes';
import { ProgramFailed } from './run-app';
import { Style } from './style';
import { CheckFailed, formatDiagnostic } from '../app/check-failed';
import { CosmoError } from '../app/error';

/** Print an error as its reader needs it, and say how the command ends. */
export function reportError(error: unknown, root: string, verbose: boolean, style: Style): ExitCode {
  const out = (text: string) => process.stderr.write(`${text}\n`);
  if (CheckFailed.isCheckFailed(error)) {
    for (const diagnostic of error.diagnostics) out(`${style.finding(formatDiagnostic(diagnostic))}\n`);
    const errors = error.diagnostics.filter((d) => d.severity === 'error').length;
    out(`${errors === 1 ? '1 error' : `${errors} errors`}; nothing was written.`);
    return ExitCode.ESTATE;
  }
  if (error instanceof ProgramFailed) {
    if (isSerialized(error.report)) {
      if (verbose) out(error.output);
      out(style.finding(`error ${error.report.message}`));
    } else {
      out(error.output.trimEnd());
    }
    out(`\n${error.message}; nothing was written.`);
    return ExitCode.ESTATE;
  }
  if (CosmoError.isCosmoError(error)) {
    out(style.finding(`error ${error.message}`));
    if (error instanceof UsageError) return ExitCode.USAGE;
    printStack(error, root, verbose, out);
    return error.code.startsWith('WRITE_') ? ExitCode.OUTPUT : ExitCode.ESTATE;
  }
  if (error instanceof Error) {
    out(style.finding(`error ${error.name}: ${error.message}`));
    printStack(error, root, verbose, out);
  } else {
    out(style.finding(`error: the program threw ${String(error)}`));
  }
  out('\nThe program failed; nothing was written.');
  return ExitCode.ESTATE;
}

function isSerialized(report: unknown): report is { message: string } {
  return typeof report === 'object' && report !== null && typeof (report as { message?: unknown }).message === 'string';
}

/** The user's own lines of a stack; all of it where that is asked for. */
function printStack(error: Error, root: string, verbose: boolean, out: (text: string) => void): void {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  if (verbose) {
    out(lines.join('\n'));
    return;
  }
  const own = lines.flatMap((line) => {
    const place = /\(?(?:file:\/\/)?((?:\/|[A-Za-z]:\\)[^():]+):(\d+)(?::(\d+))?\)?$/.exec(line.trim());
    if (!place || !isOwn(place[1]!, root)) return [];
    return [`  in ${relative(root, place[1]!)}:${place[2]}`];
  });
  out(own.length > 0 ? [...new Set(own)].join('\n') : '  (run with --verbose for the stack)');
}

/** Whether a file is the user's: below the root, not installed, not this library's. */
function isOwn(file: string, root: string): boolean {
  const library = `${sep}lib${sep}cli${sep}`;
  const home = __dirname.endsWith(library.slice(0, -1)) ? __dirname.slice(0, -'cli'.length) : undefined;
  const inside = relative(root, file);
  return !inside.startsWith('..') && !inside.split(sep).includes('node_modules') && !(home && file.startsWith(home));
}
