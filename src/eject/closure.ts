import type { Leaving } from './eject';
import { PrunedFlake, withOutputs } from './flake';
import { noReach, noteReach, Reach } from './reach';
import { flakeOf, Output, textAt } from '../diff';
import type { SourceFile } from '../nix/ast';
import { parseFile } from '../nix/parser';

/** What systems need of an output. */
export interface Closure {
  /** The flake with what stays of its outputs. */
  readonly flake: PrunedFlake;
  /** Files of the output. */
  readonly files: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  /** Systems, as `nixosConfigurations.attic`. */
  readonly systems: ReadonlySet<string>;
}

/** What only a generated output has, or is made anew. */
const LEFT = new Set(['cosmo.json', 'tree.json', 'flake-module.nix']);
const SYSTEMS = /^(nixos|darwin|home)Configurations$/;

/**
 * What these systems need, and what those need that they refer to.
 * @param chosen all that there is, where it is undefined
 */
export function closureOf(
  output: Output,
  flake: SourceFile,
  chosen: readonly Leaving[] | undefined,
  all: readonly Leaving[],
): Closure {
  const everything = new Set([...output.files.keys()].filter((path) => !LEFT.has(path)));
  if (!chosen) {
    const whole: PrunedFlake = { file: flake, outputs: flake.root, left: [] };
    return { flake: whole, files: everything, inputs: inputNames(output), systems: new Set(all.map((s) => s.flake)) };
  }
  const folders = new Map(all.map((system) => [system.folder, system.flake]));
  const systems = new Set(chosen.map((system) => system.flake));
  let needed: string[][] = [];
  let mentioned: string[][] = [];
  let reach = noReach();
  let files = filesBelow(
    everything,
    all.filter((one) => systems.has(one.flake)).map((one) => one.folder),
  );
  let pruned: PrunedFlake | undefined;
  for (let before = ''; ;) {
    const kept = files;
    const hasFile = (target: string) => [...kept].some((path) => path === target || path.startsWith(`${target}/`));
    pruned = withOutputs(flake, { systems, folders, needed, mentioned, hasFile });
    ({ reach, files, mentioned } = reachedBy(output, everything, pruned));
    for (const path of reach.self) {
      const system = SYSTEMS.test(path[0]!) && path[1] !== undefined ? `${path[0]}.${path[1]}` : undefined;
      if (system !== undefined && all.some((one) => one.flake === system)) systems.add(system);
    }
    needed = reach.self.filter((path) => !SYSTEMS.test(path[0]!) && !mentioned.includes(path));
    const now = JSON.stringify([[...systems].sort(), [...files].sort(), needed, mentioned]);
    if (now === before) break;
    before = now;
  }
  return { flake: pruned, files, inputs: neededInputs(output, reach), systems };
}

/** What the outputs of a flake reach: modules, what these import, and files that they name. */
function reachedBy(
  output: Output,
  everything: ReadonlySet<string>,
  { outputs }: PrunedFlake,
): { reach: Reach; files: Set<string>; mentioned: string[][] } {
  const reach = noReach();
  noteReach(outputs, 'flake.nix', reach);
  const mentioned = [...reach.self];
  const files = new Set<string>(['flake.nix', 'flake.lock'].filter((path) => everything.has(path)));
  const read = new Set<string>(files);
  for (let size = -1; size !== files.size;) {
    size = files.size;
    const targets = reach.anyFile ? ['.'] : [...reach.paths];
    for (const path of filesBelow(everything, targets)) files.add(path);
    for (const path of files) {
      if (read.has(path)) continue;
      read.add(path);
      if (path.endsWith('.nix')) noteFile(textAt(output, path), path, reach);
    }
  }
  return { reach, files, mentioned };
}

function noteFile(text: string | undefined, path: string, reach: Reach): void {
  try {
    noteReach(parseFile(text ?? '{ }').root, path, reach);
  } catch {
    // A file that is no Nix that can be read may refer to anything.
    reach.anyInput = true;
    reach.anyFile = true;
  }
}

/** The files that are, or stand below, one of these. */
function filesBelow(all: ReadonlySet<string>, targets: readonly string[]): Set<string> {
  if (targets.includes('.')) return new Set(all);
  const found = new Set<string>();
  const wanted = new Set(targets);
  for (const path of all) {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      if (!wanted.has(at)) continue;
      found.add(path);
      break;
    }
  }
  return found;
}

function inputNames(output: Output): Set<string> {
  return new Set(flakeOf(output).inputs.map(({ path }) => path[0] ?? ''));
}

/** The inputs that are used, and those that these follow. */
function neededInputs(output: Output, reach: Reach): Set<string> {
  const declared = inputNames(output);
  if (reach.anyInput) return declared;
  const needed = new Set([...reach.inputs].filter((name) => declared.has(name)));
  const follows = flakeOf(output).inputs.flatMap(({ path, value }) =>
    path[path.length - 1] === 'follows' && typeof value === 'string' && value !== ''
      ? [[path[0]!, value.split('/')[0]!] as const]
      : [],
  );
  for (let size = -1; size !== needed.size;) {
    size = needed.size;
    for (const [name, followed] of follows) if (needed.has(name)) needed.add(followed);
  }
  return needed;
}
