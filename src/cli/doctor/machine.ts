import { execFile } from 'child_process';
import { readFileSync } from 'fs';
import { statfs } from 'fs/promises';
import { join, resolve } from 'path';
import type { Answer, DoctorContext, Room } from './context';
import { onPath } from '../on-path';

/** How long a program may take to answer. */
const PATIENCE_MS = 10_000;
const MAX_OUTPUT = 64 * 1024 ** 2;

/** Runs each program once for each question. */
export function askOnce(): DoctorContext['ask'] {
  const asked = new Map<string, Promise<Answer | undefined>>();
  return (tool, args, folder) => {
    const key = JSON.stringify([tool, args, folder]);
    const known = asked.get(key) ?? ask(tool, args, folder);
    asked.set(key, known);
    return known;
  };
}

function ask(tool: string, args: readonly string[], cwd: string): Promise<Answer | undefined> {
  // Looking at a repository writes nothing to it.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  return new Promise((done) => {
    execFile(tool, [...args], { cwd, env, timeout: PATIENCE_MS, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT' || error?.code === 'EACCES') return done(undefined);
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ code, stdout, stderr });
    });
  });
}

/** Whether a program is on the PATH. */
export function hasTool(name: string): boolean {
  return onPath(name) !== undefined;
}

/** The room on the file system of a path; undefined where there is no such path. */
export async function roomAt(path: string): Promise<Room | undefined> {
  try {
    const { bavail, blocks, bsize, files, ffree } = await statfs(path);
    return { free: bavail * bsize, size: blocks * bsize, freeFiles: files > 0 ? ffree : undefined };
  } catch {
    return undefined;
  }
}

/** The package of this command. */
export function ownPackage(): DoctorContext['command'] {
  const folder = resolve(__dirname, '../../..');
  const { version, engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    engines: { node: string };
  };
  return { folder, version, node: engines.node };
}
