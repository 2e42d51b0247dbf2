import { existsSync, lstatSync, readFileSync } from 'fs';
import { join } from 'path';
import { CosmoError } from '../../app/error';
import { sha256 } from '../../app/write/disk';
import { readManifest } from '../../app/write/manifest';

/** The manifest of an output, held against what stands there. Paths are from the project's root. */
export interface Manifest {
  /** Why it cannot be read: nothing else is known then. */
  readonly problem?: CosmoError;
  /** The release of Cosmo that last changed something; undefined where it does not say. */
  readonly release?: string;
  /** All files that it lists. */
  readonly files: readonly string[];
  /** Those that are not there. */
  readonly missing: readonly string[];
  /** Those that are not as they were written. */
  readonly edited: readonly string[];
}

/**
 * Read the manifest of an output.
 * @param outdir the output folder, from the root
 */
export function manifestOf(root: string, outdir: string): Manifest {
  const files: string[] = [];
  const missing: string[] = [];
  const edited: string[] = [];
  try {
    const { files: listed, release } = readManifest(join(root, outdir), false);
    for (const { place, hashes } of listed.values()) {
      const path = place.project ? place.path : join(outdir, place.path);
      const file = join(root, path);
      files.push(path);
      if (!existsSync(file)) missing.push(path);
      else if (!lstatSync(file).isFile() || !hashes.includes(sha256(readFileSync(file)))) edited.push(path);
    }
    return { release, files, missing, edited };
  } catch (problem) {
    if (!CosmoError.isCosmoError(problem)) throw problem;
    return { problem, files: [], missing: [], edited: [] };
  }
}
