import { relative, resolve } from 'path';
import { readConfig, usage } from './config';
import { ExitCode } from './exit-codes';
import type { SynthOptions } from './main';
import { reportError } from './report-error';
import { runApp } from './run-app';
import { Style } from './style';
import { formatDiagnostic } from '../app/check-failed';
import type { SynthResult } from '../app/synth';

/** `cosmo synth` */
export async function synth(options: SynthOptions): Promise<ExitCode> {
  const started = process.hrtime.bigint();
  const style = new Style(process.stderr);
  let root = process.cwd();
  try {
    if (options.quiet && options.verbose) {
      throw usage('OPTIONS_CONFLICT', '--quiet and --verbose contradict each other', 'give one of the two');
    }
    const config = readConfig(options.config, root);
    root = config.root;
    const app = options.app !== undefined ? fromFolder(options.app, root) : config.app;
    if (app === undefined) {
      throw usage(
        'APP_UNKNOWN',
        'nothing says which program describes the estate',
        'write app = "main.ts" into a cosmo.toml at the root of the project, or give --app main.ts',
      );
    }
    const result = await runApp({ root, app, outdir: options.out ?? config.output, force: options.force });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    else if (!options.quiet) printSummary(result, root, seconds, options.verbose ?? false);
    if (!options.json) {
      for (const d of result.diagnostics) process.stderr.write(`\n${style.finding(formatDiagnostic(d))}\n`);
    }
    return ExitCode.OK;
  } catch (error) {
    return reportError(error, root, options.verbose ?? false, style);
  }
}

/** A file given on the command line is meant from the folder the command is called in. */
function fromFolder(app: string, root: string): string {
  return /\s/.test(app) ? app : relative(root, resolve(app));
}

/** How many names of one kind are printed before the rest is counted. */
const MOST = 20;

function printSummary(result: SynthResult, root: string, seconds: number, verbose: boolean): void {
  const style = new Style(process.stdout);
  const lines: string[] = [];
  const list = (names: readonly string[], paint: (text: string) => string, sign: string) => {
    const shown = verbose ? names : names.slice(0, MOST);
    for (const name of shown) lines.push(paint(`  ${sign} ${name}`));
    if (shown.length < names.length) lines.push(paint(`  ${sign} … and ${names.length - shown.length} more`));
  };
  list(result.created, (text) => style.green(text), '+');
  list(result.changed, (text) => style.yellow(text), '~');
  list(result.removed, (text) => style.red(text), '-');
  const files = result.created.length + result.changed.length + result.unchanged;
  const counts = [
    result.created.length > 0 ? `${result.created.length} new` : undefined,
    result.changed.length > 0 ? `${result.changed.length} changed` : undefined,
    result.removed.length > 0 ? `${result.removed.length} removed` : undefined,
    `${result.unchanged} as before`,
  ].filter((part) => part !== undefined);
  const systems = result.systems.length === 1 ? '1 system' : `${result.systems.length} systems`;
  lines.push(
    `${systems} in ${files} files in ${relative(root, result.outdir) || '.'}: ${counts.join(', ')} ${style.dim(`(${seconds.toFixed(2)} s)`)}`,
  );
  if (result.left.length > 0) lines.push(style.dim(`not ours, left alone: ${result.left.join(', ')}`));
  process.stdout.write(`${lines.join('\n')}\n`);
}
