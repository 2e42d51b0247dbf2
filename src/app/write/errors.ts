import { CosmoError, CosmoErrorDetails } from '../error';

/** A `CosmoError` that keeps the error it came from as its `cause`. */
export function causedBy(cause: unknown, details: CosmoErrorDetails): CosmoError {
  const error = new CosmoError(details);
  error.cause = cause;
  return error;
}

/** The errno name (`ENOENT`) of a file-system error, else undefined. The error may come from another realm. */
export function errno(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && !CosmoError.isCosmoError(error) ? code : undefined;
}

const MENDS: Record<string, string> = {
  ENOSPC: 'free some space on that disk, then synth again',
  EDQUOT: 'free some of your disk quota, then synth again',
  EACCES: 'see who owns that path and give yourself the right to write there',
  EPERM: 'see who owns that path and give yourself the right to write there',
  EROFS: 'that file system is read-only: mount it writable or choose another output folder',
  EMFILE: 'close programs that hold many files open, or raise the limit (ulimit -n)',
  ENAMETOOLONG: 'choose a shorter name for what makes this file, or an output folder less deep',
  ENOTDIR: 'a part of that path is a file: move it away',
};

/** The error for a file system that refused: names the path, says what became of the output, how to mend it. */
export function writeFailed(cause: unknown, path: string | undefined, keptWhole = true): CosmoError {
  const code = errno(cause);
  const where = path ?? (cause as { path?: string } | undefined)?.path ?? 'the output';
  return causedBy(cause, {
    code: 'WRITE_FAILED',
    message: `cannot write ${where}: ${(cause as { message?: string } | undefined)?.message ?? String(cause)}`,
    why: keptWhole
      ? 'the previous output is as it was'
      : 'the write could not be undone either; the next synth first brings the output back in order',
    mend: (code && MENDS[code]) || 'mend what the file system reports, then synth again',
  });
}

/** Runs `work`; a file-system error inside it is said of `path`, what the user knows, not of a staging file. */
export function saidOf<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw CosmoError.isCosmoError(error) ? error : writeFailed(error, path);
  }
}

/** Up to twenty names, one a line, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `\n    ${name}`);
  return shown.join('') + (names.length > 20 ? `\n    and ${names.length - 20} more` : '');
}
