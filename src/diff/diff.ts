import type { Change } from './change';
import { compareDefinitions } from './compare';
import { Danger, dangersOf, fileDangers } from './dangers';
import { effective } from './effective';
import { compareFile, FileChange } from './files';
import { compareInputs, InputChange, reached } from './inputs';
import { findMoves, SystemChanges } from './moves';
import { Output } from './output';
import { pairSystems, SystemPair } from './pairs';
import { Flake, flakeOf, isMachine, System, systemsOf } from './system';

/** What happened to a System. */
export interface SystemDiff {
  readonly kind: 'set' | 'changed' | 'removed';
  readonly system: System;
  /** What it was called, where it has another name now. */
  readonly renamedFrom?: System;
  readonly changes: readonly Change[];
  /** Files of its folder that are no modules. */
  readonly files: readonly FileChange[];
  /** What else that it uses changes: folders of Systems, files and inputs. */
  readonly through: readonly string[];
}

/** A machine that changes through something else than its own options. */
export interface Affected {
  readonly system: System;
  /** Folders of Systems, files and inputs that it uses. */
  readonly through: readonly string[];
}

/** What is different between two outputs. */
export interface EstateDiff {
  readonly before: Output;
  readonly after: Output;
  /** Systems that are new, gone or changed themselves, in the order of their folders. */
  readonly systems: readonly SystemDiff[];
  /** Machines that change through others. */
  readonly affected: readonly Affected[];
  /** Machines that are the same as before. */
  readonly unaffected: readonly System[];
  readonly inputs: readonly InputChange[];
  /** Outputs of the flake beside the Systems. */
  readonly outputs: readonly Change[];
  /** Files of the output that are part of no System, and files that stand outside of it. */
  readonly files: readonly FileChange[];
  readonly projectFiles: readonly FileChange[];
  readonly dangers: readonly Danger[];
}

/** Files that tell of the output itself. */
const OWN_FILES = new Set(['flake.nix', 'flake-module.nix', 'flake.lock', 'tree.json', 'cosmo.json']);

/** What is different between two outputs, by options and not by lines. */
export function diffOutputs(before: Output, after: Output): EstateDiff {
  const [wasFlake, isFlake] = [flakeOf(before), flakeOf(after)];
  const [was, is] = [systemsOf(before, wasFlake), systemsOf(after, isFlake)];
  const pairs = pairSystems(was, is);
  const changes = comparePairs(pairs);
  const dangers = dangersOfPairs(pairs, was, is);
  findMoves([...changes.values()]);
  const inputs = compareInputs(before, after, wasFlake, isFlake);
  const files = compareOtherFiles(before, after, was, is);
  const own = pairs.flatMap((pair) => systemDiff(pair, changes.get(pair)!.changes, files));
  const rest = files.filter(({ path }) => folderOf(path, is) === undefined && folderOf(path, was) === undefined);
  const projectFiles = compareAll(before.projectFiles, after.projectFiles, () => true);
  for (const file of files) dangers.push(...fileDangers(file, folderOf(file.path, is) ?? folderOf(file.path, was)));
  for (const file of projectFiles) dangers.push(...fileDangers(file));
  const reach = new Reach(is, own, files, inputs, isFlake);
  const systems = own.map((one) => (one.kind === 'changed' ? { ...one, through: reach.of(one.system) } : one));
  const machines = [...is.values()].filter(isMachine);
  const touched = machines.map((system) => ({ system, through: reach.of(system) }));
  const changed = new Set(systems.filter(({ kind }) => kind !== 'removed').map(({ system }) => system));
  return {
    before,
    after,
    systems,
    affected: touched.filter(({ system, through }) => !changed.has(system) && through.length > 0),
    unaffected: touched.flatMap(({ system, through }) => (changed.has(system) || through.length > 0 ? [] : [system])),
    inputs,
    outputs: compareOutputs(wasFlake, isFlake, pairs),
    files: rest,
    projectFiles,
    dangers,
  };
}

/** Whether nothing is different. */
export function isSame(diff: EstateDiff): boolean {
  const { systems, inputs, outputs, files, projectFiles } = diff;
  return [systems, inputs, outputs, files, projectFiles].every((all) => all.length === 0);
}

function comparePairs(pairs: readonly SystemPair[]): Map<SystemPair, SystemChanges> {
  return new Map(
    pairs.map((pair) => {
      const { before, after } = pair;
      const changes = compareDefinitions(before?.definitions ?? [], after?.definitions ?? []);
      return [pair, { folder: (after ?? before)!.folder, changes }];
    }),
  );
}

/** The dangers of all Systems, with what they import; those of what is imported are told there alone. */
function dangersOfPairs(pairs: readonly SystemPair[], was: Systems, is: Systems): Danger[] {
  const found = pairs.map(({ before, after }) => {
    if (!before || !after) {
      const isGone = before && isMachine(before);
      const message = 'the system is removed from the flake';
      return {
        imports: [],
        dangers: isGone ? [{ code: 'SYSTEM_REMOVED' as const, message, system: before.folder, path: [] }] : [],
      };
    }
    const [old, now] = [effective(before, was), effective(after, is)];
    const changes = compareDefinitions(old.system.definitions, now.system.definitions);
    return { imports: [...old.imports, ...now.imports], dangers: dangersOf(changes, old.system, now.system) };
  });
  const bySystem = new Map<string, Danger[]>();
  for (const { dangers } of found) if (dangers[0]) bySystem.set(dangers[0].system!, dangers);
  return found.flatMap(({ imports, dangers }) =>
    dangers.filter(
      (danger) => !imports.some((folder) => bySystem.get(folder)?.some((one) => isSameDanger(one, danger))),
    ),
  );
}

