import { Closure, closureOf } from './closure';
import { flakeText, readFlake, withInputs } from './flake';
import { withoutHeadline } from './headline';
import { pruneLock } from './lock';
import { ownNames } from './own-names';
import { movedRules, NewPath } from './rules-files';
import type { MadeFile } from '../app/rendered-output';
import { flakeOf, isMachine, Output, systemsOf, textAt } from '../diff';
import { textOfFile } from '../diff/output';

/** A system that can leave: a host, or a home that is activated by itself. */
export interface Leaving {
  readonly name: string;
  /** The attribute of the flake: `nixosConfigurations.attic`. */
  readonly flake: string;
  /** Its folder in the output. */
  readonly folder: string;
  /** How the flake makes it. */
  readonly entry: string;
}

/** A flake that was left. */
export interface Ejected {
  /** Files by their paths from its folder. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** The systems that were asked for. */
  readonly systems: readonly Leaving[];
  /** Systems that came along as those refer to them. */
  readonly alsoSystems: readonly Leaving[];
  readonly inputs: readonly string[];
  /** Outputs that are about no system that left, as attribute paths. */
  readonly leftOutputs: readonly string[];
  /** Files beside the output that did not come along. */
  readonly leftFiles: readonly string[];
}

/** What only a generated output has. */
const TRACES = ['cosmo.json', 'tree.json', 'flake-module.nix'];
const LOCK = 'flake.lock';
/** Where the copies of files of the project stand. */
const ASSETS = 'assets/';

/** The systems of an output that can leave. */
export function leavingOf(output: Output): Leaving[] {
  return [...systemsOf(output, flakeOf(output)).values()]
    .filter(isMachine)
    .map(({ folder, flake = '', entry = '' }) => ({ name: flake.slice(flake.indexOf('.') + 1), flake, folder, entry }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The flake of some systems of an output as a person would keep it.
 * @param chosen some of `leavingOf` the output, or all
 */
export function ejectOutput(output: Output, chosen: readonly Leaving[]): Ejected {
  const all = leavingOf(output);
  const isAll = chosen.length === all.length;
  const file = readFlake(textAt(output, 'flake.nix') ?? '{ }');
  const closure = closureOf(output, file, isAll ? undefined : chosen, all);
  const files = new Map<string, MadeFile>();
  for (const path of [...closure.files].sort()) {
    const made = output.files.get(path)!;
    if (path !== 'flake.nix' && path !== LOCK) files.set(path, ownFile(path, made));
  }
  files.set('flake.nix', flakeFile(closure, output));
  const lock = textAt(output, LOCK);
  const pruned = lock === undefined || isAll ? lock : pruneLock(lock, closure.inputs);
  if (pruned !== undefined) files.set(LOCK, { content: pruned, owner: '' });
  const newPath: NewPath = (path) => inFolder(files, `${ASSETS}${path}`);
  const leftFiles: string[] = [];
  for (const [path, made] of output.projectFiles) {
    const moved = rulesFile(path, made, newPath);
    // Where their commands look for them.
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (moved && !files.has(name)) files.set(name, moved);
    else leftFiles.push(path);
  }
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    systems: chosen,
    alsoSystems: all.filter(
      (one) => closure.systems.has(one.flake) && !chosen.some(({ flake }) => flake === one.flake),
    ),
    inputs: [...closure.inputs].sort(),
    leftOutputs: closure.flake.left,
    leftFiles: leftFiles.sort(),
  };
}

/** What an output folder becomes when it is taken over as it stands there. */
export interface TakenOver {
  /** Files that change, by their paths from the output folder. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** The same beside it, by their paths from the project's root. */
  readonly projectFiles: ReadonlyMap<string, MadeFile>;
  /** Files of the output folder that go. */
  readonly removed: readonly string[];
  readonly systems: readonly Leaving[];
}

/**
 * Take an output over where it stands.
 * @param outdir the output folder, from the project's root
 */
export function takeOver(output: Output, outdir: string): TakenOver {
  const removed = TRACES.filter((path) => path === 'cosmo.json' || output.files.has(path));
  const changed = (before: MadeFile, after: MadeFile) => textOfFile(before) !== textOfFile(after);
  const files = new Map<string, MadeFile>();
  for (const [path, made] of output.files) {
    if (removed.includes(path) || path === LOCK) continue;
    const own = ownFile(path, made);
    if (changed(made, own)) files.set(path, own);
  }
  const newPath: NewPath = (path) => {
    const copy = inFolder(output.files, `${ASSETS}${path}`);
    return copy === undefined ? path : `${outdir === '.' ? '' : `${outdir}/`}${copy}`;
  };
  const projectFiles = new Map<string, MadeFile>();
  for (const [path, made] of output.projectFiles) {
    const own = rulesFile(path, made, newPath) ?? ownFile(path, made);
    if (changed(made, own)) projectFiles.set(path, own);
  }
  return { files, projectFiles, removed, systems: leavingOf(output) };
}

/** A path of a file or folder, where there is one. */
function inFolder(files: ReadonlyMap<string, MadeFile>, path: string): string | undefined {
  const isThere = path.endsWith('/') ? [...files.keys()].some((one) => one.startsWith(path)) : files.has(path);
  return isThere ? path : undefined;
}

/** A generated file as one of a person's; assets are one already. */
function ownFile(path: string, made: MadeFile): MadeFile {
  const text = path.startsWith(ASSETS) ? undefined : textOfFile(made);
  if (text === undefined) return made;
  const own = withoutHeadline(text, [made.owner, path]);
  return { ...made, content: path.endsWith('.nix') ? ownNames(own) : own };
}

function flakeFile({ flake, inputs }: Closure, output: Output): MadeFile {
  const made = output.files.get('flake.nix') ?? { content: '', owner: '' };
  return ownFile('flake.nix', { ...made, content: flakeText(withInputs(flake.file, inputs)) });
}

function rulesFile(path: string, made: MadeFile, newPath: NewPath): MadeFile | undefined {
  const text = textOfFile(made);
  if (text === undefined) return undefined;
  try {
    const moved = movedRules(path, text, newPath);
    return moved === undefined ? undefined : ownFile(path, { ...made, content: moved });
  } catch {
    return undefined;
  }
}
