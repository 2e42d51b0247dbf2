import { CosmoError } from '../error';
import { Place, RenderedFile } from './types';

/** The manifest's name in the output folder. */
export const MANIFEST = 'cosmo.json';

/** The working folder inside the output folder: lock, staging, journal. Gone when no write is under way. */
export const WORK = '.cosmo';

/** A place's one string: what sorts, and what a report shows. */
export function idOf(place: Place): string {
  return place.project ? `//${place.path}` : place.path;
}

/** The folder a relative path stands in; empty for the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** All folders above a relative path, the nearest first, the top left out. */
export function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) above.push(folder);
  return above;
}

/** As a file system that ignores case and Unicode composition (macOS) sees a path. */
export function folded(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Why a relative path may not be written, or undefined where it may. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute';
  if (path.includes('\\')) return 'it holds a backslash';
  // eslint-disable-next-line no-control-regex
  if (/[\0-\x1f\x7f]/.test(path)) return 'it holds a control character';
  if (/\p{Surrogate}/u.test(path)) return 'it is not valid Unicode';
  const parts = path.split('/');
  for (const part of parts) {
    if (part === '') return 'a part of it is empty';
    if (part === '.' || part === '..') return `it holds "${part}"`;
    if (folded(part) === '.git') return 'it leads into a .git folder';
    if (Buffer.byteLength(part) > 255) return 'a part of it is longer than 255 bytes, the most a file system takes';
  }
  if (folded(parts[0]) === WORK) return `${WORK}/ is where synth stages its output`;
  if (folded(path) === MANIFEST) return `${MANIFEST} is the manifest, which synth writes itself`;
  return undefined;
}

/** A file to be written and where. */
export interface Wanted {
  readonly place: Place;
  readonly file: RenderedFile;
}

/**
 * The wanted files in order of place, after all that can be refused by their paths alone.
 *
 * @param outdirInRoot the output folder's path relative to the root, `/` between the parts
 * @throws CosmoError WRITE_BAD_PATH, WRITE_PATH_CLASH
 */
export function wantedFiles(
  files: ReadonlyMap<string, RenderedFile>,
  projectFiles: ReadonlyMap<string, RenderedFile>,
  outdirInRoot: string,
): Wanted[] {
  const wanted = [...toWanted(files, false), ...toWanted(projectFiles, true)];
  const seen = new Names(outdirInRoot);
  for (const { place, file } of wanted) {
    const fault = pathFault(place.path);
    if (fault !== undefined) {
      throw new CosmoError({
        code: 'WRITE_BAD_PATH',
        message: `${JSON.stringify(place.path)} cannot be a path of a generated file: ${fault}`,
        path: file.owner || '(the app)',
        why: 'a file may only be written inside the project, under a name that every file system takes',
        mend: 'give the file a relative path with / between its parts',
      });
    }
    seen.add(place, file.owner);
  }
  return wanted;
}

function toWanted(files: ReadonlyMap<string, RenderedFile>, project: boolean): Wanted[] {
  return [...files.keys()].sort().map((path) => ({ place: { project, path }, file: files.get(path)! }));
}

/** The names taken so far, as files and as folders, and who took them. */
class Names {
  private readonly files = new Map<string, { path: string; owner: string }>();
  private readonly folders = new Map<string, { path: string; owner: string }>();

  constructor(private readonly outdir: string) {}

  public add(place: Place, owner: string) {
    const name = (path: string) => (place.project ? '//' : '') + folded(path);
    const own = { path: place.path, owner };
    if (place.project) this.refuseInOutdir(own);
    const key = name(place.path);
    const same = this.files.get(key);
    if (same) throw clash(own, same, 'differ only in case or Unicode form');
    const folder = this.folders.get(key);
    if (folder) throw clash(own, folder, 'need the same name for a file and for a folder');
    this.files.set(key, own);
    for (const above of foldersAbove(place.path)) {
      const aboveKey = name(above);
      const file = this.files.get(aboveKey);
      if (file) throw clash(own, file, 'need the same name for a folder and for a file');
      const known = this.folders.get(aboveKey);
      if (known && known.path.slice(0, above.length) !== above) {
        throw clash(own, known, 'have folders that differ only in case or Unicode form');
      }
      if (known) break;
      this.folders.set(aboveKey, own);
    }
  }

  private refuseInOutdir(own: { path: string; owner: string }) {
    const path = `${folded(own.path)}/`;
    const outdir = `${folded(this.outdir)}/`;
    if (path.startsWith(outdir) || outdir.startsWith(path)) {
      throw new CosmoError({
        code: 'WRITE_PATH_CLASH',
        message: `the project file ${own.path} and the output folder ${this.outdir} stand in each other's way`,
        path: own.owner || '(the app)',
        why: 'one path would be written twice, or have to be a file and a folder',
        mend: 'make it a file of the output folder, or give it a path outside',
      });
    }
  }
}

function clash(one: { path: string; owner: string }, other: { path: string; owner: string }, how: string) {
  return new CosmoError({
    code: 'WRITE_PATH_CLASH',
    message: `the files ${one.path} and ${other.path} (made by ${other.owner || 'the app'}) ${how}`,
    path: one.owner || '(the app)',
    why: 'they cannot stand beside each other on every file system (macOS ignores case), so the output would differ by machine',
    mend: 'rename one of them',
  });
}
