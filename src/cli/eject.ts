import { existsSync, realpathSync, statSync } from 'fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'path';
import { createInterface } from 'readline/promises';
import { readConfig } from './config';
import { lastOutput, outputOfProgram } from './diff/sides';
import { ejectedText, ejectPlanText, takenOverText, takeOverPlanText } from './eject/text';
import { checkFree, overwriteInPlace, writeEjected } from './eject/write';
import type { EjectOptions } from './eject-command';
import { asData } from './error-data';
import { estateRun } from './estate-options';
import { renderedBy } from './estate-output';
import type { Outcome } from './outcome';
import { printOutput, reportError } from './report-error';
import { runApp } from './run-app';
import { Style } from './style';
import { usage } from './usage-error';
import { nearest } from '../app/nearest';
import type { Output } from '../diff';
import { Ejected, ejectOutput, includingLines, Leaving, leavingOf, takeOver } from '../eject';

/** The estate that is left: its output and where that stands. */
interface Left {
  /** The project's root. */
  readonly root: string;
  /** The output folder, absolute. */
  readonly outdir: string;
  readonly output: Output;
}

/** `cosmo eject`: sets the process's exit code. */
export async function eject(hosts: readonly string[], options: EjectOptions): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  const folder = process.cwd();
  let root = folder;
  const fail = (outcome: Outcome) => {
    if (options.json) print(`${JSON.stringify({ error: asData(outcome.error, outcome.remarks) }, undefined, 2)}\n`);
    process.exitCode = reportError({ ...outcome, root, verbose: false });
  };
  const conclude = (outcome: Outcome, leave: () => void) => {
    try {
      if (outcome.error !== undefined) return fail(outcome);
      printOutput({ ...outcome, root, verbose: false });
      leave();
      process.exitCode = 0;
    } catch (error) {
      fail({ ...outcome, error });
    }
  };
  const tell = (text: string, data: object) => {
    if (options.json) print(`${JSON.stringify({ version: 1, ...data }, undefined, 2)}\n`);
    else if (!options.quiet) print(text);
  };
  const announce = (text: string) => {
    if (!options.json && !options.quiet) print(text);
  };

  try {
    checkOptions(hosts, options);
    if (options.inPlace) {
      return conclude({}, () => leaveInPlace(readLast(options), { tell, announce }));
    }
    const to = resolve(folder, options.to ?? (await ask(options)));
    if (options.last) return conclude({}, () => leaveTo(to, hosts, readLast(options), { tell, announce }));
    const run = estateRun({ config: options.config, app: options.app, out: options.out }, folder);
    root = run.root;
    await runApp({ ...run, dryRun: true, rendered: true, ownStdout: options.json }, (outcome) =>
      conclude(outcome, () => {
        const rendered = renderedBy(outcome);
        const { outdir } = rendered;
        leaveTo(to, hosts, { root, outdir, output: outputOfProgram(rendered) }, { tell, announce });
      }),
    );
  } catch (error) {
    fail({ error });
  }
}

/** How a verb speaks. */
interface Voice {
  /** Says what was done. */
  readonly tell: (text: string, data: object) => void;
  /** Says what is about to be done. */
  readonly announce: (text: string) => void;
}

