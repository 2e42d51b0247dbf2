import { CosmoError } from '../app/error';

/** The command line or `cosmo.toml` is wrong. */
export class UsageError extends CosmoError {}

/** An error in how the command was called: what is wrong, and how to mend it. */
export function usage(code: string, message: string, mend: string): UsageError {
  return new UsageError({ code, message, mend });
}
