import type { DoctorFinding } from './finding';
import type { Manifest } from './manifest';
import type { ProgramState } from './program';
import type { Output, System } from '../../diff';

/** How a program ended that a check asked. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Room on a file system. */
export interface Room {
  /** Bytes that a user may still write. */
  readonly free: number;
  readonly size: number;
  /** Files that may still be made; undefined where the file system knows no number. */
  readonly freeFiles?: number;
}

/** What there is of the project; undefined where no cosmo.toml is there and nothing names a program. */
export interface ProjectFacts {
  /** Its root, absolute. */
  readonly root: string;
  /** The output folder, absolute. */
  readonly outdir: string;
  /** What was written last; undefined where nothing was. */
  readonly output?: Output;
  readonly manifest: Manifest;
  /** Systems of the output. */
  readonly systems: readonly System[];
  /** Attributes of the flake that stand at its top. */
  readonly outputs: ReadonlySet<string>;
  /** Inputs that flake.nix declares; undefined where it cannot be read. */
  readonly inputs?: readonly string[];
  /** What a run of the program tells. It is one run for all checks. */
  readonly program: () => Promise<ProgramState>;
}

/** What checks look at: tests give stand-ins. */
export interface DoctorContext {
  readonly project?: ProjectFacts;
  /** The folder that the command is called in. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly now: Date;
  /** `process.version` and `process.platform`. */
  readonly nodeVersion: string;
  readonly platform: NodeJS.Platform;
  /** This command's package: its folder and version. */
  readonly command: { readonly folder: string; readonly version: string; readonly node: string };
  /** Runs a program in a folder; undefined where there is none. Asked twice, it is run once. */
  readonly ask: (tool: string, args: readonly string[], folder: string) => Promise<Answer | undefined>;
  /** Whether a program is on the PATH. */
  readonly has: (tool: string) => boolean;
  readonly roomAt: (path: string) => Promise<Room | undefined>;
}

/** A check: one thing that is looked at. */
export interface DoctorCheck {
  readonly name: string;
  run(context: DoctorContext): Promise<CheckResult>;
}

/** What a check found, and what it saw. */
export interface CheckResult {
  readonly findings: readonly DoctorFinding[];
  /** Facts worth telling, such as versions. */
  readonly facts?: Readonly<Record<string, string>>;
}
