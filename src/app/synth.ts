import { writeFileSync } from 'fs';
import type { App } from './app';
import { Diagnostic } from './diagnostics';
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

/** Check, render and write an app. */
export function writeApp(app: App): SynthResult {
  const context = runContext();
  const diagnostics = app.check();
  const { files, systems } = renderApp(app, diagnostics);
  const report = writeOutput({
    outdir: app.outdir,
    root: app.projectRoot,
    files,
    overwriteEdited: context.force,
  });
  const result: SynthResult = {
    outdir: report.outdir,
    systems,
    created: [...report.created],
    changed: [...report.changed],
    removed: [...report.removed],
    unchanged: report.unchanged,
    left: [...report.left],
    diagnostics,
  };
  if (context.reportFile) writeFileSync(context.reportFile, `${JSON.stringify(result)}\n`);
  return result;
}