/** Whether a danger of something imported is that of what imports it. */
function isSameDanger(imported: Danger, { code, path }: Danger): boolean {
  const end = path.slice(path.length - imported.path.length);
  return imported.code === code && imported.path.every((name, index) => end[index] === name);
}

type Systems = ReadonlyMap<string, System>;

function systemDiff(
  { before, after }: SystemPair,
  changes: readonly Change[],
  files: readonly FileChange[],
): SystemDiff[] {
  const system = (after ?? before)!;
  const own = files.filter(
    ({ path }) => path.startsWith(`${system.folder}/`) && isNearest(path, system, after, before),
  );
  if (!before || !after) return [{ kind: before ? 'removed' : 'set', system, changes, files: own, through: [] }];
  const renamedFrom = before.folder !== after.folder || before.flake !== after.flake ? before : undefined;
  const isOther = before.entry?.replaceAll(before.folder, after.folder) !== after.entry;
  if (changes.length === 0 && own.length === 0 && !renamedFrom && !isOther) return [];
  const entry: Change[] = isOther
    ? [{ kind: 'changed', path: ['flake', ...(after.flake ?? before.flake ?? '').split('.')], files: ['flake.nix'] }]
    : [];
  return [{ kind: 'changed', system, renamedFrom, changes: [...entry, ...changes], files: own, through: [] }];
}

function isNearest(path: string, system: System, ...sides: readonly (System | undefined)[]): boolean {
  const inner = sides.flatMap((side) => [...(side?.names ?? [])]);
  return !inner.some(
    (name) => name !== system.folder && name.startsWith(`${system.folder}/`) && path.startsWith(`${name}/`),
  );
}

/** The folder of the System that a file stands in, the innermost one. */
function folderOf(path: string, systems: ReadonlyMap<string, System>): string | undefined {
  for (let folder = path; folder.includes('/');) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    if (systems.has(folder)) return folder;
  }
  return undefined;
}

/** Files that are neither modules nor tell of the output itself. */
function compareOtherFiles(
  before: Output,
  after: Output,
  was: ReadonlyMap<string, System>,
  is: ReadonlyMap<string, System>,
): FileChange[] {
  const modules = new Set([...was.values(), ...is.values()].flatMap((system) => [...system.modules]));
  return compareAll(before.files, after.files, (path) => !OWN_FILES.has(path) && !modules.has(path));
}

function compareAll(was: Output['files'], is: Output['files'], wanted: (path: string) => boolean): FileChange[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter(wanted)
    .sort()
    .flatMap((path) => compareFile(path, was.get(path), is.get(path)) ?? []);
}

/** Outputs of the flake, without those that come and go with a System. */
function compareOutputs(was: Flake, is: Flake, pairs: readonly SystemPair[]): Change[] {
  const names = new Set(pairs.flatMap(({ before, after }) => (before && after ? [] : [(before ?? after)!.name])));
  return compareDefinitions(was.outputs, is.outputs).filter(
    ({ kind, path }) => kind === 'changed' || !(path[0] === 'checks' && names.has(path[path.length - 1]!)),
  );
}

/** What of the changes reaches a System. */
class Reach {
  private readonly changed: ReadonlySet<string>;
  private readonly direct: ReadonlySet<string>;
  private readonly reached: ReadonlySet<string>;

  constructor(
    private readonly systems: ReadonlyMap<string, System>,
    changed: readonly SystemDiff[],
    private readonly files: readonly FileChange[],
    inputs: readonly InputChange[],
    flake: Flake,
  ) {
    this.direct = new Set(inputs.map(({ name }) => name));
    this.reached = reached(inputs, flake);
    this.changed = new Set(changed.map(({ system }) => system.folder));
  }

  /** Folders of changed Systems, changed files and inputs that a System uses, also by way of others. */
  public of(system: System): string[] {
    const through = new Set<string>();
    const seen = new Set([system]);
    for (const one of seen) {
      for (const input of one.inputs) if (this.direct.has(input)) through.add(`inputs.${input}`);
      if (one.inputs.has('self') && this.changed.size > 0) through.add('inputs.self');
      for (const name of one.names) {
        const other = this.systems.get(name);
        if (other) seen.add(other);
        for (const { path } of this.files) {
          if (!path.startsWith(`${system.folder}/`) && (path === name || (!other && path.startsWith(`${name}/`)))) {
            through.add(path);
          }
        }
      }
      if (one !== system && this.changed.has(one.folder)) through.add(one.folder);
    }
    // Inputs that follow a changed one tell nothing new where that one is used itself.
    if (![...through].some((one) => one.startsWith('inputs.'))) {
      const used = [...seen].flatMap((one) => [...one.inputs]);
      for (const input of used) if (this.reached.has(input)) through.add(`inputs.${input}`);
    }
    return [...through].sort();
  }
}
