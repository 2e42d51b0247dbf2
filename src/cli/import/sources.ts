import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'path';
import { brotliDecompressSync, gunzipSync } from 'zlib';
import { buildAttribute, buildOptions, SYSTEMS } from './nix';
import { nearest } from '../../app/nearest';
import type { OptionsSource } from '../../options/import';
import { usage } from '../usage-error';

/** What to read options of. */
export interface SourcesRequest {
  /** `nixos`, `home-manager`, `darwin`, files, `FLAKE#ATTR`. */
  readonly sources: readonly string[];
  /** The folder that files are from. */
  readonly cwd: string;
  /** The project's root. */
  readonly root: string;
  /** The folder of the estate's flake. */
  readonly flake: string;
  /** A host or home of it, whose options are meant. */
  readonly host?: string;
}

/**
 * The texts of the options.json of each source: read, or built by Nix.
 *
 * @throws UsageError `IMPORT_SOURCE` where a source is nothing of the kind, `IMPORT_HOST` where `--host` says nothing
 * @throws ToolError where Nix is missing or failed
 */
export async function readSources(request: SourcesRequest): Promise<OptionsSource[]> {
  const { sources, host, flake, cwd, root } = request;
  if (host !== undefined && !sources.some(isSystem)) {
    throw usage(
      'IMPORT_HOST',
      `--host goes with ${SYSTEMS.join(', ')}, not with ${sources.join(', ')}`,
      `import the options that the host has: cosmo import nixos --host ${host}`,
    );
  }
  const read: OptionsSource[] = [];
  for (const from of sources) {
    if (isSystem(from)) {
      const built = await buildOptions({ system: from, flake, root, host });
      read.push({ from: host === undefined ? from : `${from} --host ${host}`, text: readOptionsText(built, from) });
    } else if (existsSync(resolve(cwd, from))) {
      read.push({ from: shownFile(resolve(cwd, from), root), text: readOptionsText(resolve(cwd, from), from) });
    } else if (isFlakeAttribute(from)) {
      read.push({ from, text: readOptionsText(await buildAttribute(from, cwd), from) });
    } else {
      throw unknownSource(from, cwd);
    }
  }
  return read;
}

/** A file as generated files name it: the same on every machine. */
function shownFile(file: string, root: string): string {
  const path = relative(root, file).split(sep).join('/');
  return path.startsWith('../') || isAbsolute(path) ? basename(file) : path;
}

function isSystem(source: string): source is (typeof SYSTEMS)[number] {
  return (SYSTEMS as readonly string[]).includes(source);
}

function isFlakeAttribute(source: string): boolean {
  return /^[^-#][^#]*#[^#]+$/.test(source);
}

/** The options.json at a path: itself, or the one in a folder, such as Nix makes. */
function optionsFile(path: string, from: string): string {
  if (!statSync(path).isDirectory()) return path;
  const found = find(path, 5);
  if (found !== undefined) return found;
  throw usage('IMPORT_SOURCE', `there is no options.json in ${from}`, 'name the file, or an attribute that has one');
}

/** The nearest options.json in a folder and those below; links are not followed out of it. */
function find(folder: string, depth: number): string | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  const here = entries.find((entry) => entry.name === 'options.json' && !entry.isDirectory());
  if (here) return join(folder, here.name);
  if (depth === 0) return undefined;
  for (const entry of entries) {
    const below = entry.isDirectory() ? find(join(folder, entry.name), depth - 1) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The text of the options.json at a path: a file, or a folder such as Nix makes. */
export function readOptionsText(path: string, from: string): string {
  return readText(optionsFile(path, from));
}

/** The text of a file; compressed ones end on `.br` and `.gz`. */
function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (file.endsWith('.br')) return brotliDecompressSync(bytes).toString('utf8');
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw usage(
      'IMPORT_SOURCE',
      `${file} cannot be read: ${(error as Error).message}`,
      'mend it, or name another file',
    );
  }
}

function unknownSource(source: string, cwd: string): Error {
  const known = [...SYSTEMS, ...readdirSync(cwd).filter((name) => /\.json(\.br|\.gz)?$/.test(name))];
  const guess = nearest(basename(source), known);
  return usage(
    'IMPORT_SOURCE',
    `there is no file ${source}`,
    guess === undefined
      ? `give ${SYSTEMS.join(', ')}, a file, or what a flake builds: FLAKE#ATTR`
      : `did you mean ${guess}?`,
  );
}
