import { writeFileSync } from 'fs';
import { resolve } from 'path';
import type { App } from './app';
import type { Audit } from './check';
import { CosmoError } from './error';
import { HostLine, linesOfTree } from './host-lines';
import { leaveRendered } from './rendered-output';
import { errorData, ReportedError } from './reported-error';
import { RuleData, ruleData } from './rules/rule-data';
import { runContext } from './run-context';
import { SynthResult } from './synth-result';
import { release } from './version';
import { writeOutput } from './write';

/** What `synth` leaves in the file `COSMO_REPORT`, for the command line that runs the program. */
export interface ProgramReport {
  /** What each call wrote. */
  readonly results: readonly SynthResult[];
  /** Why the last call failed. */
  readonly error?: ReportedError;
  /** Rules that the program added. */
  readonly rules?: readonly RuleData[];
  /** The lines of a program in another language that made its constructs, by their paths; where it tells. */
  readonly made?: Readonly<Record<string, readonly HostLine[]>>;
}

/** Check, render and write an app; tell whoever runs the program. */
export function writeApp(app: App): SynthResult {
  const { reportFile, force, dryRun, results } = runContext();
  const report = (error?: ReportedError) => {
    if (!reportFile) return;
    const told: ProgramReport = {
      results: results ?? [],
      error,
      rules: app._rules.map(ruleData),
      made: linesOfTree(app),
    };
    writeFileSync(reportFile, `${JSON.stringify(told)}\n`);
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
  const output = app._output();
  const { files, projectFiles, systems, audit } = output;
  const { rendered, renderFile } = runContext();
  const outdir = resolve(app.projectRoot, app.outdir);
  rendered?.({ outdir, files, projectFiles });
  if (renderFile) leaveRendered(renderFile, outdir, output);
  if (dryRun) {
    const nothing = { created: [], changed: [], removed: [], unchanged: 0, left: [], edited: [] };
    return { outdir, systems, ...nothing, ...audit };
  }
  const report = withAudit(audit, () =>
    writeOutput({
      outdir: app.outdir,
      root: app.projectRoot,
      files,
      projectFiles,
      overwriteEdited: force,
      release: release(),
    }),
  );
  return {
    outdir: report.outdir,
    systems,
    created: [...report.created],
    changed: [...report.changed],
    removed: [...report.removed],
    unchanged: report.unchanged,
    left: [...report.left],
    edited: [...report.edited],
    ...audit,
  };
}

/** Have an error tell what the checks had found before it. */
function withAudit<T>(audit: Audit, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (CosmoError.isCosmoError(error)) error.audit = audit;
    throw error;
  }
}
