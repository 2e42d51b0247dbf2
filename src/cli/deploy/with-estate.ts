import { relative, resolve } from 'path';
import { flakeRef, lockProblem } from './flake';
import { isDone, Report, reportData, reportText, Voice } from './report';
import { Session } from './session';
import { Target, targetsOf } from './targets';
import type { ToolOptions } from './tool-options';
import { CosmoError } from '../../app/error';
import type { Output } from '../../diff';
import { readConfig } from '../config';
import { lastOutput, outputOfProgram } from '../diff/sides';
import { asData } from '../error-data';
import { estateRun } from '../estate-options';
import { renderedBy } from '../estate-output';
import { ExitCode } from '../exit-codes';
import { nixVersion } from '../nix-command';
import type { Outcome } from '../outcome';
import { countsOf } from '../report/counts';
import { findingsOf } from '../report/finding';
import { explainHint, findingsText } from '../report/text';
import { widthOf } from '../report/wrap';
import { printOutput, reportError } from '../report-error';
import { runApp } from '../run-app';
import { Style } from '../style';
import { summary } from '../summary';
import { usage } from '../usage-error';

/** The estate that is built or deployed, and what it takes to do it. */
export interface DeployEstate {
  /** The project's root. */
  readonly root: string;
  /** The output folder, absolute. */
  readonly outdir: string;
  readonly output: Output;
  readonly targets: readonly Target[];
  /** The flake as tools take it: `path:/home/ada/homelab/nix-out`. */
  readonly flake: string;
  readonly session: Session;
  readonly voice: Voice;
}

/** What a verb is, for its report. */
export interface VerbRun {
  readonly verb: string;
  readonly options: ToolOptions;
  /** Why it needs Nix, for who has none. */
  readonly why: string;
  readonly run: (estate: DeployEstate) => Promise<Report>;
  /** What else its JSON has. */
  readonly more?: () => Record<string, unknown>;
}

/**
 * Synthesize as `cosmo synth` does, or read what was written last, and do something with it. With `--dry-run` nothing
 * is written. Sets the process's exit code, and ends the process by a signal that came meanwhile.
 */
export async function withEstate({ verb, options, why, run, more }: VerbRun): Promise<void> {
  const { json, quiet, dryRun = false } = options;
  const print = process.stdout.write.bind(process.stdout);
  let root = process.cwd();
  const fail = (outcome: Outcome) => {
    if (json) print(`${JSON.stringify({ error: asData(outcome.error, outcome.remarks) }, undefined, 2)}\n`);
    process.exitCode = reportError({ ...outcome, root, verbose: false });
  };

  const act = async (outdir: string, read: () => Output) => {
    // Whatever ends the process before all is done has not ended it well.
    process.exitCode = ExitCode.TOOL;
    const session = new Session();
    try {
      const voice = new Voice({ quiet, json, verb }, print);
      const output = read();
      checkReady(outdir, root, { dryRun, why, voice });
      const flake = flakeRef(outdir);
      const report = await run({ root, outdir, output, targets: targetsOf(output), flake, session, voice });
      const ok = isDone(report);
      if (json) {
        const { interrupted } = session;
        const about = {
          ok,
          verb,
          dryRun,
          outdir,
          notes: voice.notes,
          ...more?.(),
          ...(interrupted && { interrupted }),
        };
        print(`${JSON.stringify(reportData(report, about), undefined, 2)}\n`);
      } else if (!quiet || !ok) {
        print(`${reportText(report, dryRun, new Style(process.stdout))}\n`);
      }
      process.exitCode = ok ? ExitCode.OK : ExitCode.TOOL;
    } catch (error) {
      fail({ error });
    } finally {
      session.close();
    }
  };

  try {
    if (options.synth === false) {
      const last = readLast(options);
      root = last.root;
      return await act(last.outdir, () => last.output);
    }
    const estate = estateRun({ config: options.config, app: options.app, out: options.out }, process.cwd());
    root = estate.root;
    const acting: Promise<void>[] = [];
    await runApp({ ...estate, dryRun, rendered: true, ownStdout: json }, (outcome) => {
      try {
        if (outcome.error !== undefined) return fail(outcome);
        tellSynth(outcome, { root, quiet, silent: quiet || json || dryRun, print });
        if (!isGood(outcome, estate.warningsAsErrors)) throw notGood();
        const rendered = renderedBy(outcome);
        const { outdir } = rendered;
        acting.push(act(outdir, () => (dryRun ? undefined : lastOutput(outdir, root)) ?? outputOfProgram(rendered)));
      } catch (error) {
        fail({ ...outcome, error });
      }
    });
    await Promise.all(acting);
  } catch (error) {
    fail({ error });
  }
}

/** Whether nothing that was found stops it, also what was found after the synthesis. */
function isGood(outcome: Outcome, warningsAsErrors = false): boolean {
  const { errors, warnings } = countsOf(findingsOf(outcome).open);
  return errors === 0 && !(warningsAsErrors && warnings > 0);
}

function notGood(): Error {
  return new CosmoError({
    code: 'ESTATE_NOT_GOOD',
    message: 'the program went on after it synthesized, and what was found then stops this',
    mend: 'mend what is told above, or let the program end with app.synth()',
  });
}

interface Telling {
  readonly root: string;
  readonly quiet?: boolean;
  readonly silent?: boolean;
  readonly print: (text: string) => void;
}

/** What `cosmo synth` would print of it. */
function tellSynth(outcome: Outcome, { root, quiet, silent, print }: Telling): void {
  printOutput({ ...outcome, root, verbose: false });
  const { result } = outcome;
  if (result && !silent) {
    const seconds = process.uptime();
    print(`${summary({ result, root, seconds, verbose: false }, new Style(process.stdout))}\n`);
  }
  const found = findingsOf(outcome);
  const text = { style: new Style(process.stderr), width: widthOf(process.stderr), root, verbose: false };
  const open = found.open.filter(({ finding }) => !quiet || finding.severity !== 'info');
  const hint = quiet ? '' : explainHint(found, text);
  if (open.length > 0) process.stderr.write(`\n${findingsText(open, text)}${hint && `\n${hint}`}\n`);
}

interface Readiness {
  readonly dryRun: boolean;
  readonly why: string;
  readonly voice: Voice;
}

/** Nix must be there, and the inputs pinned. Where nothing is run, what is missing is told and no more. */
function checkReady(outdir: string, root: string, { dryRun, why, voice }: Readiness): void {
  const stale = lockProblem(outdir, root);
  if (stale && !dryRun) throw stale;
  if (stale) voice.note(`${stale.problem}: ${stale.mend}`);
  try {
    nixVersion(why);
  } catch (error) {
    if (!dryRun) throw error;
    voice.note('nix was not found here; it is needed for more than --dry-run: https://nixos.org/download');
  }
}

function readLast({ config, out }: ToolOptions): { root: string; outdir: string; output: Output } {
  if (out?.trim() === '') throw usage('OPTION_EMPTY', '--out is empty', 'give --out a folder');
  const { root, output: configured = 'nix-out' } = readConfig(config, process.cwd());
  const outdir = out === undefined ? resolve(root, configured) : resolve(out);
  const output = lastOutput(outdir, root);
  if (output) return { root, outdir, output };
  const name = relative(process.cwd(), outdir) || '.';
  throw usage('NO_OUTPUT', `there is no output of cosmo in ${name}`, 'synth first, or name the folder with --out');
}
