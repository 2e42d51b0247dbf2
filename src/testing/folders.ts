import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, isAbsolute, join, relative } from 'path';
import { CosmoError } from '../app';

const NAME = /^cosmo-testing-(\d+)-/;
let base: string | undefined;
let count = 0;

/** A new folder with these files in it. It is gone when the process ends, or a later one begins. */
export function testFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = join((base ??= newBase()), String((count += 1)));
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    const inside = relative(folder, target);
    if (inside === '' || inside.startsWith('..') || isAbsolute(path)) {
      throw new CosmoError({
        code: 'TEST_FILE_PATH',
        message: `"${path}" is no path inside the project`,
        mend: 'give a path from its root, without ..',
        keyPath: 'files',
      });
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}

/** Remove all folders that this copy of the library has made. */
export function removeTestFolders(): void {
  if (base !== undefined) rmSync(base, { recursive: true, force: true, maxRetries: 3 });
  base = undefined;
}

function newBase(): string {
  const folder = realpathSync(tmpdir());
  sweep(folder);
  process.once('exit', removeTestFolders);
  return mkdtempSync(join(folder, `cosmo-testing-${process.pid}-`));
}

/** Remove what processes left that were killed, or whose test runner took them the chance to tidy up. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, process] = NAME.exec(name) ?? [];
    if (process === undefined || isAlive(Number(process))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // It is another user's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
