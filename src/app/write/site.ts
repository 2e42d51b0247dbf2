import * as fs from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CosmoError } from '../error';
import { look } from './disk';
import { causedBy } from './errors';
import { folded, folderOf } from './paths';
import { Place, Site } from './types';

/**
 * Finds the real root and output folder (which need not exist yet). Links on
 * the way are followed as long as they stay inside the root.
 *
 * @throws CosmoError WRITE_BAD_ROOT, WRITE_BAD_OUTDIR, WRITE_OUTSIDE_PROJECT
 */
export function findSite(root: string, outdir: string): Site {
  const realRoot = findRoot(root);
  if (outdir === '' || outdir.includes('\0')) {
    throw badOutdir(outdir, 'is no path', 'name a folder of the project, such as nix-out');
  }
  // An absolute outdir may be spelled by way of the root's real path or of the path given.
  let way = relative(resolve(root), resolve(root, outdir));
  if (leavesBy(way)) way = relative(realRoot, resolve(realRoot, outdir));
  if (leavesBy(way)) throw outside(outdir, resolve(realRoot, outdir), realRoot);

  let real = realRoot;
  for (const part of way.split(sep).filter((name) => name !== '')) {
    const next = join(real, part);
    const stats = look(next);
    if (stats?.isSymbolicLink()) {
      real = realPathOfLink(next);
      if (leavesBy(relative(realRoot, real))) throw outside(next, real, realRoot);
    } else {
      real = next;
    }
    if (stats && !fs.statSync(real).isDirectory()) {
      throw badOutdir(outdir, `cannot be a folder: ${next} is a file`, 'move that file away, or choose another folder');
    }
  }
  if (real === realRoot) {
    throw badOutdir(outdir, "is the project's root", 'choose a folder of its own inside the project, such as nix-out');
  }
  const parts = relative(realRoot, real).split(sep).map(folded);
  if (parts.includes('.git')) throw badOutdir(outdir, 'is inside a .git folder', 'choose a folder outside .git');
  if (look(join(real, '.git'))) {
    throw badOutdir(outdir, 'is a repository of its own (it holds .git)', 'choose a folder that is no repository');
  }
  return { root: realRoot, outdir: real };
}

function findRoot(root: string): string {
  try {
    const real = fs.realpathSync(root);
    if (fs.statSync(real).isDirectory()) return real;
  } catch (error) {
    throw causedBy(error, {
      code: 'WRITE_BAD_ROOT',
      message: `the project's root ${root} cannot be found: ${(error as Error).message}`,
      mend: 'run in the project, or name a folder that exists',
    });
  }
  throw new CosmoError({
    code: 'WRITE_BAD_ROOT',
    message: `the project's root ${root} is not a folder`,
    mend: "name the project's folder",
  });
}

function realPathOfLink(link: string): string {
  try {
    return fs.realpathSync(link);
  } catch (error) {
    throw causedBy(error, {
      code: 'WRITE_OUTSIDE_PROJECT',
      message: `${link} is a link that leads nowhere`,
      why: 'where it would lead cannot be known, so it could be outside the project',
      mend: 'remove the link',
    });
  }
}

function leavesBy(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function outside(path: string, real: string, root: string): CosmoError {
  return new CosmoError({
    code: 'WRITE_OUTSIDE_PROJECT',
    message: `${path} leads to ${real}, outside the project's root ${root}`,
    why: 'synth writes nothing outside the project',
    mend: 'choose a folder inside the project, or put a real folder in place of the link',
  });
}

function badOutdir(outdir: string, what: string, mend: string): CosmoError {
  return new CosmoError({
    code: 'WRITE_BAD_OUTDIR',
    message: `the output folder ${JSON.stringify(outdir)} ${what}`,
    why: 'synth removes what it no longer makes, so the output has to stand in a folder of its own',
    mend,
  });
}

/** What stands where a folder is needed: a folder, nothing, or (`blockedBy`) something that is no folder. */
export interface Standing {
  readonly kind: 'folder' | 'absent' | 'blocked';
  /** Path of what is no folder, relative as the folder asked for. */
  readonly blockedBy?: string;
}

/** Looks at folders, each once, and refuses links among them. */
export class Folders {
  private readonly known = new Map<string, Standing>();

  constructor(private readonly site: Site) {}

  /**
   * What stands at a folder's place.
   *
   * @throws CosmoError WRITE_OUTSIDE_PROJECT, WRITE_SYMLINK where it or a folder above it is a link
   */
  public standing(folder: Place): Standing {
    if (folder.path === '') return { kind: 'folder' };
    const key = (folder.project ? '//' : '') + folder.path;
    let standing = this.known.get(key);
    if (!standing) {
      standing = this.see(folder);
      this.known.set(key, standing);
    }
    return standing;
  }

  private see(folder: Place): Standing {
    const above = this.standing({ project: folder.project, path: folderOf(folder.path) });
    if (above.kind !== 'folder') return above;
    const path = join(folder.project ? this.site.root : this.site.outdir, folder.path);
    const stats = look(path);
    if (!stats) return { kind: 'absent' };
    if (stats.isSymbolicLink()) throw this.linked(path);
    return stats.isDirectory() ? { kind: 'folder' } : { kind: 'blocked', blockedBy: folder.path };
  }

  private linked(path: string): CosmoError {
    const real = realPathOfLink(path);
    if (leavesBy(relative(this.site.root, real))) return outside(path, real, this.site.root);
    return new CosmoError({
      code: 'WRITE_SYMLINK',
      message: `${path} is a link (to ${real}), where synth needs a folder`,
      why: 'through a link one file could be written under two names',
      mend: 'put a real folder in its place, or remove it',
    });
  }
}
