import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { CatalogueKind } from './catalogue';
import { runtimeFiles } from './generate/runtime-files';
import { CATALOGUE_FILE, header, ImportedOptionsFiles, isImportName } from './import';
import { HISTORY_FILE, historyText } from './import-history';
import { CosmoError } from '../app/error';
import { RenderedFile, writeOutput, WriteReport } from '../app/write';
import { readManifest } from '../app/write/manifest';

/** What the folder of imports tells of one of them. */
export interface ImportEntry {
  readonly name: string;
  readonly kind: CatalogueKind;
  readonly typeName: string;
  /** Whether it has all options of its kind, and not those of a flake with modules for it. */
  readonly whole: boolean;
  /** Where the options are from, as the user called it. */
  readonly sources: readonly string[];
  /** How many options there are. */
  readonly options: number;
}

/** Lists the imports. */
const LIST = 'imports.json';
/** The form of the list; raised when an older Cosmo could not read it any more. */
const VERSION = 1;
const KINDS: readonly string[] = ['nixos', 'home-manager', 'darwin', 'other'];

/** Where to write an import. */
export interface ImportFolder {
  /** The project's root. */
  readonly root: string;
  /** The folder of all imports, from the root or absolute. */
  readonly folder: string;
  /** Whether modules of the project are those of ECMAScript. */
  readonly esm: boolean;
  /** Overwrite generated files that were edited by hand. */
  readonly force?: boolean;
}

/** The imports that a folder has, by name; none where there is no list, or none that can be read. */
export function importEntries(folder: string): ImportEntry[] {
  const file = join(folder, LIST);
  if (!existsSync(file)) return [];
  try {
    const { version, imports } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown; imports?: unknown };
    return version === VERSION && Array.isArray(imports) ? imports.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/**
 * The same for who checks by them.
 * @throws CosmoError `IMPORTS_LIST` where there is a list that cannot be read: nothing would be checked, in silence
 */
export function checkedEntries(folder: string): ImportEntry[] {
  const file = join(folder, LIST);
  let listed: unknown;
  try {
    listed = (JSON.parse(readFileSync(file, 'utf8')) as { imports?: unknown }).imports;
  } catch {
    listed = undefined;
  }
  const entries = importEntries(folder);
  if (Array.isArray(listed) && entries.length === listed.length) return entries;
  throw new CosmoError({
    code: 'IMPORTS_LIST',
    message: `${file} is no list of imports that this release of Cosmo reads`,
    why: 'options would go unchecked',
    mend: 'run `cosmo import` again to write it anew, or delete the folder',
  });
}

/** The file with the catalogue of an import, for `loadCatalogue`. */
export function catalogueFile(folder: string, { name }: ImportEntry): string {
  return join(folder, name, CATALOGUE_FILE);
}

/**
 * Write an import beside those that are there, in place of an earlier one of
 * its name: whole, or not at all.
 *
 * @throws CosmoError `WRITE_…`, as synth does
 */
export function writeImport(imported: ImportedOptionsFiles, { root, folder, esm, force }: ImportFolder): WriteReport {
  const { name, kind, typeName, whole, sources, size } = imported;
  const others = importEntries(folder).filter((entry) => entry.name !== name);
  const entries: ImportEntry[] = [...others, { name, kind, typeName, whole, sources, options: size }].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const files = new Map<string, RenderedFile>();
  for (const [path, content] of imported.files) files.set(path, { content, owner: name });
  files.set(`${name}/${HISTORY_FILE}`, {
    content: historyText(join(folder, name), imported.catalogue),
    owner: name,
  });
  for (const { place } of readManifest(folder, force ?? false).files.values()) {
    const owner = others.find((entry) => place.path.startsWith(`${entry.name}/`))?.name;
    const path = join(folder, place.path);
    if (owner !== undefined && existsSync(path)) files.set(place.path, { content: readFileSync(path), owner });
  }
  const all = header(
    'all imports',
    entries.flatMap((entry) => entry.sources),
  );
  const read = (path: string) => files.get(path)?.content.toString();
  for (const [path, content] of runtimeFiles(entries, { header: all, esm, read })) {
    files.set(path, { content, owner: '' });
  }
  files.set(LIST, { content: `${JSON.stringify({ version: VERSION, imports: entries }, undefined, 2)}\n`, owner: '' });
  return writeOutput({ root, outdir: folder, files, overwriteEdited: force });
}

function isEntry(entry: unknown): entry is ImportEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { name, kind, typeName, whole, sources, options } = entry as Record<string, unknown>;
  return (
    isImportName(name) &&
    typeof kind === 'string' &&
    KINDS.includes(kind) &&
    typeof typeName === 'string' &&
    /^[A-Za-z][A-Za-z0-9]*$/.test(typeName) &&
    typeof whole === 'boolean' &&
    Array.isArray(sources) &&
    sources.every((source) => typeof source === 'string') &&
    typeof options === 'number'
  );
}
