import { existsSync } from 'fs';
import { relative, resolve } from 'path';
import { Config, CONFIG_FILE, readConfig } from './config';
import type { Format } from './report/formats';
import { isScript } from './run-app';
import { usage } from './usage-error';

/** Options of the verbs that run the estate's program, as the command line gives them. */
export interface EstateOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly format?: Format;
  readonly warningsAsErrors?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What to run, where, and how. */
export interface EstateRun {
  /** The project's root. */
  readonly root: string;
  /** The program, from the root, or a command. */
  readonly app: string;
  /** The output folder, from the root. */
  readonly outdir?: string;
  readonly warningsAsErrors?: boolean;
}

/**
 * What the options and the configuration say together.
 * @throws UsageError where they contradict each other, or do not name a program
 */
export function estateRun(options: EstateOptions, folder: string): EstateRun {
  for (const name of ['app', 'out', 'config'] as const) {
    if (options[name]?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
  if (options.quiet && options.verbose) {
    throw usage('OPTIONS_CONFLICT', '--quiet and --verbose contradict each other', 'give one of the two');
  }
  if (options.json && options.format !== undefined && options.format !== 'json') {
    throw usage(
      'OPTIONS_CONFLICT',
      `--json and --format ${options.format} contradict each other`,
      'give one of the two',
    );
  }
  const config = readConfig(options.config, folder);
  const { root } = config;
  const outdir = options.out === undefined ? config.output : relative(root, resolve(folder, options.out)) || '.';
  // A verb that only looks may run this one in a process of its own.
  const onlyLooks = process.env.COSMO_WARNINGS === 'warning';
  const warningsAsErrors = onlyLooks ? false : options.warningsAsErrors || config.warningsAsErrors;
  return { root, app: programOf(options, config, folder), outdir, warningsAsErrors };
}

/** The file that stands for the program, from the root: itself, a file that its command names, or the configuration. */
export function programFile(app: string, root: string): string {
  const words = isScript(app, root) ? [app] : app.split(/\s+/);
  return words.find((word) => /\.\w+$/.test(word) && existsSync(resolve(root, word))) ?? CONFIG_FILE;
}

/** The program: as `--app` names it, from the folder the command is called in, or as the configuration does, from the root. */
function programOf({ app }: EstateOptions, config: Config, folder: string): string {
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
