import { asData } from './error-data';
import { EstateOptions, EstateRun, estateRun, programFile } from './estate-options';
import { ExitCode } from './exit-codes';
import type { Outcome } from './outcome';
import { countsOf } from './report/counts';
import { findingsOf } from './report/finding';
import { documentOf } from './report/formats';
import { explainHint, findingsText } from './report/text';
import { widthOf } from './report/wrap';
import { printOutput, reportError } from './report-error';
import { runApp } from './run-app';
import { Style } from './style';
import { summary } from './summary';

/** Options of `cosmo synth`, as the command line gives them. */
export interface SynthOptions extends EstateOptions {
  readonly force?: boolean;
}

/** `cosmo synth`: sets the process's exit code. */
export async function synth(options: SynthOptions): Promise<void> {
  const started = process.hrtime.bigint();
  const { json, quiet, verbose = false, format = 'text' } = options;
  const print = process.stdout.write.bind(process.stdout);
  let run: EstateRun = { root: process.cwd(), app: '' };

  const conclude = (outcome: Outcome) => {
    const { root } = run;
    const { error, result } = outcome;
    const found = findingsOf(outcome);
    const { errors, warnings } = countsOf(found.open);
    // What was found after the last synthesis does not undo it.
    const ok = error === undefined && errors === 0 && !(run.warningsAsErrors && warnings > 0);
    process.exitCode = ok ? ExitCode.OK : ExitCode.ESTATE;
    if (json) {
      const diagnostics = found.open.map(({ finding }) => finding);
      const told = error === undefined ? { ...result, diagnostics } : { error: asData(error, outcome.remarks) };
      print(`${JSON.stringify(told, undefined, 2)}\n`);
    } else if (format !== 'text') {
      const { outdir, systems, created, changed, removed, unchanged, left, edited } = result ?? {};
      const output = result && { outdir, systems, created, changed, removed, unchanged, left, edited };
      print(documentOf(format, outcome, { root, program: programFile(run.app, root), ok, output }));
    }
    if (error !== undefined) {
      process.exitCode = reportError({ ...outcome, root, verbose });
      return;
    }
    printOutput({ ...outcome, root, verbose });
    if (result && !json && !quiet && (format === 'text' || format === 'github')) {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      print(`${summary({ result, root, seconds, verbose }, new Style(process.stdout))}\n`);
    }
    const text = { style: new Style(process.stderr), width: widthOf(process.stderr), root, verbose };
    const open = found.open.filter(({ finding }) => !quiet || finding.severity !== 'info');
    const hint = quiet ? '' : explainHint(found, text);
    if (open.length > 0) process.stderr.write(`\n${findingsText(open, text)}${hint && `\n${hint}`}`);
  };

  try {
    run = estateRun(options, process.cwd());
    await runApp(
      { ...run, force: options.force, ownStdout: json || (format !== 'text' && format !== 'github') },
      conclude,
    );
  } catch (error) {
    conclude({ error });
  }
}
