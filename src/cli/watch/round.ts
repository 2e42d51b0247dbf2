import { readFileSync } from 'fs';
import { deserialize } from 'v8';
import type { RenderedOutput } from '../../app/rendered-output';
import type { SynthResult } from '../../app/synth-result';
import type { WatchOptions } from '../watch-command';

/** What a process that waits for a round is told when it starts. */
export interface Waiting {
  readonly options: WatchOptions;
  /** Where the round is left. */
  readonly file: string;
  /** The root and the program of the last round. */
  readonly root?: string;
  readonly program?: string;
}

/** What a round came to. */
export interface Round {
  readonly ok: boolean;
  readonly root: string;
  /** The program's file, where it is one that runs in the command's process. */
  readonly program?: string;
  /** What was read, each with its state then. */
  readonly reads: readonly (readonly [path: string, state: string])[];
  /** What else has to be watched: everything below the root. */
  readonly whole: boolean;
  readonly rendered?: RenderedOutput;
  readonly result?: SynthResult;
  /** What `cosmo check --format json` prints. */
  readonly document: Record<string, unknown>;
}

/** Read what a round left; undefined where it was ended before. */
export function readRound(file: string): Round | undefined {
  try {
    return deserialize(readFileSync(file)) as Round;
  } catch {
    return undefined;
  }
}

/** Whether what a program reads cannot be seen: it is another process, or Node itself loads its files. */
export function readsUnseen(program: string | undefined): boolean {
  return program === undefined || /\.[cm]?jsx?$/.test(program);
}
