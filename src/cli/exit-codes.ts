/** How the command ends. Scripts may rely on these. */
export enum ExitCode {
  /** All went well. */
  OK = 0,
  /** The estate has errors, or its program failed; nothing was written. */
  ESTATE = 1,
  /** The command line or `cosmo.toml` is wrong. */
  USAGE = 2,
  /** The output could not be written; the last good one stays. */
  OUTPUT = 3,
  /** A program that the command runs, such as Nix, is missing or failed. */
  TOOL = 4,
  /** `diff --exit-code`: something changes. */
  CHANGED = 5,
  /** `diff --exit-code`: something dangerous changes. */
  DANGEROUS = 6,
}
