import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { Catalogue } from './catalogue';
import { loadCatalogue } from './catalogue-store';
import { CatalogueDiff, diffCatalogues } from './diff';
import { CATALOGUE_FILE } from './import';

/** What became of options that earlier imports of a name had. */
export const HISTORY_FILE = 'history.json';
/** The form of the file; raised when an older Cosmo could not read it any more. */
const VERSION = 1;

type Path = readonly string[];

/** An option that is gone, and where it went. */
interface Gone {
  readonly path: Path;
  readonly to?: Path;
}

/**
 * The history of an import, as the text of its file: what the import that it
 * takes the place of had and it has not, and what that one's own history
 * tells, unless the options are there again.
 *
 * @param folder of the import
 */
export function historyText(folder: string, now: Catalogue): string {
  const older = before(folder);
  const diff = older && diffCatalogues(older, now);
  const fresh: Gone[] = [
    ...(diff?.removed ?? []).map((path) => ({ path })),
    ...(diff?.renamed ?? []).map(({ from, to }) => ({ path: from, to })),
  ];
  const known = new Set(fresh.map(({ path }) => path.join('\0')));
  const kept = readGone(folder).filter(
    ({ path }) => !known.has(path.join('\0')) && now.find(path)?.typeText === undefined,
  );
  const gone = [...kept, ...fresh].sort((a, b) => (a.path.join('\0') < b.path.join('\0') ? -1 : 1));
  return `${JSON.stringify({ version: VERSION, gone }, undefined, 1)}\n`;
}

/** The history of an import, as the check takes it. */
export function readHistory(folder: string, below: Path = []): CatalogueDiff {
  const gone = readGone(folder).map(({ path, to }) => ({ path: [...below, ...path], to: to && [...below, ...to] }));
  return {
    removed: gone.filter(({ to }) => to === undefined).map(({ path }) => path),
    renamed: gone.flatMap(({ path, to }) => (to === undefined ? [] : [{ from: path, to }])),
    retyped: [],
    added: [],
  };
}

/** The catalogue that stands in a folder before it is written anew; undefined where there is none that can be read. */
function before(folder: string): Catalogue | undefined {
  const file = join(folder, CATALOGUE_FILE);
  if (!existsSync(file)) return undefined;
  try {
    return loadCatalogue(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function readGone(folder: string): Gone[] {
  const file = join(folder, HISTORY_FILE);
  if (!existsSync(file)) return [];
  try {
    const { version, gone } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown; gone?: unknown };
    return version === VERSION && Array.isArray(gone) ? gone.filter(isGone) : [];
  } catch {
    return [];
  }
}

function isGone(one: unknown): one is Gone {
  const { path, to } = (one ?? {}) as { path?: unknown; to?: unknown };
  return isPath(path) && (to === undefined || isPath(to));
}

function isPath(value: unknown): value is Path {
  return Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string');
}
