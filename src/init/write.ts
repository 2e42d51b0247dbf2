import { existsSync, lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, relative, resolve } from 'path';
import { ProjectFiles } from './settings';
import { CosmoError } from '../app/error';

/** Files that a repository often has before anything else; they stay as they are. */
const README = 'README.md';
const IGNORE = '.gitignore';
/** What the README would say, beside one that is there already. */
const SETUP = 'SETUP.md';

/** What was written. */
export interface WrittenProject {
  /** The folder, absolute. */
  readonly folder: string;
  /** Files that were written, from the folder. */
  readonly files: readonly string[];
  /** Files that were there, and stay as they are. */
  readonly kept: readonly string[];
  /** Lines that a `.gitignore` that was there lacks. */
  readonly notIgnored: readonly string[];
}

/**
 * Write the files of a new project: all of them, or none. Nothing is overwritten.
 * @throws `WRITE_INIT_TAKEN` where files of the same names are there; `WRITE_INIT` where the folder cannot be written
 * to
 */
export function writeProject(files: ProjectFiles, folder: string): WrittenProject {
  const { wanted, kept, notIgnored } = beside(files, folder);
  const taken = [...wanted.keys()].flatMap((path) => inTheWay(folder, path) ?? []);
  if (taken.length > 0) {
    const names = [...new Set(taken)];
    throw new CosmoError({
      code: 'WRITE_INIT_TAKEN',
      message: `${folder} has ${names.length === 1 ? 'a file' : 'files'} of the same name: ${names.join(', ')}`,
      why: 'no file is overwritten, and a project without some of them would not work',
      mend: 'name another folder, a new one: cosmo init TEMPLATE FOLDER',
    });
  }
  writeAll(wanted, folder);
  return { folder, files: [...wanted.keys()].sort(), kept, notIgnored };
}

/** The files that fit beside what is there. */
function beside(files: ProjectFiles, folder: string) {
  const wanted = new Map(files);
  const kept: string[] = [];
  let notIgnored: string[] = [];
  if (existsSync(join(folder, README)) && wanted.has(README)) {
    kept.push(README);
    wanted.set(SETUP, wanted.get(README)!);
    wanted.delete(README);
  }
  if (existsSync(join(folder, IGNORE)) && wanted.has(IGNORE)) {
    kept.push(IGNORE);
    const there = ignoredBy(join(folder, IGNORE));
    notIgnored = wanted
      .get(IGNORE)!
      .split('\n')
      .filter((line) => line !== '' && !there.has(bare(line)));
    wanted.delete(IGNORE);
  }
  return { wanted, kept, notIgnored };
}

function ignoredBy(file: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(file, 'utf8').split(/\r?\n/).map(bare));
  } catch {
    // No file, or not to be read: then it is not known to have any.
    return new Set();
  }
}

/** A line of `.gitignore` without what seldom matters. */
function bare(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '');
}

/** What stands where a file is to be: itself, or a file in the place of one of its folders. */
function inTheWay(folder: string, path: string): string | undefined {
  if (kindOf(join(folder, path)) !== 'nothing') return path;
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    if (kindOf(join(folder, at)) === 'other') return at;
  }
  return undefined;
}

/** A link to a folder is none: what is written must not end up elsewhere. */
function kindOf(path: string): 'folder' | 'other' | 'nothing' {
  try {
    return lstatSync(path).isDirectory() ? 'folder' : 'other';
  } catch {
    return 'nothing';
  }
}

function writeAll(files: ProjectFiles, folder: string): void {
  const made: string[] = [];
  const folders: string[] = [];
  try {
    for (const [path, text] of files) {
      const file = join(folder, path);
      const first = mkdirSync(dirname(file), { recursive: true });
      if (first !== undefined) folders.push(...between(first, dirname(file)));
      // Never over a file that has come meanwhile.
      writeFileSync(file, text, { flag: 'wx' });
      made.push(file);
    }
  } catch (error) {
    for (const file of made) rmSync(file, { force: true });
    for (const empty of folders.reverse()) removeEmpty(empty);
    throw new CosmoError({
      code: 'WRITE_INIT',
      message: `${folder} cannot be written to: ${(error as Error).message}`,
      mend: 'name a folder that you may write to; nothing was written',
    });
  }
}

/** The folders from one down to another one, both included. */
function between(first: string, last: string): string[] {
  const parts = relative(first, last).split('/');
  return [first, ...parts.flatMap((_part, i) => (parts[0] === '' ? [] : resolve(first, ...parts.slice(0, i + 1))))];
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something into it.
  }
}
