import { relative, resolve } from 'path';
import { Config, readConfig } from './config';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import type { SynthOptions } from './main';
import type { Outcome } from './outcome';
import { gravestFirst, placeOf, reportError } from './report-error';
import { isScript, runApp } from './run-app';
import { Style } from './style';
import { summary } from './summary';
import { usage } from './usage-error';
import { formatDiagnostic } from '../app/check-failed';

/** `cosmo synth`: sets the process's exit code. */
export async function synth(options: SynthOptions): Promise<void> {
  const started = process.hrtime.bigint();
  const folder = process.cwd();
  const verbose = options.verbose ?? false;
  const print = process.stdout.write.bind(process.stdout);
  let root = folder;

  const conclude = (outcome: Outcome) => {
    process.exitCode = ExitCode.OK;
    const { error, remarks = [] } = outcome;
    const result = outcome.result && {
      ...outcome.result,
      diagnostics: gravestFirst([...outcome.result.diagnostics, ...remarks]),
    };
    if (options.json) {
      print(`${JSON.stringify(error === undefined ? result : { error: asData(error, remarks) }, undefined, 2)}\n`);
    }
    if (result && error === undefined) {
      if (outcome.output) process.stderr.write(outcome.output);
      if (!options.json && !options.quiet) {
        const seconds = Number(process.hrtime.bigint() - started) / 1e9;
        print(`${summary({ result, root, seconds, verbose }, new Style(process.stdout))}\n`);
      }
      const style = new Style(process.stderr);
      for (const d of result.diagnostics) {
        if (options.quiet && d.severity === 'info') continue;
        process.stderr.write(`\n${style.finding(formatDiagnostic(d))}\n${placeOf(d, outcome, root)}`);
      }
    }
    if (error !== undefined) {
      process.exitCode = reportError({ ...outcome, root, verbose });
    }
  };

  try {
    refuseEmpty(options);
    if (options.quiet && verbose) {
      throw usage('OPTIONS_CONFLICT', '--quiet and --verbose contradict each other', 'give one of the two');
    }
    const config = readConfig(options.config, folder);
    root = config.root;
    const app = programOf(options, config, folder);
    const outdir = options.out === undefined ? config.output : relative(root, resolve(folder, options.out)) || '.';
    await runApp({ root, app, outdir, force: options.force, ownStdout: options.json }, conclude);
  } catch (error) {
    conclude({ error });
  }
}

function refuseEmpty(options: SynthOptions): void {
  for (const name of ['app', 'out', 'config'] as const) {
    if (options[name]?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
}

/** The program: as `--app` names it, from the folder the command is called in, or as the configuration does, from the root. */
function programOf({ app }: SynthOptions, config: Config, folder: string): string {
  if (app !== undefined) return isScript(app, folder) ? relative(config.root, resolve(folder, app)) : app;
  if (config.app !== undefined) return config.app;
  throw usage(
    'APP_UNKNOWN',
    config.file
      ? `${config.file} does not say which program describes the estate`
      : 'nothing says which program describes the estate',
    config.file
      ? 'write app = "main.ts" into it, or give --app main.ts'
      : 'write app = "main.ts" into a cosmo.toml at the root of the project, or give --app main.ts',
  );
}
