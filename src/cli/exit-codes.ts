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

/** What each of them means, as the help tells it. */
export const EXIT_CODES: Readonly<Record<ExitCode, string>> = {
  [ExitCode.OK]: 'all went well',
  [ExitCode.ESTATE]: 'the estate has errors, or its program failed; nothing was written',
  [ExitCode.USAGE]: 'the command line or cosmo.toml is wrong; also cosmo without a verb',
  [ExitCode.OUTPUT]: 'the output could not be written; the last good one stays',
  [ExitCode.TOOL]: 'a program that the command runs, such as Nix, is missing or failed',
  [ExitCode.CHANGED]: 'cosmo diff --exit-code: something changes',
  [ExitCode.DANGEROUS]: 'cosmo diff --exit-code: something dangerous changes',
};
