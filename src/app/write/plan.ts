import * as fs from 'node:fs';
import { join } from 'node:path';
import { absolute, fingerprint, isExecutable, look, sha256 } from './disk';
import { saidOf } from './errors';
import { ManifestEntry, Previous, renderManifest } from './manifest';
import { folded, foldersAbove, folderOf, idOf, MANIFEST, Wanted } from './paths';
import { editedByHand, Foreign, foreignFiles, writtenByNewer } from './refusals';
import { Folders, Standing } from './site';
import { Place, RenderedFile, Site } from './types';
import { isNewer } from '../version';

/** One thing to be done: remove (no `now`), create (no `was`) or replace. */
export interface Step {
  readonly place: Place;
  /** Fingerprint of what stands there and is to be kept until all is done. */
  readonly was?: string;
  /** SHA-256 of what shall stand there. */
  readonly now?: string;
  /** What shall stand there. */
  readonly file?: Pick<RenderedFile, 'content' | 'executable'>;
}

/** What a write would do; nothing is done yet. */
export interface Plan {
  /** Removals, then writes, the manifest last. */
  readonly steps: Step[];
  /** Folders to be made. */
  readonly made: Place[];
  readonly unchanged: number;
  readonly edited: Place[];
}

/** What makePlan needs to know. */
export interface PlanInput {
  readonly site: Site;
  readonly wanted: readonly Wanted[];
  readonly previous: Previous;
  readonly overwriteEdited: boolean;
  /** The release of Cosmo that writes. */
  readonly release?: string;
}

/**
 * Compares what is wanted with what stands there.
 *
 * @throws CosmoError WRITE_FOREIGN_FILE, WRITE_EDITED_BY_HAND, WRITE_OUTPUT_NEWER, WRITE_SYMLINK, WRITE_OUTSIDE_PROJECT
 */
export function makePlan(input: PlanInput): Plan {
  return new Planner(input).plan();
}

class Planner {
  private readonly folders: Folders;
  private readonly removals: Step[] = [];
  private readonly writes: Step[] = [];
  private readonly made = new Map<string, Place>();
  private readonly edited: Place[] = [];
  private readonly foreign: Foreign[] = [];
  private readonly wantedIds: Set<string>;
  /** Listed files that are no longer wanted, by their folded id. */
  private readonly leaving = new Map<string, Place>();
  private unchanged = 0;

  constructor(private readonly input: PlanInput) {
    this.folders = new Folders(input.site);
    this.wantedIds = new Set(input.wanted.map(({ place }) => idOf(place)));
  }

  public plan(): Plan {
    const { previous, site, wanted, overwriteEdited } = this.input;
    for (const [id, { place, hashes }] of previous.files) {
      if (this.wantedIds.has(id)) continue;
      this.leaving.set(folded(id), place);
      saidOf(absolute(site, place), () => this.planRemoval(place, hashes));
    }
    const entries: ManifestEntry[] = [];
    for (const { place, file } of wanted) {
      const now = sha256(file.content);
      entries.push({ place, sha256: now, owner: file.owner });
      saidOf(absolute(site, place), () => this.planFile(place, file, now));
    }
    if (this.foreign.length > 0) throw foreignFiles(this.foreign, this.input);
    if (this.edited.length > 0 && !overwriteEdited) throw editedByHand(this.edited, site);
    this.planManifest(renderManifest(entries, this.releaseOf()));
    return {
      steps: [...this.removals, ...this.writes],
      made: [...this.made.values()],
      unchanged: this.unchanged,
      edited: this.edited,
    };
  }

  /** Who last changed something: a release that changes nothing leaves the output as it is, its manifest too. */
  private releaseOf(): string | undefined {
    const { previous, release, site, overwriteEdited } = this.input;
    if (this.removals.length + this.writes.length === 0 && previous.text !== undefined) return previous.release;
    if (previous.release !== undefined && release !== undefined && !overwriteEdited) {
      if (isNewer(previous.release, release)) throw writtenByNewer(site, previous.release, release);
    }
    return release;
  }

  private planRemoval(place: Place, hashes: readonly string[]) {
    if (this.folders.standing({ ...place, path: folderOf(place.path) }).kind !== 'folder') return;
    const path = absolute(this.input.site, place);
    const stats = look(path);
    if (!stats || stats.isDirectory()) return; // Gone already, or a folder of the user's by now.
    const was = fingerprint(path, stats)!;
    if (!hashes.includes(was)) {
      if (this.input.previous.salvaged) return; // Not certainly ours: it stays.
      this.edited.push(place);
      if (was === 'other') this.foreign.push({ place, what: 'is no plain file' });
    }
    this.removals.push({ place, was });
  }

