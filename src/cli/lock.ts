import { existsSync, realpathSync } from 'fs';
import { join, relative, resolve } from 'path';
import { readConfig } from './config';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import { flakeInputs } from './flake-inputs';
import type { LockOptions } from './lock-command';
import { lockChange, LockedInputs, lockedInputs } from './lock-file';
import { atLeast, NixVersion, nixVersion, runNix } from './nix-command';
import { reportError } from './report-error';
import { count, Style } from './style';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';

/** Since this version `nix flake update` takes inputs; before it, the flake. */
const UPDATES_INPUTS: NixVersion = [2, 19];
/** The flake in the working directory, whether git knows its files or not. */
const HERE = 'path:.';

/** `cosmo lock`: pin the inputs that are not pinned yet. Sets the process's exit code. */
export async function lock(options: LockOptions): Promise<void> {
  await withFlake(options, async ({ folder, ownStdout }) => {
    nixVersion();
    await runNix(['flake', 'lock', HERE], folder, ownStdout);
  });
}

/** `cosmo update [INPUT…]`: pin these inputs, or all, to what they are now. Sets the process's exit code. */
export async function update(inputs: readonly string[], options: LockOptions): Promise<void> {
  await withFlake(options, async ({ folder, ownStdout }) => {
    checkInputs(inputs, folder);
    const modern = atLeast(nixVersion(), UPDATES_INPUTS);
    await runNix(modern ? modernUpdate(inputs) : formerUpdate(inputs), folder, ownStdout);
  });
}

function modernUpdate(inputs: readonly string[]): string[] {
  return ['flake', 'update', '--flake', HERE, ...inputs];
}

function formerUpdate(inputs: readonly string[]): string[] {
  if (inputs.length === 0) return ['flake', 'update', HERE];
  return ['flake', 'lock', HERE, ...inputs.flatMap((input) => ['--update-input', input])];
}

interface Flake {
  /** The output folder, absolute. */
  readonly folder: string;
  readonly ownStdout: boolean;
}

/** Find the flake, run, and tell what became of its lock file. */
async function withFlake(options: LockOptions, run: (flake: Flake) => Promise<void>): Promise<void> {
  const json = options.json ?? false;
  let root = process.cwd();
  try {
    const config = readConfig(options.config, root);
    if (options.out?.trim() === '') throw usage('OPTION_EMPTY', '--out is empty', 'give --out a folder');
    const out = options.out === undefined ? join(config.root, config.output ?? 'nix-out') : resolve(root, options.out);
    root = config.root;
    const folder = flakeFolder(out, root);
    const file = join(folder, 'flake.lock');
    const before = lockedInputs(file);
    await run({ folder, ownStdout: json });
    const after = lockedInputs(file);
    if (json) {
      const { added, changed, removed } = lockChange(before, after);
      process.stdout.write(`${JSON.stringify({ file, added, changed, removed }, undefined, 2)}\n`);
    } else if (!options.quiet) {
      process.stdout.write(`${summary(before, after, relative(root, file), new Style(process.stdout))}\n`);
    }
  } catch (error) {
    if (json) process.stdout.write(`${JSON.stringify({ error: asData(error) }, undefined, 2)}\n`);
    process.exitCode = reportError({ error, root, verbose: false });
    return;
  }
  process.exitCode = ExitCode.OK;
}

function flakeFolder(out: string, root: string): string {
  const shown = relative(root, out) || '.';
  if (existsSync(join(out, 'flake.nix'))) return realpathSync(out);
  throw usage(
    'LOCK_NO_FLAKE',
    `there is no flake.nix in ${shown}`,
    'write it first: cosmo synth; or say where it is: --out FOLDER',
  );
}

function checkInputs(inputs: readonly string[], folder: string): void {
  const known = flakeInputs(join(folder, 'flake.nix'));
  for (const input of inputs) {
    const name = input.split('/')[0]!;
    if (known === undefined ? /^[A-Za-z_]/.test(name) : known.includes(name)) continue;
    const guess = nearest(name, known ?? []);
    throw usage(
      'INPUT_UNKNOWN',
      `the flake has no input "${input}"`,
      guess !== undefined
        ? `did you mean "${guess}"?`
        : known && known.length > 0
          ? `it has ${known.join(', ')}`
          : 'it has none; where the estate was changed, cosmo synth first',
    );
  }
}

/** What changed, by name, and one line that counts. */
function summary(before: LockedInputs, after: LockedInputs, file: string, style: Style): string {
  const { added, changed, removed, unchanged } = lockChange(before, after);
  const counts = [
    added.length > 0 ? `${added.length} new` : '',
    changed.length > 0 ? `${changed.length} changed` : '',
    removed.length > 0 ? `${removed.length} removed` : '',
  ].filter((part) => part !== '');
  if (counts.length > 0 && unchanged > 0) counts.push(`${unchanged} as before`);
  return [
    ...added.map((name) => style.green(`  + ${name} ${after.get(name)}`)),
    ...changed.map((name) => style.yellow(`  ~ ${name} ${before.get(name)} → ${after.get(name)}`)),
    ...removed.map((name) => style.red(`  - ${name}`)),
    `${count(after.size, 'input')} in ${file}: ${counts.join(', ') || 'nothing changed'}`,
  ].join('\n');
}
