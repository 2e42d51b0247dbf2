import { Diagnostic } from './diagnostics';
import type { AcknowledgedFinding } from './policy';

/** What a synthesis wrote. */
export interface SynthResult {
  /** The output folder. */
  readonly outdir: string;
  /** Names of the systems in the flake, by output: `nixosConfigurations.classic-laddie`. */
  readonly systems: string[];
  /** Files that are new, from the output folder. */
  readonly created: string[];
  /** Files whose content changed. */
  readonly changed: string[];
  /** Files that are gone. */
  readonly removed: string[];
  /** How many files stayed as they were. */
  readonly unchanged: number;
  /** Files in the folder that are not generated, such as `flake.lock`. */
  readonly left: string[];
  /** Generated files that were edited by hand, and were overwritten or removed all the same because `--force` asked for it. */
  readonly edited: string[];
  /** Warnings and notes of the checks. */
  readonly diagnostics: Diagnostic[];
  /** Findings that are acknowledged, with the reasons. */
  readonly acknowledged: AcknowledgedFinding[];
}
