import { relative, sep } from 'node:path';
import { CosmoError } from '../error';
import { absolute } from './disk';
import { errno, writeFailed } from './errors';
import { apply, commit, discard, hasStaging, Journal, journalFolders, pending, undo } from './journal';
import { filesLeft } from './left';
import { takeLock } from './lock';
import { readManifest } from './manifest';
import { MANIFEST, Wanted, wantedFiles } from './paths';
import { makePlan, Plan } from './plan';
import { findSite, Folders } from './site';
import { Recovery, Site, WriteReport, WriteRequest } from './types';

/**
 * Writes a rendered estate: whole, or not at all.
 *
 * The previous output stays as it was on any refusal or failure; a process
 * that is killed leaves the old output or a journal from which the next call
 * finishes the new one. Files with the same content are not touched. Only
 * files that the previous manifest lists are removed or overwritten.
 *
 * @throws CosmoError WRITE_BAD_PATH, WRITE_PATH_CLASH, WRITE_BAD_ROOT,
 *   WRITE_BAD_OUTDIR, WRITE_OUTSIDE_PROJECT, WRITE_SYMLINK, WRITE_LOCKED,
 *   WRITE_FOREIGN_FILE, WRITE_EDITED_BY_HAND, WRITE_MANIFEST_DAMAGED,
 *   WRITE_MANIFEST_NEWER, WRITE_OUTPUT_NEWER, WRITE_JOURNAL_DAMAGED, WRITE_FAILED
 */
export function writeOutput(request: WriteRequest): WriteReport {
  const force = request.overwriteEdited ?? false;
  return inSite(request.root, request.outdir, (site, locked) => {
    const inRoot = relative(site.root, site.outdir).split(sep).join('/');
    const wanted = wantedFiles(request.files, request.projectFiles ?? new Map(), inRoot);
    return locked(() => {
      recover(site, force);
      const previous = readManifest(site.outdir, force);
      const plan = makePlan({ site, wanted, previous, overwriteEdited: force, release: request.release });
      if (plan.steps.length > 0) carryOut(site, plan);
      return report(site, wanted, plan);
    });
  });
}

/**
 * Brings an output folder in order after a write that was interrupted: finishes
 * it if it was committed, else removes its staging.
 *
 * @param outdir the output folder, absolute or relative to `root`
 * @param root the project's root; by default the current folder
 * @throws CosmoError WRITE_BAD_ROOT, WRITE_BAD_OUTDIR, WRITE_OUTSIDE_PROJECT,
 *   WRITE_SYMLINK, WRITE_LOCKED, WRITE_JOURNAL_DAMAGED, WRITE_FAILED
 */
export function recoverOutput(outdir: string, root: string = process.cwd()): Recovery {
  return inSite(root, outdir, (site, locked) => locked(() => recover(site, false)));
}

/** Runs `work` for a site, with a way to run under its lock; file-system errors come out as WRITE_FAILED. */
function inSite<T>(root: string, outdir: string, work: (site: Site, locked: (work: () => T) => T) => T): T {
  try {
    const site = findSite(root, outdir);
    return work(site, (inside) => {
      const lock = takeLock(site.outdir);
      try {
        return inside();
      } finally {
        quietly(() => lock.release());
      }
    });
  } catch (error) {
    throw CosmoError.isCosmoError(error) || errno(error) === undefined ? error : writeFailed(error, undefined);
  }
}

function carryOut(site: Site, plan: Plan) {
  let journal: Journal;
  try {
    journal = commit(site, plan);
  } catch (error) {
    quietly(() => discard(site));
    throw error;
  }
  finish(site, journal, false);
}

/** Applies a committed write; where that fails, undoes it. */
function finish(site: Site, journal: Journal, careful: boolean) {
  try {
    apply(site, journal, careful);
  } catch (error) {
    const said = CosmoError.isCosmoError(error) ? error : writeFailed(error, undefined);
    try {
      undo(site, journal);
    } catch {
      throw writeFailed(said.cause ?? said, undefined, false);
    }
    quietly(() => discard(site));
    throw said;
  }
  quietly(() => discard(site));
}

function recover(site: Site, force: boolean): Recovery {
  let found: ReturnType<typeof pending>;
  try {
    found = pending(site);
  } catch (error) {
    if (!force) throw error;
  }
  if (!found) {
    const rubbish = hasStaging(site);
    discard(site);
    return rubbish ? 'discarded' : 'none';
  }
  const folders = new Folders(site);
  for (const folder of journalFolders(found.journal)) folders.standing(folder);
  if (found.undoing) {
    undo(site, found.journal);
    discard(site);
    return 'back';
  }
  finish(site, found.journal, true);
  return 'forward';
}

function report(site: Site, wanted: readonly Wanted[], plan: Plan): WriteReport {
  const name = (step: { place: Plan['edited'][number] }) =>
    relative(site.outdir, absolute(site, step.place)).split(sep).join('/');
  const steps = plan.steps.filter(({ place }) => place.project || place.path !== MANIFEST);
  const names = (of: readonly { place: Plan['edited'][number] }[]) => of.map(name).sort();
  return {
    outdir: site.outdir,
    created: names(steps.filter(({ was, now }) => was === undefined && now !== undefined)),
    changed: names(steps.filter(({ was, now }) => was !== undefined && now !== undefined)),
    removed: names(steps.filter(({ now }) => now === undefined)),
    unchanged: plan.unchanged,
    left: filesLeft(site.outdir, wanted),
    edited: plan.edited.map((place) => name({ place })).sort(),
  };
}

/** Runs what may fail without harm: the next write does it again. */
function quietly(work: () => void) {
  try {
    work();
  } catch {
    // As said.
  }
}
