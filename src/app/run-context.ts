import type { App } from './app';

/**
 * How whoever runs the program (the command line) speaks to the library
 * inside it, also to another copy of the library or to a program in another
 * language.
 */
export interface RunContext {
  /** The project's root. */
  readonly root?: string;
  /** The output folder, from the root. */
  readonly outdir?: string;
  /** Overwrite generated files that were edited by hand. */
  readonly force?: boolean;
  /** Where `synth` writes what it did, as JSON. */
  readonly reportFile?: string;
  /** The apps that were made, for a run in the same process. */
  readonly apps?: App[];
}

const SLOT = Symbol.for('cosmo-nix.run');

/** The context of this run: set in the process, or else by environment variables. */
export function runContext(): RunContext {
  const inProcess = (globalThis as { [SLOT]?: RunContext })[SLOT];
  if (inProcess) return inProcess;
  const { COSMO_ROOT, COSMO_OUT, COSMO_FORCE, COSMO_REPORT } = process.env;
  return {
    root: COSMO_ROOT || undefined,
    outdir: COSMO_OUT || undefined,
    force: COSMO_FORCE === '1' || undefined,
    reportFile: COSMO_REPORT || undefined,
  };
}

/** Set the context for programs that run in this process; `undefined` ends it. */
export function setRunContext(context: RunContext | undefined): void {
  (globalThis as { [SLOT]?: RunContext })[SLOT] = context;
}