function checkOptions(hosts: readonly string[], { to, inPlace, last, config, app, out }: EjectOptions): void {
  for (const [name, value] of Object.entries({ to, config, app, out })) {
    if (value?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
  if (!inPlace) return;
  if (to !== undefined) {
    throw usage('OPTIONS_CONFLICT', '--to and --in-place contradict each other', 'give one of the two');
  }
  if (hosts.length > 0) {
    throw usage(
      'OPTIONS_CONFLICT',
      '--in-place takes over the whole output, and hosts are named',
      'leave the names out, or give --to FOLDER to take these hosts alone',
    );
  }
  if (last || app !== undefined) {
    throw usage('OPTIONS_CONFLICT', '--in-place takes the output as it stands there', 'leave --last and --app out');
  }
}

/** The folder, where nothing names it: asked for at a terminal. */
async function ask({ json }: EjectOptions): Promise<string> {
  if (!json && process.stdin.isTTY && process.stderr.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = (await terminal.question('Write the flake to which folder? ')).trim();
    terminal.close();
    if (answer !== '') return answer;
  }
  throw usage(
    'EJECT_TO',
    'nothing says where the flake is to be written',
    'give --to FOLDER, a new one; or --in-place to take over the output folder',
  );
}

function readLast({ config, out }: EjectOptions): Left {
  const { root, output: configured = 'nix-out' } = readConfig(config, process.cwd());
  const outdir = out === undefined ? resolve(root, configured) : resolve(out);
  const output = lastOutput(outdir, root);
  if (!output) {
    const name = relative(process.cwd(), outdir) || '.';
    throw usage('NO_OUTPUT', `there is no output of cosmo in ${name}`, 'synth first, or name the folder with --out');
  }
  const files = new Map([...output.files].map(([path, made]) => [path, withMode(made, join(outdir, path))]));
  return { root, outdir, output: { ...output, files } };
}

function withMode<T extends object>(made: T, path: string): T {
  // eslint-disable-next-line no-bitwise
  return { ...made, executable: (statSync(path).mode & 0o100) !== 0 };
}

function leaveTo(to: string, names: readonly string[], left: Left, { tell, announce }: Voice): void {
  const { root, outdir, output } = left;
  const target = real(to);
  if (target === real(outdir) || isInside(target, real(outdir))) {
    throw usage(
      'EJECT_INTO_OUTPUT',
      `${to} is in the output folder, which synth looks after`,
      'name another folder, or give --in-place to take over the output folder itself',
    );
  }
  const all = leavingOf(output);
  if (all.length === 0) throw usage('EJECT_NOTHING', 'the estate has no host that could leave', 'add one, or nothing');
  const chosen = chosenOf(all, names);
  const ejected = ejectOutput(output, chosen);
  checkFree(to, [...ejected.files.keys()]);
  const shown = relative(process.cwd(), to) || '.';
  const style = new Style(process.stdout);
  announce(ejectPlanText(ejected, shown, style));
  writeEjected(to, ejected.files);
  const remain = all.filter(({ flake }) => !leaves(ejected, flake));
  const inProject = isInside(target, root) ? relative(root, target).split(sep).join('/') : undefined;
  const leaving = [...ejected.systems, ...ejected.alsoSystems];
  const toInclude = remain.length > 0 ? includingLines(leaving, { inProject, folder: to, inputs: ejected.inputs }) : [];
  const data = {
    to,
    inPlace: false,
    systems: ejected.systems.map(({ flake }) => flake),
    alsoSystems: ejected.alsoSystems.map(({ flake }) => flake),
    files: [...ejected.files.keys()],
    removed: [],
    inputs: ejected.inputs,
    leftOutputs: ejected.leftOutputs,
    leftFiles: ejected.leftFiles,
    toInclude,
  };
  tell(ejectedText(ejected, { to: shown, toInclude, isInProject: inProject !== undefined }, style), data);
}

function leaves({ systems, alsoSystems }: Ejected, flake: string): boolean {
  return [...systems, ...alsoSystems].some((one) => one.flake === flake);
}

function chosenOf(all: readonly Leaving[], names: readonly string[]): readonly Leaving[] {
  if (names.length === 0) return all;
  const chosen = new Set<Leaving>();
  for (const name of names) {
    const found = all.filter((one) => one.name === name || one.flake === name);
    if (found.length === 0) {
      const known = all.map((one) => one.name);
      const guess = nearest(name, known);
      throw usage(
        'HOST_UNKNOWN',
        `the estate has no host "${name}"`,
        guess !== undefined ? `did you mean "${guess}"?` : `it has ${known.join(', ')}`,
      );
    }
    for (const one of found) chosen.add(one);
  }
  return all.filter((one) => chosen.has(one));
}

function leaveInPlace({ root, outdir, output }: Left, { tell, announce }: Voice): void {
  const inRoot = relative(root, outdir).split(sep).join('/') || '.';
  const taken = takeOver(output, inRoot);
  const style = new Style(process.stdout);
  announce(takeOverPlanText(taken, inRoot, style));
  overwriteInPlace(outdir, root, taken);
  const data = {
    to: outdir,
    inPlace: true,
    systems: taken.systems.map(({ flake }) => flake),
    alsoSystems: [],
    files: [...taken.files.keys(), ...[...taken.projectFiles.keys()].map((path) => relative(outdir, join(root, path)))],
    removed: taken.removed,
    inputs: [],
    leftOutputs: [],
    leftFiles: [],
    toInclude: [],
  };
  tell(takenOverText(output, inRoot, style), data);
}

/** A path without links, also where its end is not there yet. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
}

function isInside(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
