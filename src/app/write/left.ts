import * as fs from 'node:fs';
import { join } from 'node:path';
import { foldersAbove, MANIFEST, Wanted, WORK } from './paths';

/** More entries than this in one folder are said as one. */
const NAMED_AT_MOST = 20;

/** What stands in the output folder and is not ours; see `WriteReport.left`. */
export function filesLeft(outdir: string, wanted: readonly Wanted[]): string[] {
  const files = new Set<string>([MANIFEST]);
  const folders = new Set<string>(['']);
  for (const { place } of wanted) {
    if (place.project) continue;
    files.add(place.path);
    for (const folder of foldersAbove(place.path)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const left: string[] = [];
  for (const folder of folders) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const strangers: string[] = [];
    for (const entry of entriesOf(join(outdir, folder))) {
      const path = prefix + entry.name;
      if (files.has(path) || folders.has(path) || path === WORK) continue;
      strangers.push(entry.isDirectory() ? `${path}/` : path);
    }
    if (strangers.length > NAMED_AT_MOST) left.push(`${prefix}* (${strangers.length} entries)`);
    else left.push(...strangers);
  }
  return left.sort();
}

/** A folder's entries; none where it cannot be read, for this is only a summary of what is done already. */
function entriesOf(path: string): fs.Dirent[] {
  try {
    return fs.readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
