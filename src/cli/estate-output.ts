import { relative, resolve } from 'path';
import { readConfig } from './config';
import { lastOutput, outputOfProgram } from './diff/sides';
import { asData } from './error-data';
import { estateRun } from './estate-options';
import type { LookOptions } from './list-command';
import { Outcome, programError } from './outcome';
import { printOutput, reportError } from './report-error';
import { runApp } from './run-app';
import { usage } from './usage-error';
import type { Output } from '../diff';

/** What an estate is: its output, and the one that was written last. */
export interface EstateOutput {
  readonly output: Output;
  /** What was written last; undefined where nothing was, or where it is `output` itself. */
  readonly last?: Output;
}

/**
 * Hand on what the program would write, or with `--last` what it wrote last. Sets the process's exit code: that
 * of an error, or 0.
 */
export async function withOutput(options: LookOptions, tell: (estate: EstateOutput) => string): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  let root = process.cwd();
  const fail = (outcome: Outcome) => {
    if (options.json) print(`${JSON.stringify({ error: asData(outcome.error, outcome.remarks) }, undefined, 2)}\n`);
    process.exitCode = reportError({ ...outcome, root, verbose: false });
  };
  const conclude = (outcome: Outcome, find: () => EstateOutput) => {
    try {
      if (outcome.error !== undefined) return fail(outcome);
      printOutput({ ...outcome, root, verbose: false });
      print(tell(find()));
      process.exitCode = 0;
    } catch (error) {
      fail({ ...outcome, error });
    }
  };
  try {
    if (options.last) return conclude({}, () => readLast(options));
    const run = estateRun({ config: options.config, app: options.app, out: options.out }, process.cwd());
    root = run.root;
    // What counts as an error is for the verbs that write and build the estate; this one only shows it.
    const look = { dryRun: true, rendered: true, warningsAsErrors: false, ownStdout: options.json };
    await runApp({ ...run, ...look }, (outcome) =>
      conclude(outcome, () => {
        const rendered = renderedBy(outcome);
        return { output: outputOfProgram(rendered), last: lastOutput(rendered.outdir, root) };
      }),
    );
  } catch (error) {
    fail({ error });
  }
}

/**
 * What the program rendered.
 * @throws ProgramError `APP_NO_OUTPUT` where its copy of the library is older than the command.
 */
export function renderedBy({ rendered }: Outcome) {
  if (rendered) return rendered;
  throw programError(
    'APP_NO_OUTPUT',
    'the program does not tell what it would write',
    'its cosmo-nix is older than the command: update the one that the project has installed',
  );
}

function readLast({ config, out }: LookOptions): EstateOutput {
  const { root, output: configured = 'nix-out' } = readConfig(config, process.cwd());
  const outdir = out === undefined ? resolve(root, configured) : resolve(out);
  const output = lastOutput(outdir, root);
  if (output) return { output };
  const name = relative(process.cwd(), outdir) || '.';
  throw usage('NO_OUTPUT', `there is no output of cosmo in ${name}`, 'synth first, or name the folder with --out');
}
