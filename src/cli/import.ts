import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import { readConfig } from './config';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import { readSources } from './import/sources';
import type { ImportOptions } from './import-command';
import { reportError } from './report-error';
import { count, Style } from './style';
import { usage } from './usage-error';
import { CosmoError } from '../app/error';
import type { WriteReport } from '../app/write';
import { ImportedOptionsFiles, importOptions } from '../options/import';
import { writeImport } from '../options/import-folder';

/** The folder of all imports, from the root. */
const FOLDER = 'options';

/** `cosmo import SOURCE…`: sets the process's exit code. */
export async function importVerb(sources: readonly string[], options: ImportOptions): Promise<void> {
  const started = process.hrtime.bigint();
  const json = options.json ?? false;
  const cwd = process.cwd();
  let root = cwd;
  try {
    refuseEmpty(options);
    const config = readConfig(options.config, cwd);
    root = config.root;
    const folder = options.out === undefined ? join(root, FOLDER) : resolve(cwd, options.out);
    const flake = join(root, config.output ?? 'nix-out');
    const texts = await readSources({ sources, cwd, root, flake, host: options.host });
    const imported = importOptions({ sources: texts, kind: options.for, name: options.name });
    if (options.diff !== undefined) {
      const { tellDiff } = await import('./import/diff.js');
      tellDiff({ old: options.diff, now: imported, folder, cwd, options });
    } else {
      const written = writeImport(imported, { root, folder, esm: isEsm(root), force: options.force });
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      if (json) process.stdout.write(`${JSON.stringify(asReport(imported, written), undefined, 2)}\n`);
      else if (!options.quiet) process.stdout.write(`${summary({ imported, written, root, seconds }, options)}\n`);
    }
  } catch (error) {
    if (json) process.stdout.write(`${JSON.stringify({ error: asData(error) }, undefined, 2)}\n`);
    process.exitCode = reportError({ error, root, verbose: options.verbose ?? false });
    // What the library refuses to import was named on the command line.
    if (CosmoError.isCosmoError(error) && error.code.startsWith('IMPORT_')) process.exitCode = ExitCode.USAGE;
    return;
  }
  process.exitCode = ExitCode.OK;
}

function refuseEmpty(options: ImportOptions): void {
  for (const name of ['out', 'config', 'name', 'host', 'diff'] as const) {
    if (options[name]?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
}

/** Whether `.js` files of the project are modules of ECMAScript. */
function isEsm(root: string): boolean {
  const file = join(root, 'package.json');
  try {
    return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type === 'module';
  } catch {
    // Node says what is wrong with it.
    return false;
  }
}

/** What came of it, for a script. */
function asReport(imported: ImportedOptionsFiles, written: WriteReport): Record<string, unknown> {
  const { name, kind, sources, size, problems, unknownTypes } = imported;
  const { outdir, created, changed, removed, unchanged } = written;
  return {
    name,
    kind,
    sources,
    folder: join(outdir, name),
    options: size,
    unknownTypes: Object.fromEntries(unknownTypes),
    problems,
    created,
    changed,
    removed,
    unchanged,
  };
}

interface Summary {
  readonly imported: ImportedOptionsFiles;
  readonly written: WriteReport;
  readonly root: string;
  readonly seconds: number;
}

/** What came of it, for people. */
function summary({ imported, written, root, seconds }: Summary, { verbose }: ImportOptions): string {
  const style = new Style(process.stdout);
  const { name, kind, size, unknownTypes, problems } = imported;
  const folder = relative(root, join(written.outdir, name)) || '.';
  const { created, changed, removed, unchanged } = written;
  const files = [
    created.length > 0 ? `${created.length} new` : '',
    changed.length > 0 ? `${changed.length} changed` : '',
    removed.length > 0 ? `${removed.length} removed` : '',
    unchanged > 0 ? `${unchanged} as before` : '',
  ].filter((part) => part !== '');
  const lines = [`${count(size, 'option')} in ${folder}: files ${files.join(', ')} (${seconds.toFixed(1)} s)`];
  const unknown = [...unknownTypes.values()].reduce((sum, one) => sum + one, 0);
  if (unknown > 0) {
    lines.push(style.dim(`  ${count(unknown, 'option')} of a type that is not understood: they take anything`));
    if (verbose) {
      for (const [text, times] of [...unknownTypes].sort((a, b) => b[1] - a[1])) lines.push(`    ${times} × ${text}`);
    }
  }
  if (problems.length > 0) {
    lines.push(style.yellow(`  ${count(problems.length, 'entry', 'entries')} left out: no option`));
    for (const problem of problems.slice(0, verbose ? Infinity : 3)) lines.push(`    ${problem}`);
  }
  if (imported.whole && name !== kind) {
    lines.push(style.dim(`  configure takes the import named ${kind}; this one is the type ${imported.typeName}`));
  }
  return lines.join('\n');
}
