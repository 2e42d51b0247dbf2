import { hash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errno } from './errors';
import { Place, Site } from './types';

/** The lower-case hexadecimal SHA-256 of text (as UTF-8) or bytes. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content);
}

/** A place's absolute path. */
export function absolute(site: Site, place: Place): string {
  return join(place.project ? site.root : site.outdir, place.path);
}

/** What stands at a path, itself and not what a link leads to; undefined where nothing stands. */
export function look(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errno(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * What tells one state of a path from another: a file's SHA-256, `link:` and
 * where a link leads, `folder`, `other`, or undefined where nothing stands.
 */
export function fingerprint(path: string, stats = look(path)): string | undefined {
  if (!stats) return undefined;
  if (stats.isFile()) return sha256(fs.readFileSync(path));
  if (stats.isSymbolicLink()) return `link:${fs.readlinkSync(path)}`;
  return stats.isDirectory() ? 'folder' : 'other';
}

/** Whether a file may be executed by its owner; undefined where the system has no such thing. */
export function isExecutable(stats: fs.Stats): boolean | undefined {
  return process.platform === 'win32' ? undefined : Math.floor(stats.mode / 0o100) % 2 === 1;
}

/** Writes a new file; with `sync`, down to the disk. */
export function writeNew(path: string, content: string | Uint8Array, options: { mode?: number; sync: boolean }) {
  const handle = fs.openSync(path, 'wx', options.mode ?? 0o666);
  try {
    fs.writeFileSync(handle, content);
    if (options.sync) fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Brings a folder's entries down to the disk, where the system can do that. */
export function syncFolder(path: string) {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(handle);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'].includes(errno(error) ?? '')) throw error;
  } finally {
    fs.closeSync(handle);
  }
}

/** Removes a file or a link. @returns whether one was there */
export function unlinkIfThere(path: string): boolean {
  try {
    fs.unlinkSync(path);
    return true;
  } catch (error) {
    if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** Removes a folder if it is empty; leaves it alone, silently, if it is not or cannot be removed. */
export function rmdirIfEmpty(path: string): boolean {
  try {
    fs.rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Removes a folder of plain files, or whatever else stands under that name; nothing is followed. */
export function removeFlat(path: string) {
  const stats = look(path);
  if (!stats) return;
  if (!stats.isDirectory()) {
    unlinkIfThere(path);
    return;
  }
  for (const name of fs.readdirSync(path)) unlinkIfThere(join(path, name));
  fs.rmdirSync(path);
}

/** Moves a file over another in one step; through a copy beside it where `to` is on another file system. */
export function move(from: string, to: string) {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (errno(error) !== 'EXDEV') throw error;
    const beside = join(dirname(to), `.cosmo-${basename(to)}`.slice(0, 200));
    copy(from, beside);
    fs.renameSync(beside, to);
    fs.unlinkSync(from);
  }
}

/**
 * Keeps what stands at a path under a second name: a hard link, so that it can
 * be put back as the very same file; a copy where the system has no such links.
 */
export function keep(path: string, as: string) {
  const stats = fs.lstatSync(path);
  if (stats.isSymbolicLink()) {
    fs.symlinkSync(fs.readlinkSync(path), as);
    return;
  }
  try {
    fs.linkSync(path, as);
  } catch (error) {
    if (!['EPERM', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errno(error) ?? '')) throw error;
    copy(path, as);
  }
}

function copy(from: string, to: string) {
  const stats = fs.lstatSync(from);
  unlinkIfThere(to);
  if (stats.isSymbolicLink()) {
    fs.symlinkSync(fs.readlinkSync(from), to);
    return;
  }
  fs.copyFileSync(from, to);
  fs.utimesSync(to, stats.atime, stats.mtime);
}