  private planFile(place: Place, file: RenderedFile, now: string) {
    const above = this.folders.standing({ ...place, path: folderOf(place.path) });
    const path = absolute(this.input.site, place);
    const stats = above.kind === 'folder' ? look(path) : undefined;
    if (above.kind !== 'folder') this.planFolders(place, above);
    if (!stats) {
      this.writes.push({ place, now, file });
    } else if (stats.isDirectory()) {
      this.planOverFolder(place, path, now, file);
    } else if (this.isLeavingByAnotherCase(place, stats)) {
      this.writes.push({ place, now, file });
    } else if (stats.isFile() && this.isSame(path, stats, file.content)) {
      if (isExecutable(stats) === !(file.executable ?? false)) this.writes.push({ place, was: now, now, file });
      else this.unchanged++;
    } else {
      this.planOver(place, fingerprint(path, stats)!, now, file);
    }
  }

  /** Over a file or link that differs from what is wanted. */
  private planOver(place: Place, was: string, now: string, file: RenderedFile) {
    const listed = this.input.previous.files.get(idOf(place));
    const takenOver = this.input.previous.salvaged && this.input.overwriteEdited;
    if (was === 'other') {
      this.foreign.push({ place, what: 'is no plain file' });
    } else if (!listed && !takenOver) {
      this.foreign.push({ place, what: was.startsWith('link:') ? `is a link to ${was.slice('link:'.length)}` : '' });
    } else {
      if (!listed?.hashes.includes(was)) this.edited.push(place);
      this.writes.push({ place, was, now, file });
    }
  }

  /** Over a folder: fine where everything in it is ours and on its way out. */
  private planOverFolder(place: Place, path: string, now: string, file: RenderedFile) {
    const stranger = this.strangerIn(place, path);
    if (stranger) this.foreign.push({ place: stranger, what: `stands where the file ${place.path} is to be` });
    else this.writes.push({ place, now, file });
  }

  private strangerIn(folder: Place, path: string): Place | undefined {
    const entries = fs.readdirSync(path, { withFileTypes: true });
    if (entries.length === 0) return folder;
    for (const entry of entries) {
      const place = { ...folder, path: `${folder.path}/${entry.name}` };
      const stranger = entry.isDirectory()
        ? this.strangerIn(place, join(path, entry.name))
        : this.input.previous.files.has(idOf(place))
          ? undefined
          : place;
      if (stranger) return stranger;
    }
    return undefined;
  }

  /** Notes the folders to be made for a file; what stands in their way has to be ours. */
  private planFolders(place: Place, above: Standing) {
    if (above.kind === 'blocked') {
      const blocker = { ...place, path: above.blockedBy! };
      if (!this.input.previous.files.has(idOf(blocker))) {
        this.foreign.push({ place: blocker, what: `stands where a folder for ${place.path} is to be` });
      }
    }
    for (const path of foldersAbove(place.path)) {
      const folder = { ...place, path };
      if (this.made.has(idOf(folder)) || this.folders.standing(folder).kind === 'folder') break;
      this.made.set(idOf(folder), folder);
    }
  }

  /** On a file system that ignores case, a file that is renamed in case only seems to stand there already. */
  private isLeavingByAnotherCase(place: Place, stats: fs.Stats): boolean {
    const leaving = this.leaving.get(folded(idOf(place)));
    const old = leaving && look(absolute(this.input.site, leaving));
    return old !== undefined && old.ino === stats.ino && old.dev === stats.dev;
  }

  /** By size, and only where that is the same by content. */
  private isSame(path: string, stats: fs.Stats, content: string | Uint8Array): boolean {
    const size = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
    if (stats.size !== size) return false;
    return fs.readFileSync(path).equals(typeof content === 'string' ? Buffer.from(content) : content);
  }

  private planManifest(text: string) {
    if (text === this.input.previous.text) return;
    const place = { project: false, path: MANIFEST };
    const was = fingerprint(absolute(this.input.site, place));
    this.writes.push({ place, was, now: sha256(text), file: { content: text } });
  }
}
