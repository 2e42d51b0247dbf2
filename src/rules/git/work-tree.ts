import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { dirname, join, relative, resolve, sep } from 'path';
import { IConstruct } from 'constructs';
import { App } from '../../app';
import type { Estate } from '../../app/rules/estate';

/** A file or folder that git leaves out, and what it is for. */
export interface LeftOut {
  /** From the project's root; a folder where git leaves all of it out. */
  readonly path: string;
  /** The constructs whose file it is, or holds. */
  readonly constructs: readonly IConstruct[];
  /** Whether it is output, and so no file of a person. */
  readonly generated: boolean;
}

/** What git knows of the files that the estate needs. */
export interface WorkTree {
  readonly ignored: readonly LeftOut[];
  readonly untracked: readonly LeftOut[];
}

const NOTHING: WorkTree = { ignored: [], untracked: [] };
const MEBIBYTES = 1024 * 1024;

/**
 * Ask git, once a check, about the files of the estate that there are: assets
 * and what was written before. Nothing is asked where the estate is checked in
 * memory alone, outside of a work tree, or where git cannot answer.
 */
export function workTree(estate: Estate): WorkTree {
  const app = estate.root;
  if (!App.isApp(app) || !app._isForWriting || !inWorkTree(app.projectRoot)) return NOTHING;
  const needed = neededFiles(app);
  const status = ['status', '--porcelain', '-z', '--ignored=matching', '--untracked-files=all', '--no-renames'];
  const { status: code, stdout } = spawnSync(
    'git',
    // Names are names, not patterns; and nothing is written, not even the index.
    ['--no-optional-locks', '--literal-pathspecs', '-C', app.projectRoot, ...status, '--', ...needed.keys()],
    { encoding: 'utf8', maxBuffer: 64 * MEBIBYTES, timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (code !== 0) return NOTHING;
  const top = topOf(app.projectRoot);
  const ignored: LeftOut[] = [];
  const untracked: LeftOut[] = [];
  for (const line of stdout.split('\0')) {
    const list = line.startsWith('!! ') ? ignored : line.startsWith('?? ') ? untracked : undefined;
    if (!list) continue;
    const path = relative(app.projectRoot, resolve(top, line.slice(3)));
    const generated = within(path, app.outdir);
    const constructs = [...needed].filter(([file]) => within(file, path) || within(path, file)).map(([, one]) => one);
    list.push({ path, constructs: generated ? [app] : constructs, generated });
  }
  return { ignored, untracked };
}

/** What there must be in the repository, with whose it is: from the project's root. */
function neededFiles(app: App): Map<string, IConstruct> {
  const found = new Map<string, IConstruct>([[app.outdir, app]]);
  for (const asset of app._assets) found.set(relative(app.projectRoot, asset.sourcePath), asset);
  for (const file of app._projectFiles) found.set(file.path, file);
  return found;
}

function within(path: string, folder: string): boolean {
  return path === folder || folder === '' || path.startsWith(`${folder}${sep}`);
}

/** The folder above, or the one itself, that a repository is kept in; empty where there is none. */
export function topOf(folder: string): string {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? '' : topOf(above);
}

function inWorkTree(folder: string): boolean {
  return topOf(folder) !== '';
}
