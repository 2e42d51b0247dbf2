import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, join, posix, relative, resolve } from 'path';
import { IConstruct } from 'constructs';
import { filesOfOutput } from './files-of-output';
import { RelativePath, relativePaths } from './relative-paths';
import { App, System } from '../../app';
import type { Estate } from '../../app/rules/estate';
import { HomeAttachment } from '../../home';
import { Expr } from '../../nix';

/** A path in a hand-written file that leads to nothing in the output. */
export interface LostPath extends RelativePath {
  /** Where it leads, from the root of the output. */
  readonly target: string;
  /** The file or folder that is meant, from the project's root; undefined where there is none. */
  readonly meant?: string;
  /** Whether it lies outside of what Nix takes for the flake. */
  readonly outside: boolean;
}

/** A hand-written piece of Nix, with the paths in it that lead to nothing. */
export interface ImportedFile {
  /** Who brings it. */
  readonly owner: IConstruct;
  /** The file from the project's root; undefined where a module has it as its text. */
  readonly file?: string;
  readonly lost: readonly LostPath[];
}

/** Nix that is to be looked at. */
interface Open {
  readonly owner: IConstruct;
  /** Where it stands in the output. */
  readonly target: string;
  /** The original, absolute. */
  readonly source: string;
  /** Whether it is evaluated whatever holds: as a module, by imports alone. */
  readonly imported: boolean;
}

/** The hand-written files of Nix that lose something on their way into the output. */
export function importedFiles(estate: Estate): ImportedFile[] {
  const app = estate.root;
  if (!App.isApp(app)) return [];
  const found: ImportedFile[] = [];
  const find = filesOfOutput(app);
  const { projectRoot: root } = app;

  /** Notes what is lost of a file, and gives what it leads to. */
  const follow = (text: string, { owner, target, source, imported }: Omit<Open, 'source'> & { source?: string }) => {
    const lost: LostPath[] = [];
    const further: Open[] = [];
    for (const path of relativePaths(text)) {
      const leads = posix.join(posix.dirname(target), path.text).replace(/\/$/, '');
      const isSure = imported && path.imported;
      const there = find(leads);
      if (there.source !== undefined) {
        further.push({ owner, target: leads, source: there.source, imported: isSure });
      } else if (!there.exists) {
        const meant = source === undefined ? undefined : inside(root, resolve(dirname(source), path.text));
        lost.push({ ...path, imported: isSure, target: leads, outside: there.outside === true, meant });
      }
    }
    if (lost.length > 0) found.push({ owner, file: source && relative(root, source), lost });
    return further;
  };

  const modules = importedTargets(estate);
  const open = app._assets.map((owner): Open => {
    const { target, sourcePath: source, node } = owner;
    return { owner, target, source, imported: modules.has(target) || node.scope instanceof HomeAttachment };
  });
  const seen = new Set<string>();
  // What is sure to be evaluated goes first: a file is looked at once.
  open.sort((a, b) => Number(b.imported) - Number(a.imported));
  for (const one of open) {
    const file = nixFile(one);
    if (!file || seen.has(file.target)) continue;
    seen.add(file.target);
    open.push(...follow(readFileSync(file.source, 'utf8'), file));
  }
  for (const system of estate.systems) {
    for (const owner of system._modules) {
      const text = owner._props.source;
      if (text !== undefined) follow(text, { owner, target: `${system.folder}/${owner.node.id}.nix`, imported: true });
    }
  }
  return found;
}

/** Where in the output stands what Systems import. */
function importedTargets(estate: Estate): ReadonlySet<string> {
  const targets = new Set<string>();
  const note = ({ _node: node }: Expr) => node.kind === 'outputFile' && targets.add(node.target);
  for (const system of estate._all(System.isSystem)) {
    for (const imported of system._imports.values()) note(imported);
    for (const module of system._modules) module._importList.forEach(note);
  }
  return targets;
}

/** The file itself, or the one that stands for its folder; undefined where that is no Nix. */
function nixFile(one: Open): Open | undefined {
  const isFolder = statSync(one.source, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) return one.source.endsWith('.nix') && existsSync(one.source) ? one : undefined;
  const source = join(one.source, 'default.nix');
  return existsSync(source) ? { ...one, source, target: `${one.target}/default.nix` } : undefined;
}

/** A path from the root of the project; undefined where nothing is there, or outside. */
function inside(root: string, path: string): string | undefined {
  const below = relative(root, path);
  return existsSync(path) && below !== '' && !/^\.\.(\/|$)/.test(below) ? below : undefined;
}
