import { writeFileSync } from 'fs';
import type { App } from './app';
import { CheckFailed } from './check-failed';
import { Diagnostic } from './diagnostics';
import { CosmoError } from './error';
import { renderApp } from './render/render-app';
import { runContext } from './run-context';
import { writeOutput } from './write';

/** What a synthesis wrote. */
export interface SynthResult {
  /** The output folder. */
  readonly outdir: string;
  /** Names of the systems in the flake, by output: `nixosConfigurations.classic-laddie`. */
  readonly systems: string[];
  /** Files that are new, from the output folder. */
  readonly created: string[];
  /** Files whose content changed. */
  readonly changed: string[];
  /** Files that are gone. */
  readonly removed: string[];
  /** How many files stayed as they were. */
  readonly unchanged: number;
  /** Files in the folder that are not generated, such as `flake.lock`. */
  readonly left: string[];
  /** Generated files that were edited by hand, and were overwritten or removed all the same because `--force` asked for it. */
  readonly edited: string[];
  /** Warnings and notes of the checks. */
  readonly diagnostics: Diagnostic[];
}

/** What `synth` leaves in the file `COSMO_REPORT`, for the command line that runs the program. */
export interface ProgramReport {
  /** What each call wrote. */
  readonly results: readonly SynthResult[];
  /** Why the last call failed. */
  readonly error?: ReportedError;
}

/** A `CosmoError` as data. */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly problem?: string;
  readonly why?: string;
  readonly mend?: string;
  readonly path?: string;
  readonly keyPath?: string;
  readonly stack?: string;
  readonly diagnostics?: readonly Diagnostic[];
}

/** Check, render and write an app; tell whoever runs the program. */
export function writeApp(app: App): SynthResult {
  const { reportFile, force, results } = runContext();
  const report = (error?: ReportedError) => {
    if (reportFile) writeFileSync(reportFile, `${JSON.stringify({ results, error })}\n`);
  };
  try {
    const result = write(app, force);
    results?.push(result);
    report();
    return result;
  } catch (error) {
    if (CosmoError.isCosmoError(error)) report(errorData(error));
    throw error;
  }
}

/** An error as data, for a report. */
export function errorData(error: CosmoError): ReportedError {
  const { code, message, problem, why, mend, path, keyPath, stack } = error;
  const diagnostics = CheckFailed.isCheckFailed(error) ? error.diagnostics : undefined;
  return { code, message, problem, why, mend, path, keyPath, stack, diagnostics };
}

function write(app: App, force: boolean | undefined): SynthResult {
  const diagnostics = app.check();
  const { files, systems } = renderApp(app, diagnostics);
  const report = writeOutput({ outdir: app.outdir, root: app.projectRoot, files, overwriteEdited: force });
  return {
    outdir: report.outdir,
    systems,
    created: [...report.created],
    changed: [...report.changed],
    removed: [...report.removed],
    unchanged: report.unchanged,
    left: [...report.left],
    edited: [...report.edited],
    diagnostics,
  };
}
