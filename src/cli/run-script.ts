import { Watch } from './guard/watch';
import { loadProgram } from './load-program';
import { programError, together } from './outcome';
import { explain } from './program-errors';
import type { Conclude, Run } from './run-app';
import type { App } from '../app/app';
import { CosmoError } from '../app/error';
import type { RenderedOutput } from '../app/rendered-output';
import { ruleData } from '../app/rules/rule-data';
import { setRunContext } from '../app/run-context';
import type { SynthResult } from '../app/synth-result';

/** How much of a stack is kept: the user's line stands below the library's. */
const STACK_DEPTH = 100;

/**
 * Run a program in this process. It has ended when its top level is done and
 * nothing is under way any more, or when it ends the process, or fails.
 */
export async function runScript(run: Run, file: string, conclude: Conclude): Promise<void> {
  const apps: App[] = [];
  const results: SynthResult[] = [];
  const { root, outdir, force, warningsAsErrors } = run;
  const dryRun = run.dryRun || process.env.COSMO_DRY_RUN === '1';
  const watch = run.prepared?.file === file ? run.prepared.watch : new Watch(root);
  /** How many remarks the last check has told with the rest. */
  let told = 0;
  const remarks = () => {
    told = watch.remarks.length;
    return watch.remarks;
  };
  let rendered: RenderedOutput | undefined;
  const takeRendered = run.rendered ? (output: RenderedOutput) => void (rendered = output) : undefined;
  // Another verb that runs this one asks for what is rendered by the environment, as of a command.
  const renderFile = process.env.COSMO_RENDER || undefined;
  const own = { remarks, apps, results, rendered: takeRendered, renderFile };
  setRunContext({ root, outdir, force, dryRun, warningsAsErrors, ...own });
  process.chdir(run.root);
  process.argv = [process.argv[0]!, file];
  Error.stackTraceLimit = STACK_DEPTH;
  if (run.ownStdout) process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

  let over = false;
  let loaded = false;
  const end = (error?: unknown) => {
    if (over) return;
    over = true;
    const audited = results.length > 0 || (CosmoError.isCosmoError(error) && error.audit !== undefined);
    conclude({
      result: together(results),
      rendered,
      error: error === undefined ? undefined : explain(error, run.root),
      remarks: watch.remarks.slice(audited ? told : 0),
      placesOf: (finding) => watch.placesOf(finding),
      rules: apps.flatMap((app) => (app._rules ?? []).map(ruleData)),
    });
  };
  const fail = (error: unknown) => {
    end(error ?? new Error(`the program threw ${error}`));
    process.exit();
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('exit', (code) => end(results.length > 0 && code === 0 ? undefined : exited(run, code, 'ended itself')));
  process.once('beforeExit', () => {
    if (!loaded) return fail(unfinished(run));
    try {
      if (results.length === 0) results.push(...finish(run, apps, results));
      end(process.exitCode ? exited(run, process.exitCode, 'set the exit code') : undefined);
    } catch (error) {
      end(error);
    }
  });
  loadProgram({ root: run.root, file, begun: () => apps.length > 0, watch }).then(() => (loaded = true), fail);
}

/** What a program that did not synthesize left to be done. */
function finish(run: Run, apps: readonly App[], results: readonly SynthResult[]): SynthResult[] {
  const app = apps[0];
  if (app === undefined) {
    throw programError(
      'APP_NONE',
      `${run.app} makes no App`,
      'const app = new App(); … app.synth(); at its top level, not behind `require.main === module`',
    );
  }
  const result = app._lastResult ?? app.synth();
  // A copy of the library of another version may not note its results.
  return results.length > 0 ? [] : [result];
}

function unfinished(run: Run): Error {
  return programError(
    'APP_UNFINISHED',
    `${run.app} waits at its top level for something that never comes`,
    'look for an `await` on a promise that nothing resolves',
  );
}

function exited(run: Run, code: number | string, did: string): Error {
  return programError(
    'APP_EXIT',
    Number(code) === 0
      ? `${run.app} ended itself before it synthesized`
      : `${run.app} ${did} with ${code}`.replace('code with', 'code to'),
    'let it run to its end, and throw an Error for what is wrong',
  );
}
