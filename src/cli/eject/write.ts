import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { dirname, join } from 'path';
import { CosmoError } from '../../app/error';
import type { MadeFile } from '../../app/rendered-output';
import type { TakenOver } from '../../eject';
import { usage } from '../usage-error';

/** What may stand in a folder that a flake is written to. */
const HARMLESS = new Set(['.git', '.gitignore', '.gitattributes', 'LICENSE', 'README.md']);

/**
 * @throws UsageError `EJECT_NOT_EMPTY` where the folder has anything in it that could be mistaken for a part of the flake
 */
export function checkFree(to: string, files: readonly string[]): void {
  if (!existsSync(to)) return;
  const refuse = (what: string) => {
    throw usage('EJECT_NOT_EMPTY', what, 'name a new folder with --to; nothing is ever overwritten');
  };
  if (!lstatSync(to).isDirectory()) refuse(`${to} is there, and is no folder`);
  const there = readdirSync(to).filter((name) => !HARMLESS.has(name) || files.includes(name));
  if (there.length > 0) refuse(`${to} is not empty: it has ${there.slice(0, 5).join(', ')}`);
}

/**
 * Write a flake to a new folder. Where that fails, what was written is taken away again.
 * @throws CosmoError `WRITE_FAILED`
 */
export function writeEjected(to: string, files: ReadonlyMap<string, MadeFile>): void {
  const written: string[] = [];
  const folders: string[] = [];
  try {
    for (const [path, { content, executable }] of files) {
      const file = join(to, path);
      for (const folder of missingAbove(file)) {
        mkdirSync(folder);
        folders.unshift(folder);
      }
      writeFileSync(file, content, { flag: 'wx', mode: executable ? 0o777 : 0o666 });
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    for (const folder of folders) removeIfEmpty(folder);
    throw failed(error, 'nothing was left behind');
  }
}

/**
 * Put files in the place of others, each as a whole, and take away what only a generated output has; the manifest
 * last, so that a run that was interrupted can be done again.
 * @throws CosmoError `WRITE_FAILED`
 */
export function overwriteInPlace(outdir: string, root: string, { files, projectFiles, removed }: TakenOver): void {
  try {
    for (const [path, file] of files) replace(join(outdir, path), file);
    for (const [path, file] of projectFiles) replace(join(root, path), file);
    const [manifest, ...rest] = removed;
    for (const path of [...rest, manifest!]) rmSync(join(outdir, path));
  } catch (error) {
    throw failed(error, 'the manifest is still there: call the command again');
  }
}

function replace(path: string, { content }: MadeFile): void {
  const fresh = `${path}.${process.pid}.new`;
  try {
    // eslint-disable-next-line no-bitwise
    const mode = lstatSync(path).mode & 0o777;
    writeFileSync(fresh, content, { flag: 'wx' });
    chmodSync(fresh, mode);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** The folders above a file that are to be made, the outermost first. */
function missingAbove(file: string): string[] {
  const missing: string[] = [];
  for (let at = dirname(file); !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else put something there.
  }
}

function failed(error: unknown, remains: string): CosmoError {
  return new CosmoError({
    code: 'WRITE_FAILED',
    message: `the flake could not be written: ${(error as Error).message}`,
    mend: `mend what stands in the way, such as permissions or a full disk; ${remains}`,
  });
}
