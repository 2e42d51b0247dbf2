import * as fs from 'node:fs';
import { join } from 'node:path';
import {
  absolute,
  fingerprint,
  keep,
  look,
  move,
  removeFlat,
  rmdirIfEmpty,
  sha256,
  syncFolder,
  unlinkIfThere,
  writeNew,
} from './disk';
import { causedBy, saidOf } from './errors';
import { foldersAbove, folderOf, idOf, MANIFEST, pathFault, WORK } from './paths';
import { Plan } from './plan';
import { Place, Site } from './types';

/*
 * A write in three acts, all under `.cosmo/` until the last:
 *
 * 1. new/<n> is what step n shall write; old/<n> is a second name (hard link)
 *    of what stands there. The output is untouched; a killed process leaves
 *    only rubbish, which the next one removes.
 * 2. journal.json appears in one step (rename). From here on the write counts:
 *    a later process finishes it.
 * 3. Removals, renames, the manifest; then the journal goes.
 *
 * Where act 3 fails, journal.json becomes rollback.json (one step again) and
 * old/ is put back; a process killed at that leaves rollback.json, and the
 * next one goes on putting back.
 *
 * A killed process needs no fsync: what it wrote is in the system's cache. Only
 * a power cut does, and 10,000 fsyncs take seconds to minutes. So staging and
 * journal are brought to the disk where few files change, the daily case; for
 * more (a first synth) a power cut can leave files torn, which the manifest's
 * hashes tell, and the same synth makes again.
 */

/** Up to how many files are each brought down to the disk. */
const SYNC_AT_MOST = 64;

const JOURNAL = 'journal.json';
const ROLLBACK = 'rollback.json';

/** A step as the journal keeps it; its number is its position. */
interface JournalStep {
  readonly place: Place;
  readonly was?: string;
  readonly now?: string;
}

/** What a committed write does. */
export interface Journal {
  readonly steps: readonly JournalStep[];
  readonly made: readonly Place[];
}

/** The paths under `.cosmo/` of an output folder. */
function workPaths(site: Site) {
  const work = join(site.outdir, WORK);
  return {
    work,
    new: join(work, 'new'),
    old: join(work, 'old'),
    journal: join(work, JOURNAL),
    rollback: join(work, ROLLBACK),
    draft: join(work, 'journal.draft'),
  };
}

/** Acts 1 and 2: stages a plan and commits it. The output is not touched. */
export function commit(site: Site, plan: Plan): Journal {
  const paths = workPaths(site);
  const sync = plan.steps.length <= SYNC_AT_MOST;
  fs.mkdirSync(paths.new);
  fs.mkdirSync(paths.old);
  plan.steps.forEach(({ place, was, file }, n) =>
    saidOf(absolute(site, place), () => {
      if (file) writeNew(join(paths.new, `${n}`), file.content, { mode: file.executable ? 0o777 : 0o666, sync });
      if (was !== undefined) keep(absolute(site, place), join(paths.old, `${n}`));
    }),
  );
  if (sync) [paths.new, paths.old].forEach(syncFolder);
  const journal: Journal = {
    steps: plan.steps.map(({ place, was, now }) => ({ place, was, now })),
    made: plan.made,
  };
  const body = JSON.stringify(journal);
  writeNew(paths.draft, `${sha256(body)}\n${body}\n`, { sync });
  fs.renameSync(paths.draft, paths.journal);
  if (sync) syncFolder(paths.work);
  return journal;
}

/** What an earlier process left: a committed write, one being undone, or at most rubbish. */
export function pending(site: Site): { readonly journal: Journal; readonly undoing: boolean } | undefined {
  const paths = workPaths(site);
  const undoing = look(paths.rollback) !== undefined;
  const path = undoing ? paths.rollback : paths.journal;
  if (!look(path)) return undefined;
  try {
    if (!look(path)!.isFile()) throw new Error('it is not a plain file');
    for (const folder of [paths.new, paths.old]) {
      const stats = look(folder);
      if (stats && !stats.isDirectory()) throw new Error(`${folder} is not a folder`);
    }
    const [sum, body] = fs.readFileSync(path, 'utf8').split('\n');
    if (body === undefined || sha256(body) !== sum) throw new Error('its checksum is wrong');
    return { journal: checked(JSON.parse(body) as Journal), undoing };
  } catch (error) {
    throw causedBy(error, {
      code: 'WRITE_JOURNAL_DAMAGED',
      message: `an earlier synth was interrupted, and its journal ${path} cannot be used: ${(error as Error).message}`,
      why: 'the output may be half old and half new',
      mend: `take the output folder from version control again and remove ${paths.work}, or synth with --force`,
    });
  }
}

