import { existsSync, readdirSync, statSync } from 'fs';
import { basename, dirname, relative, resolve } from 'path';
import type { Watch } from './guard/watch';
import type { Outcome } from './outcome';
import { UsageError, usage } from './usage-error';
import { nearest } from '../app/nearest';

/** What a process that waits for its program has prepared for it. */
export interface Prepared {
  readonly file: string;
  readonly watch: Watch;
}

/** What to run, and where. */
export interface Run {
  /** The project's root, absolute and without links. */
  readonly root: string;
  /** A TypeScript or JavaScript file from the root, or a command. */
  readonly app: string;
  /** The output folder, from the root. */
  readonly outdir?: string;
  /** Overwrite generated files that were edited by hand. */
  readonly force?: boolean;
  /** Check and render alone, and write nothing. */
  readonly dryRun?: boolean;
  /** Hand out what is rendered. */
  readonly rendered?: boolean;
  /** Whether warnings stop synthesis as errors do, whatever the App says; undefined leaves it to the App. */
  readonly warningsAsErrors?: boolean;
  /** What was prepared for a program of this file. */
  readonly prepared?: Prepared;
  /** Keep standard output free of what the program prints. */
  readonly ownStdout?: boolean;
}

/** Takes the end of a run: called once, at once, as the process may be about to end. */
export type Conclude = (outcome: Outcome) => void;

const SCRIPT = /\.[cm]?[jt]sx?$/;

/** Whether `app` names a TypeScript or JavaScript file, not a command. */
export function isScript(app: string, folder: string): boolean {
  return SCRIPT.test(app) && (!/\s/.test(app) || existsSync(resolve(folder, app)));
}

/** Run the estate's program and have it synthesize. */
export async function runApp(run: Run, conclude: Conclude): Promise<void> {
  const file = resolve(run.root, run.app);
  if (!isScript(run.app, run.root)) {
    refuseFolder(run, file);
    const { runCommand } = await import('./run-command.js');
    return runCommand(run, conclude);
  }
  if (!existsSync(file)) throw missing(run, file);
  const { runScript } = await import('./run-script.js');
  return runScript(run, file, conclude);
}

function refuseFolder(run: Run, path: string): void {
  if (!existsSync(path) || !statSync(path).isDirectory()) return;
  const inside = scriptsOf(path).find((name) => /^(main|index|app)\./.test(name)) ?? 'main.ts';
  throw usage('APP_FILE', `${run.app} is a folder`, `name the program in it: "${run.app}/${inside}"`);
}

function missing(run: Run, file: string): UsageError {
  const guess = nearest(basename(file), scriptsOf(dirname(file)));
  return usage(
    'APP_FILE',
    `there is no ${file}`,
    guess !== undefined
      ? `did you mean "${relative(run.root, resolve(dirname(file), guess))}"?`
      : 'correct `app` in cosmo.toml, or give --app',
  );
}

function scriptsOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => SCRIPT.test(name));
  } catch {
    return [];
  }
}
