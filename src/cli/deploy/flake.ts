import { existsSync, realpathSync } from 'fs';
import { join, relative } from 'path';
import { flakeInputs } from '../flake-inputs';
import { lockedInputs } from '../lock-file';
import { UsageError, usage } from '../usage-error';

/**
 * The flake in a folder as all tools take it. By its path and not by git: what is on the disk is what is built,
 * whether git knows the files or not, as with `cosmo lock`.
 */
export function flakeRef(folder: string): string {
  const path = existsSync(folder) ? realpathSync(folder) : folder;
  return `path:${path.split('/').map(encoded).join('/')}`;
}

function encoded(part: string): string {
  return encodeURIComponent(part).replace(/%(40|3A|2B|2C|3D)/g, (code) => decodeURIComponent(code));
}

/** A name in the path of an attribute, as Nix reads it on the command line. */
export function attributeName(name: string): string {
  return /[."\s]/.test(name) ? `"${name}"` : name;
}

/** What is wrong with the lock file of a flake: it does not pin what the flake needs. */
export function lockProblem(folder: string, root: string): UsageError | undefined {
  const shown = relative(root, folder) || '.';
  const inputs = flakeInputs(join(folder, 'flake.nix')) ?? [];
  const file = join(folder, 'flake.lock');
  if (inputs.length > 0 && !existsSync(file)) {
    return usage(
      'LOCK_MISSING',
      `the flake in ${shown} has no lock file, so nobody can say what would be built`,
      'pin its inputs first: cosmo lock',
    );
  }
  const locked = lockedInputs(file);
  const loose = inputs.filter((input) => !locked.has(input));
  if (loose.length === 0) return undefined;
  return usage(
    'LOCK_STALE',
    `the lock file in ${shown} does not pin ${loose.join(', ')}`,
    'pin what is new: cosmo lock',
  );
}
