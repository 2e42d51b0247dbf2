import type { App } from './app';
import type { Diagnostic } from './diagnostics';
import { CosmoError } from './error';
import type { RenderedOutput } from './rendered-output';
import type { SynthResult } from './synth-result';

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
  /** Check and render alone, and write nothing: another verb than `synth` runs the program. */
  readonly dryRun?: boolean;
  /** Whether warnings stop synthesis as errors do, whatever the App says; undefined leaves it to the App. */
  readonly warningsAsErrors?: boolean;
  /** What was found while the program made its constructs; a check tells it with the rest. */
  readonly remarks?: () => readonly Diagnostic[];
  /** Where `synth` writes what it did, as JSON. */
  readonly reportFile?: string;
  /** Takes what was rendered, where a verb looks at it. */
  readonly rendered?: (output: RenderedOutput) => void;
  /** Where what was rendered is left as JSON, for the same. */
  readonly renderFile?: string;
  /** The apps that were made in this process; there may be one. */
  readonly apps?: App[];
  /** What each call of `synth` did. */
  readonly results?: SynthResult[];
}

/** What `COSMO_WARNINGS` says. */
const WARNINGS: Readonly<Record<string, boolean | undefined>> = { error: true, warning: false };

const SLOT = Symbol.for('cosmo-nix.run');

/** The context of this run: set in the process, or else by environment variables. */
export function runContext(): RunContext {
  const slot = globalThis as { [SLOT]?: RunContext };
  if (slot[SLOT]) return slot[SLOT];
  const { COSMO_ROOT, COSMO_OUT, COSMO_FORCE, COSMO_REPORT, COSMO_DRY_RUN, COSMO_WARNINGS, COSMO_RENDER } = process.env;
  const context: RunContext = {
    root: COSMO_ROOT || undefined,
    outdir: COSMO_OUT || undefined,
    force: COSMO_FORCE === '1' || undefined,
    dryRun: COSMO_DRY_RUN === '1' || undefined,
    warningsAsErrors: WARNINGS[COSMO_WARNINGS ?? ''],
    renderFile: COSMO_RENDER || undefined,
  };
  if (!COSMO_REPORT) return context;
  // The command line runs this process, for one estate: what it does is kept together.
  return (slot[SLOT] = { ...context, reportFile: COSMO_REPORT, apps: [], results: [] });
}

/** Set the context for programs that run in this process; `undefined` ends it. */
export function setRunContext(context: RunContext | undefined): void {
  (globalThis as { [SLOT]?: RunContext })[SLOT] = context;
}

/** Do something in a context of its own: neither the run's nor the environment's reaches it. */
export function withRunContext<T>(context: RunContext, work: () => T): T {
  const slot = globalThis as { [SLOT]?: RunContext };
  const outer = slot[SLOT];
  slot[SLOT] = context;
  try {
    return work();
  } finally {
    slot[SLOT] = outer;
  }
}

/**
 * Note an app that is made.
 * @throws where the command line runs the program, and this is its second app.
 */
export function noteApp(app: App): void {
  const { apps } = runContext();
  if (apps === undefined) return;
  if (apps.length > 0) {
    throw new CosmoError({
      code: 'APP_SEVERAL',
      message: 'the program makes a second App',
      why: 'an App is one estate and one flake; two would write over one another',
      mend: 'hand the first one on; for a second estate, write a second program and a cosmo.toml of its own',
    });
  }
  apps.push(app);
}
