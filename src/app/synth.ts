import { writeFileSync } from 'fs';
import { resolve } from 'path';
import type { App } from './app';
import { CosmoError } from './error';
import { renderApp } from './render/render-app';
import { errorData, ReportedError } from './reported-error';
import { runContext } from './run-context';
import { SynthResult } from './synth-result';
import { writeOutput } from './write';

/** What `synth` leaves in the file `COSMO_REPORT`, for the command line that runs the program. */
export interface ProgramReport {
  /** What each call wrote. */
  readonly results: readonly SynthResult[];
  /** Why the last call failed. */
  readonly error?: ReportedError;
}

/** Check, render and write an app; tell whoever runs the program. */
export function writeApp(app: App): SynthResult {
  const { reportFile, force, dryRun, results } = runContext();
  const report = (error?: ReportedError) => {
    if (reportFile) writeFileSync(reportFile, `${JSON.stringify({ results, error })}\n`);
  };
  try {
    const result = write(app, force, dryRun);
    results?.push(result);
    report();
    return result;
  } catch (error) {
    if (CosmoError.isCosmoError(error)) report(errorData(error));
    throw error;
  }
}

function write(app: App, force: boolean | undefined, dryRun: boolean | undefined): SynthResult {
  const diagnostics = app.check();
  const { files, projectFiles, systems } = renderApp(app, diagnostics);
  if (dryRun) {
    const nothing = { created: [], changed: [], removed: [], unchanged: 0, left: [], edited: [] };
    return { outdir: resolve(app.projectRoot, app.outdir), systems, ...nothing, diagnostics };
  }
  const report = writeOutput({
    outdir: app.outdir,
    root: app.projectRoot,
    files,
    projectFiles,
    overwriteEdited: force,
  });
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
