import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CosmoError } from '../../../src/app/error';
import { RenderedFile, WriteReport, writeOutput, WriteRequest } from '../../../src/app/write';

/** The one fs object that all modules share, so that a test can make its functions fail. */
export const realFs: Record<string, (...args: unknown[]) => unknown> = jest.requireActual('node:fs');

/** A file system in memory, where there is one: thousands of writes, each brought down to the disk, would be slow. */
const MEMORY = fs.existsSync('/dev/shm') ? '/dev/shm' : undefined;

const roots: string[] = [];

/** A new project folder; all are removed after the tests of a file. */
export function newRoot(): string {
  const root = fs.realpathSync(fs.mkdtempSync(join(MEMORY ?? tmpdir(), 'cosmo-write-')));
  roots.push(root);
  return root;
}

/** Removes a project folder before the others. */
export function drop(root: string) {
  roots.splice(roots.indexOf(root), 1);
  fs.rmSync(root, { recursive: true, force: true });
}

afterAll(() => {
  for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true, force: true });
});

/** Files from contents; a content that begins with `#!` makes an executable one. */
export function files(contents: Record<string, string | Uint8Array>): Map<string, RenderedFile> {
  return new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      { content, owner: `made/${path}`, ...(isScript(content) ? { executable: true } : {}) },
    ]),
  );
}

function isScript(content: string | Uint8Array): boolean {
  return typeof content === 'string' && content.startsWith('#!');
}

/** Writes contents to `nix-out` of a root. */
export function write(
  root: string,
  contents: Record<string, string | Uint8Array>,
  more: Partial<WriteRequest> = {},
): WriteReport {
  return writeOutput({ root, outdir: 'nix-out', files: files(contents), ...more });
}

/** Puts a file of the user's. */
export function put(root: string, path: string, content: string) {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true });
  fs.writeFileSync(join(root, path), content);
}

/** The text of a file. */
export function read(root: string, path: string): string {
  return fs.readFileSync(join(root, path), 'utf8');
}

/** All that stands in a folder: contents by path, `x` before those of executable files; links and empty folders. */
export function tree(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const full = join(folder, path);
    if (entry.isDirectory()) {
      const inside = tree(folder, path);
      Object.assign(found, Object.keys(inside).length === 0 ? { [`${path}/`]: 'empty' } : inside);
    } else if (entry.isSymbolicLink()) {
      found[path] = `link:${fs.readlinkSync(full)}`;
    } else {
      const executable = (fs.statSync(full).mode / 0o100) % 2 >= 1;
      found[path] = `${executable ? 'x ' : ''}${fs.readFileSync(full, 'utf8')}`;
    }
  }
  return found;
}

/** The tree without the manifest and without staging. */
export function output(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree(folder)).filter(([path]) => path !== 'cosmo.json' && !path.startsWith('.cosmo/')),
  );
}

/** Inode and modification time of every file: what must stay of files that are not touched. */
export function identities(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.keys(tree(folder))
      .filter((path) => !path.endsWith('/'))
      .map((path) => {
        const stats = fs.lstatSync(join(folder, path));
        return [path, `${stats.ino} ${stats.mtimeMs}`];
      }),
  );
}

/** The CosmoError that `work` throws. */
export function refusal(work: () => unknown): CosmoError {
  try {
    work();
  } catch (error) {
    if (CosmoError.isCosmoError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