/** A journal is never trusted: it may have come with a repository. */
function checked(journal: Journal): Journal {
  const well = (place: Place) =>
    typeof place.project === 'boolean' &&
    ((place.path === MANIFEST && !place.project) || pathFault(place.path) === undefined);
  for (const place of [...journal.steps.map((step) => step.place), ...journal.made]) {
    if (!well(place)) throw new Error(`${JSON.stringify(place)} is no place to write`);
  }
  return journal;
}

/**
 * Act 3. With `careful`, time has passed since the commit: steps done already
 * are passed over, and so is what someone has edited since.
 */
export function apply(site: Site, journal: Journal, careful: boolean) {
  const paths = workPaths(site);
  const { steps } = journal;
  steps.forEach(({ place, was, now }) => {
    if (now !== undefined) return;
    const path = absolute(site, place);
    if (!careful || fingerprint(path) === was) saidOf(path, () => unlinkIfThere(path));
  });
  const emptied = emptiedFolders(steps);
  const written = new Set(steps.filter(({ now }) => now !== undefined).map(({ place }) => idOf(place)));
  const inTheWay = (folder: Place) =>
    [folder.path, ...foldersAbove(folder.path)].some((path) => written.has(idOf({ ...folder, path })));
  for (const folder of emptied) if (inTheWay(folder)) rmdirIfEmpty(absolute(site, folder));

  const standing = new Set<string>();
  steps.forEach(({ place, was, now }, n) => {
    if (now === undefined) return;
    const staged = join(paths.new, `${n}`);
    const path = absolute(site, place);
    if (careful) {
      const is = fingerprint(path);
      if (!look(staged) || (is !== undefined && is !== was && is !== now)) return;
    }
    saidOf(path, () => {
      makeFolderOf(site, place, standing);
      move(staged, path);
    });
  });
  for (const folder of emptied) rmdirIfEmpty(absolute(site, folder));
  fs.unlinkSync(paths.journal);
}

/** Turns a committed write into one to be undone, and undoes it. */
export function undo(site: Site, journal: Journal) {
  const paths = workPaths(site);
  if (!look(paths.rollback)) fs.renameSync(paths.journal, paths.rollback);
  const { steps, made } = journal;
  for (const { place, was, now } of steps) {
    const path = absolute(site, place);
    if (was === undefined && now !== undefined && fingerprint(path) === now) unlinkIfThere(path);
  }
  for (const folder of deepestFirst(made)) rmdirIfEmpty(absolute(site, folder));
  const standing = new Set<string>();
  steps.forEach(({ place, was, now }, n) => {
    const kept = join(paths.old, `${n}`);
    if (was === undefined || !look(kept)) return;
    const path = absolute(site, place);
    const is = fingerprint(path);
    if (is !== undefined && is !== was && is !== now) return; // Edited since.
    makeFolderOf(site, place, standing);
    move(kept, path);
  });
  fs.unlinkSync(paths.rollback);
}

/** Removes staging. Where a journal cannot be removed, it throws and leaves all that the journal needs. */
export function discard(site: Site) {
  const paths = workPaths(site);
  for (const path of [paths.journal, paths.rollback, paths.draft, paths.new, paths.old]) removeFlat(path);
}

/** Whether there is any staging. */
export function hasStaging(site: Site): boolean {
  const paths = workPaths(site);
  return [paths.draft, paths.new, paths.old].some((path) => look(path) !== undefined);
}

/** The folders that a committed write goes into: to be looked at again, for links may have been put there since. */
export function journalFolders(journal: Journal): Place[] {
  return journal.steps.map(({ place }) => ({ ...place, path: folderOf(place.path) }));
}

function makeFolderOf(site: Site, place: Place, standing: Set<string>) {
  const folder = { ...place, path: folderOf(place.path) };
  if (standing.has(idOf(folder))) return;
  fs.mkdirSync(absolute(site, folder), { recursive: true });
  standing.add(idOf(folder));
}

/** The folders that removals may have left empty, the deepest first. */
function emptiedFolders(steps: readonly JournalStep[]): Place[] {
  const folders = new Map<string, Place>();
  for (const { place, now } of steps) {
    if (now !== undefined) continue;
    for (const path of foldersAbove(place.path)) folders.set(idOf({ ...place, path }), { ...place, path });
  }
  return deepestFirst([...folders.values()]);
}

function deepestFirst(folders: readonly Place[]): Place[] {
  return [...folders].sort((a, b) => b.path.length - a.path.length);
}
