import { estateRun, EstateOptions, EstateRun, programFile } from './estate-options';
import { exitCodeOf, isFailure } from './exit-code-of';
import { ExitCode } from './exit-codes';
import type { Outcome } from './outcome';
import { countsOf, countsText, stoppedText } from './report/counts';
import { Findings, findingsOf, findingsWithFailure } from './report/finding';
import { documentOf, Format } from './report/formats';
import { acknowledgedText, explainHint, findingsText, TextOptions } from './report/text';
import { widthOf } from './report/wrap';
import { printFailure, printOutput } from './report-error';
import { runApp } from './run-app';
import { count, Style } from './style';
import { CheckFailed } from '../app/check-failed';
import { CosmoError } from '../app/error';

/** What a run of `check` came to. */
interface Checked extends Outcome {
  /** The findings, with the failure of the program among them. */
  readonly found: Findings;
  readonly seconds: number;
  readonly run: EstateRun;
}

/** `cosmo check`: all that synth would find, and nothing is written. Sets the process's exit code. */
export async function check(options: EstateOptions): Promise<void> {
  const started = process.hrtime.bigint();
  const format: Format = options.json ? 'json' : (options.format ?? 'text');
  const print = process.stdout.write.bind(process.stdout);
  let run: EstateRun = { root: process.cwd(), app: '' };

  const conclude = (outcome: Outcome) => {
    const { root } = run;
    const found = findingsWithFailure(outcome, root);
    const { errors, warnings } = countsOf(found.open);
    const stopped = errors > 0 || (run.warningsAsErrors && warnings > 0);
    process.exitCode =
      outcome.error !== undefined ? exitCodeOf(outcome.error) : stopped ? ExitCode.ESTATE : ExitCode.OK;
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const checked = { ...outcome, found, seconds, run };
    const ok = process.exitCode === ExitCode.OK;
    if (format === 'text') return tell(checked, options, print);
    print(documentOf(format, outcome, { root, program: programFile(run.app, root), ok }));
    if (format === 'github') print(`${summaryOf(checked)}\n`);
    tellFailure(checked, options);
  };

  try {
    run = estateRun(options, process.cwd());
    await runApp({ ...run, dryRun: true, ownStdout: format === 'json' || format === 'sarif' }, conclude);
  } catch (error) {
    conclude({ error });
  }
}

/** Tell a person: the findings and what they come to on standard output, a failure on standard error. */
function tell(checked: Checked, options: EstateOptions, print: (text: string) => void): void {
  const { found, run } = checked;
  const { quiet, verbose = false } = options;
  const style = new Style(process.stdout);
  const text: TextOptions = { style, width: widthOf(process.stdout), root: run.root, verbose };
  const told = wasChecked(checked) ? found : findingsOf(checked);
  const open = told.open.filter(({ finding }) => !quiet || finding.severity !== 'info');
  if (open.length > 0) print(`${findingsText(open, text)}\n`);
  if (verbose && found.acknowledged.length > 0) print(`${acknowledgedText(found.acknowledged, text)}\n`);
  if (!wasChecked(checked)) tellFailure(checked, options);
  else printOutput({ ...checked, root: run.root, verbose });
  if (quiet || !wasChecked(checked)) return;
  print(summaryOf(checked) + style.dim(` (${checked.seconds.toFixed(2)} s)`) + '\n');
  print(explainHint(found, text));
}

function tellFailure(checked: Checked, { verbose = false }: EstateOptions): void {
  const { error, run } = checked;
  const { root } = run;
  printOutput({ ...checked, root, verbose });
  if (error === undefined || CheckFailed.isCheckFailed(error)) return;
  printFailure(
    { ...checked, root, verbose },
    { style: new Style(process.stderr), width: widthOf(process.stderr), root, verbose },
  );
  if (isFailure(error) && !wasChecked(checked)) {
    process.stderr.write('\nThe program failed before the estate was checked.\n');
  }
}

/** Whether the checks ran to their end. */
function wasChecked({ result, error }: Checked): boolean {
  return result !== undefined || (CosmoError.isCosmoError(error) && error.audit !== undefined);
}

/** `3 errors, 2 warnings, 1 note; 4 acknowledged` */
function summaryOf({ found, result, error }: Checked): string {
  const counts = countsOf(found.open);
  const systems = result ? ` in ${count(result.systems.length, 'system')}` : '';
  const byWarnings = CheckFailed.isCheckFailed(error) && counts.errors === 0;
  const what = byWarnings ? stoppedText(counts) : countsText(counts) || `nothing found${systems}`;
  return what + (found.acknowledged.length > 0 ? `; ${found.acknowledged.length} acknowledged` : '');
}
