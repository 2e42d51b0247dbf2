import { relative, resolve } from 'path';
import { readConfig } from './config';
import { lastOutput, outputNamed, outputOfProgram, Places } from './diff/sides';
import { diffText } from './diff/text';
import type { DiffOptions } from './diff-command';
import { asData } from './error-data';
import { estateRun } from './estate-options';
import { renderedBy } from './estate-output';
import { ExitCode } from './exit-codes';
import type { Outcome } from './outcome';
import { widthOf } from './report/wrap';
import { printOutput, reportError } from './report-error';
import { runApp } from './run-app';
import { Style } from './style';
import { usage } from './usage-error';
import { diffData, diffMarkdown, diffOutputs, EstateDiff, isSame, noOutput, Output } from '../diff';

/** `cosmo diff`: sets the process's exit code. */
export async function diff(from: string | undefined, to: string | undefined, options: DiffOptions): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  const { verbose = false, quiet } = options;
  const isData = options.json || options.format === 'json';
  let root = process.cwd();

  const fail = (outcome: Outcome) => {
    if (isData) print(`${JSON.stringify({ error: asData(outcome.error, outcome.remarks) }, undefined, 2)}\n`);
    process.exitCode = reportError({ ...outcome, root, verbose });
  };
  const tell = (compared: EstateDiff) => {
    if (isData) {
      print(`${JSON.stringify(diffData(compared), undefined, 2)}\n`);
    } else if (options.format === 'markdown') {
      print(diffMarkdown(compared));
    } else {
      print(diffText(compared, { style: new Style(process.stdout), width: widthOf(process.stdout), verbose, quiet }));
    }
    process.exitCode = options.exitCode ? codeOf(compared) : ExitCode.OK;
  };

  try {
    if (quiet && verbose) {
      throw usage('OPTIONS_CONFLICT', '--quiet and --verbose contradict each other', 'give one of the two');
    }
    if (options.json && options.format !== undefined && options.format !== 'json') {
      const message = `--json and --format ${options.format} contradict each other`;
      throw usage('OPTIONS_CONFLICT', message, 'give one of the two');
    }
    const folder = process.cwd();
    if (from !== undefined && to !== undefined) {
      const places = placesOf(options, folder);
      root = places.root;
      return tell(diffOutputs(outputNamed(from, places), outputNamed(to, places)));
    }
    const run = estateRun({ config: options.config, app: options.app, out: options.out }, folder);
    root = run.root;
    const ownStdout = isData || options.format === 'markdown';
    // What counts as an error is for the verbs that write and build the estate; this one only shows it.
    const look = { dryRun: true, rendered: true, warningsAsErrors: false, ownStdout };
    await runApp({ ...run, ...look }, (outcome) => {
      try {
        if (outcome.error !== undefined) return fail(outcome);
        printOutput({ ...outcome, root, verbose });
        tell(compareProgram(outcome, from, { root, folder }));
      } catch (error) {
        fail({ ...outcome, error });
      }
    });
  } catch (error) {
    fail({ error });
  }
}

function compareProgram(outcome: Outcome, from: string | undefined, at: Omit<Places, 'outdir'>): EstateDiff {
  const rendered = renderedBy(outcome);
  const outdir = relative(at.root, rendered.outdir) || '.';
  const before: Output =
    from === undefined
      ? (lastOutput(rendered.outdir, at.root) ?? noOutput(`${outdir}, which is not written yet`))
      : outputNamed(from, { ...at, outdir });
  return diffOutputs(before, outputOfProgram(rendered));
}

function placesOf({ config, out }: DiffOptions, folder: string): Places {
  const { root, output = 'nix-out' } = readConfig(config, folder);
  return { root, folder, outdir: out === undefined ? output : relative(root, resolve(folder, out)) || '.' };
}

function codeOf(compared: EstateDiff): ExitCode {
  if (isSame(compared)) return ExitCode.OK;
  return compared.dangers.length > 0 ? ExitCode.DANGEROUS : ExitCode.CHANGED;
}
