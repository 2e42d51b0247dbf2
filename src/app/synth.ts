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
  /** Warnings and notes of the checks. */
  readonly diagnostics: Diagnostic[];
}

/** Check, render and write an app; tell whoever asked for a report. */
export function writeApp(app: App): SynthResult {
  const { reportFile, force } = runContext();
  try {
    const result = write(app, force);
    if (reportFile) writeFileSync(reportFile, `${JSON.stringify({ result })}\n`);
    return result;
  } catch (error) {
    if (reportFile && CosmoError.isCosmoError(error)) {
      const { code, message } = error;
      const diagnostics = CheckFailed.isCheckFailed(error) ? error.diagnostics : undefined;
      writeFileSync(reportFile, `${JSON.stringify({ error: { code, message, diagnostics } })}\n`);
    }
    throw error;
  }
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
    diagnostics,
  };
}
