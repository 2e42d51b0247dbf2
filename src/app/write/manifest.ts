import * as fs from 'node:fs';
import { join } from 'node:path';
import { CosmoError } from '../error';
import { look } from './disk';
import { causedBy, saidOf } from './errors';
import { idOf, MANIFEST, pathFault } from './paths';
import { Place } from './types';

/** The manifest's form; raised when an older Cosmo could not read it any more. */
const VERSION = 1;
const GENERATOR = 'cosmo-nix';

/** One file of a manifest. */
export interface ManifestEntry {
  readonly place: Place;
  readonly sha256: string;
  readonly owner: string;
}

/** What the previous write left behind, as its manifest tells. */
export interface Previous {
  /** By `idOf` the place. A salvaged manifest may know several hashes of one file (both sides of a merge). */
  readonly files: Map<string, { readonly place: Place; readonly hashes: string[] }>;
  /**
   * Whether the manifest was damaged and `files` is what could be read of it.
   */
  readonly salvaged: boolean;
  /** The release of Cosmo that last changed something of the output, where one did. */
  readonly release?: string;
  /** The manifest's text; undefined where there is no manifest. */
  readonly text?: string;
}

/**
 * The manifest's text: one line a file, sorted, the same for the same files on every machine.
 * @param release the release that last changed something
 */
export function renderManifest(entries: readonly ManifestEntry[], release?: string): string {
  const lines = entries.map(({ place, sha256, owner }) =>
    JSON.stringify({ path: place.path, ...(place.project ? { project: true } : {}), sha256, owner }),
  );
  const files = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  const by = release === undefined ? '' : `  "cosmo": ${JSON.stringify(release)},\n`;
  return `{\n  "version": ${VERSION},\n  "generator": ${JSON.stringify(GENERATOR)},\n${by}  "files": ${files}\n}\n`;
}

/**
 * Reads the previous manifest. With `salvage`, a damaged one gives what can
 * still be read of it (every file stands in a line of its own), for instance
 * both sides of a merge conflict.
 *
 * @throws CosmoError WRITE_MANIFEST_DAMAGED, WRITE_MANIFEST_NEWER
 */
export function readManifest(outdir: string, salvage: boolean): Previous {
  const path = join(outdir, MANIFEST);
  const stats = saidOf(path, () => look(path));
  if (!stats) return { files: new Map(), salvaged: false };
  if (stats.isDirectory()) throw damaged(path, 'is a folder', undefined);
  let text = '';
  try {
    if (!stats.isFile()) throw new Error('it is not a plain file');
    text = fs.readFileSync(path, 'utf8');
    const { entries, release } = parse(text, path);
    return { files: index(entries), salvaged: false, release, text };
  } catch (error) {
    if (!salvage) {
      throw CosmoError.isCosmoError(error)
        ? error
        : damaged(path, `cannot be read: ${(error as Error).message}`, error);
    }
    return { files: index(salvageLines(text)), salvaged: true, text };
  }
}

function damaged(path: string, what: string, cause: unknown): CosmoError {
  return causedBy(cause, {
    code: 'WRITE_MANIFEST_DAMAGED',
    message: `the manifest ${path} ${what}`,
    why: 'it tells which files synth made: without it, yours and generated ones cannot be told apart',
    mend:
      'take it from version control again, or synth with --force, which takes over every file that synth would write; ' +
      `if it is a file of your own, move it away`,
  });
}

function parse(text: string, path: string): { entries: ManifestEntry[]; release?: string } {
  const data = JSON.parse(text) as Partial<Record<'version' | 'generator' | 'cosmo' | 'files', unknown>> | null;
  if (typeof data !== 'object' || data === null || data.generator !== GENERATOR) {
    throw new Error(`it does not say "generator": "${GENERATOR}"`);
  }
  if (typeof data.version === 'number' && data.version > VERSION) {
    throw new CosmoError({
      code: 'WRITE_MANIFEST_NEWER',
      message: `the manifest ${path} has version ${data.version}; this Cosmo knows up to ${VERSION}`,
      why: 'a newer Cosmo wrote this output, and may keep things in it that this one does not know',
      mend: 'use the newer Cosmo, or synth with --force to take the output over',
    });
  }
  if (data.version !== VERSION || !Array.isArray(data.files)) throw new Error('it has no version or no list of files');
  const entries = data.files.map((entry: unknown, at) => {
    const read = toEntry(entry);
    if (!read) throw new Error(`its file number ${at + 1} is not as synth writes it`);
    return read;
  });
  const { cosmo } = data;
  return { entries, release: typeof cosmo === 'string' && /^\d+\.\d+\.\d+\b/.test(cosmo) ? cosmo : undefined };
}

/** An entry as synth writes it, its path one that may be written, else undefined: a manifest is never trusted. */
function toEntry(data: unknown): ManifestEntry | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { path, project, sha256, owner } = data as Record<string, unknown>;
  if (typeof path !== 'string' || pathFault(path) !== undefined) return undefined;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256) || typeof owner !== 'string') return undefined;
  if (project !== undefined && project !== true) return undefined;
  return { place: { project: project === true, path }, sha256, owner };
}

function salvageLines(text: string): ManifestEntry[] {
  const entries: ManifestEntry[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\{.*\}),?\s*$/.exec(line);
    if (!match) continue;
    try {
      const entry = toEntry(JSON.parse(match[1]));
      if (entry) entries.push(entry);
    } catch {
      // Not a whole entry: what it said is lost.
    }
  }
  return entries;
}

function index(entries: readonly ManifestEntry[]): Previous['files'] {
  const files: Previous['files'] = new Map();
  for (const { place, sha256 } of entries) {
    const known = files.get(idOf(place));
    if (known) known.hashes.push(sha256);
    else files.set(idOf(place), { place, hashes: [sha256] });
  }
  return files;
}
