import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { CosmoError } from '../error';
import { look, rmdirIfEmpty, unlinkIfThere } from './disk';
import { errno } from './errors';
import { WORK } from './paths';

/** How long a lock without words (its maker is between creating and writing it) is believed, in milliseconds. */
const WORDLESS = 2000;

/** Who holds a lock. */
interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** When the process began, as the kernel counts; tells a process from a later one with the same id. */
  readonly began?: string;
}

/** A lock that is held. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock of an output folder: `.cosmo/lock`, created exclusively. The
 * lock of a process of this host that is gone is taken over; for a living one
 * it waits a while.
 *
 * @throws CosmoError WRITE_LOCKED, WRITE_SYMLINK
 */
export function takeLock(outdir: string, waitMilliseconds = 2000): Lock {
  const work = join(outdir, WORK);
  const path = join(work, 'lock');
  const deadline = Date.now() + waitMilliseconds;
  let made: string | undefined;
  for (;;) {
    // In the loop, for whoever held the lock may have removed the folders with it.
    made = makeFolder(work) ?? made;
    const token = tryTake(path);
    if (token !== undefined) return { release: () => release(path, token, outdir, made) };
    const holder = readHolder(path);
    const gone = holder === 'wordless' ? isOld(path) : holder !== undefined && isGone(holder);
    // Breaking the lock of one who is gone may take a while longer, where another was killed doing that.
    if (Date.now() >= deadline + (gone ? 2 * WORDLESS : 0)) throw locked(path, holder);
    if (gone) breakLock(path, typeof holder === 'object' ? holder.token : undefined);
    else if (holder !== undefined) sleep(25);
  }
}

/** Makes the working folder and those above it. @returns the topmost one it made */
function makeFolder(work: string): string | undefined {
  let made: string | undefined;
  try {
    made = fs.mkdirSync(work, { recursive: true });
  } catch (error) {
    if (errno(error) !== 'EEXIST') throw error;
  }
  const stats = look(work);
  if (stats && !stats.isDirectory()) {
    throw new CosmoError({
      code: 'WRITE_SYMLINK',
      message: `${work} is not a folder`,
      why: 'synth stages its output there, and does not follow a link to do it',
      mend: 'remove it: nothing in it is needed',
    });
  }
  return made;
}

/** Creates the lock. @returns its token, or undefined where a lock stands */
function tryTake(path: string): string | undefined {
  let handle: number;
  try {
    handle = fs.openSync(path, 'wx');
  } catch (error) {
    // ENOENT: the one before us released its lock and removed the folder in between.
    if (errno(error) === 'EEXIST' || errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const token = randomUUID();
    const holder: Holder = { token, pid: process.pid, host: hostname(), since: new Date().toISOString(), ...began() };
    fs.writeFileSync(handle, `${JSON.stringify(holder)}\n`);
    return token;
  } catch (error) {
    unlinkIfThere(path);
    throw error;
  } finally {
    fs.closeSync(handle);
  }
}

function release(path: string, token: string, outdir: string, made: string | undefined) {
  const work = dirname(path);
  // Guards of those that were killed while they broke a lock. Any other's is past its use: the lock it was for is gone.
  for (const name of fs.readdirSync(work)) if (name.startsWith('lock-break-')) unlinkIfThere(join(work, name));
  const holder = readHolder(path);
  if (typeof holder === 'object' && holder.token === token) unlinkIfThere(path);
  // A first write that failed leaves no empty folders behind.
  if (!rmdirIfEmpty(work) || made === undefined) return;
  for (let folder = outdir; folder.length >= made.length && rmdirIfEmpty(folder); folder = join(folder, '..'));
}

/** Who holds the lock; undefined where nobody does. */
function readHolder(path: string): Holder | 'wordless' | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const holder = JSON.parse(text) as Holder;
    if (typeof holder.token === 'string' && Number.isInteger(holder.pid)) return holder;
  } catch {
    // As below.
  }
  return 'wordless';
}

function isOld(path: string): boolean {
  const stats = look(path);
  return stats !== undefined && Date.now() - stats.mtimeMs > WORDLESS;
}

/** Whether the holder is certainly gone. Of another host nothing is certain. */
function isGone(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return errno(error) === 'ESRCH';
  }
  const now = began(holder.pid).began;
  return now !== undefined && holder.began !== undefined && now !== holder.began;
}

/** When a process began, where the system says so (Linux: field 22 of its stat, in ticks since boot). */
function began(pid: number | 'self' = 'self'): { began?: string } {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return { began: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] };
  } catch {
    return {};
  }
}

/**
 * Removes a lock whose holder is gone. Of two that found it, one must not
 * remove the lock that the other has taken since: so breaking is itself under
 * a lock, named after the token of the one to be broken, and looks once more.
 */
function breakLock(path: string, token: string | undefined) {
  const guard = `${path}-break-${token ?? 'wordless'}`;
  let handle: number;
  try {
    handle = fs.openSync(guard, 'wx');
  } catch (error) {
    if (errno(error) === 'ENOENT') return;
    if (errno(error) !== 'EEXIST') throw error;
    // Held for three calls: an old one belongs to a process that was killed at them.
    if (isOld(guard)) unlinkIfThere(guard);
    sleep(5);
    return;
  }
  try {
    const holder = readHolder(path);
    const same = holder === 'wordless' ? token === undefined && isOld(path) : holder?.token === token;
    if (same) unlinkIfThere(path);
  } finally {
    fs.closeSync(handle);
    unlinkIfThere(guard);
  }
}

function sleep(milliseconds: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function locked(path: string, holder: Holder | 'wordless' | undefined): CosmoError {
  const who = typeof holder === 'object' ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : '';
  return new CosmoError({
    code: 'WRITE_LOCKED',
    message: `another synth${who} is writing this output`,
    why: 'two at once would mix their files',
    mend: `wait until it is done; if no synth is running there any more, remove ${path}`,
  });
}
