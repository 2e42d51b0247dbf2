import { createHash } from 'crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import type { Action } from './health';
import type { Output } from '../../diff';
import { codeCache } from '../code-cache';

/** The last deployment of an estate: what it was of, and how far it came. */
export interface DeployState {
  readonly version: 1;
  /** The hash of what was deployed: all files of the output and the lock file. */
  readonly output: string;
  readonly action: Action;
  /** When it was begun. */
  readonly begun: string;
  /** All that it was to deploy, and whether that is done. */
  readonly systems: Readonly<Record<string, 'done' | 'open'>>;
}

/**
 * Where it is kept: in the project's cache or the user's, as it says what this machine did and is worth nothing
 * elsewhere. Undefined where neither can be written.
 */
export function stateFile(root: string, outdir: string): string | undefined {
  const folder = codeCache(root);
  const name = createHash('sha256').update(outdir).digest('hex').slice(0, 16);
  return folder === false ? undefined : join(folder, `deploy-${name}.json`);
}

/** The hash of an output. */
export function outputHash({ files }: Output): string {
  const hash = createHash('sha256');
  for (const path of [...files.keys()].sort()) {
    const content = Buffer.from(files.get(path)!.content as string);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The last deployment; undefined where none is known. */
export function readState(file: string | undefined): DeployState | undefined {
  if (file === undefined) return undefined;
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as DeployState;
    return state.version === 1 && typeof state.systems === 'object' ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Write it as a whole, or not at all. */
export function writeState(file: string | undefined, state: DeployState): void {
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, `${JSON.stringify(state, undefined, 1)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
