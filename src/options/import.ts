import { Catalogue, CatalogueKind, CatalogueNode, CatalogueOption } from './catalogue';
import { readOptions } from './catalogue-read';
import { catalogueOf, storeCatalogue } from './catalogue-store';
import { generateTypes } from './generate/generate-types';
import { ImportedTypes } from './generate/runtime-files';
import { hiddenOptions } from './hidden-options';
import { CosmoError } from '../app/error';

/** Where options are from, and what was found there. */
export interface OptionsSource {
  /** How the user called it: `nixos`, a file, `FLAKE#ATTR`. */
  readonly from: string;
  /** The text of its options.json. */
  readonly text: string;
}

/** What to import. */
export interface ImportRequest {
  /** One or several: where two have the same option, the later one counts. */
  readonly sources: readonly OptionsSource[];
  /** What evaluates the options. */
  readonly kind?: CatalogueKind;
  /** The name of the import. */
  readonly name?: string;
}

/** Options that were imported: their types and their catalogue, as files. */
export interface ImportedOptionsFiles extends ImportedTypes {
  /** Where they are from. */
  readonly sources: readonly string[];
  /** How many there are. */
  readonly size: number;
  /** Descriptions of types that are not understood, with how many options have each. */
  readonly unknownTypes: ReadonlyMap<string, number>;
  /** Entries that are no options, in words. */
  readonly problems: readonly string[];
  readonly catalogue: Catalogue;
  /** Content by path from the folder of all imports. */
  readonly files: ReadonlyMap<string, string>;
}

/** The catalogue of an import, in its folder. */
export const CATALOGUE_FILE = 'catalogue.json';

/**
 * Read options and write types of them.
 *
 * @throws CosmoError `IMPORT_NOT_JSON` where a source is no JSON, `IMPORT_EMPTY` where there is no option in them,
 * `IMPORT_NAME` where the name cannot be a folder's
 */
export function importOptions(request: ImportRequest): ImportedOptionsFiles {
  const read = request.sources.map(readSource);
  const options = joinOptions(read.map((one) => one.options));
  const sources = request.sources.map(({ from }) => from);
  if (options.length === 0) throw empty(sources);
  const guessed = catalogueOf(options);
  const kind = request.kind ?? kindOf(guessed);
  const whole = kind !== 'other' && kindOf(guessed) === kind;
  const name = checkedName(request.name ?? (whole ? kind : nameOf(sources[0]!)));
  const catalogue = catalogueOf(options, kind);
  const typeName = typeNameOf(name);
  const shown = whole ? [...hidden(guessed, kind), ...options] : options;
  const types = generateTypes({
    catalogue: catalogueOf(shown, kind),
    options: shown,
    name: typeName,
    header: header(name, sources),
  });
  const files = new Map<string, string>();
  for (const [path, text] of types) files.set(`${name}/${path}`, text);
  files.set(`${name}/${CATALOGUE_FILE}`, `${storeCatalogue(catalogue)}\n`);
  return {
    name,
    typeName,
    kind,
    whole,
    sources,
    size: catalogue.size,
    unknownTypes: catalogue.unknownTypes(),
    problems: read.flatMap(({ problems }) => problems),
    catalogue,
    files,
  };
}

/** The first lines of generated files. */
export function header(name: string, sources: readonly string[]): string[] {
  return [
    `Options of ${name}, from ${sources.map(plain).join(', ')}. Written by \`cosmo import\`: import again, do not edit.`,
  ];
}

/** Words of a user's in a comment of one line. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, 200);
}

/** Options that manuals do not list and modules may set all the same. */
function hidden(catalogue: Catalogue, kind: CatalogueKind): CatalogueOption[] {
  return hiddenOptions(kind)
    .filter((path) => !NOT_SET.includes(path) && catalogue.find(path.split('.')) === undefined)
    .map((path) => ({
      loc: path.split('.'),
      typeText: HIDDEN_TYPES[path] ?? 'anything',
      readOnly: false,
      description: 'Not in the manual: for modules that build on others.',
    }));
}

/** Hidden names that stand for the module system itself. */
const NOT_SET: readonly string[] = ['_module', 'lib', 'meta'];
const HIDDEN_TYPES: Readonly<Record<string, string>> = {
  assertions: 'list of anything',
  warnings: 'list of string',
};

function readSource({ from, text }: OptionsSource): ReturnType<typeof readOptions> {
  try {
    return readOptions(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CosmoError({
      code: 'IMPORT_NOT_JSON',
      message: `${from} is no JSON: ${(error as Error).message}`,
      mend: 'give an options.json as nixosOptionsDoc writes it',
    });
  }
}

/** All options, each path once, the last one that has it. */
function joinOptions(lists: readonly (readonly CatalogueOption[])[]): readonly CatalogueOption[] {
  if (lists.length === 1) return lists[0]!;
  const byPath = new Map<string, CatalogueOption>();
  for (const list of lists) for (const option of list) byPath.set(option.loc.join('\0'), option);
  return [...byPath.values()];
}

/** What evaluates these options, as far as well-known ones among them tell. */
function kindOf({ root }: Catalogue): CatalogueKind {
  const has = (...path: string[]): boolean =>
    path.reduce((at: CatalogueNode | undefined, segment) => at?.child(segment), root) !== undefined;
  if (has('home', 'homeDirectory')) return 'home-manager';
  if (has('system', 'defaults', 'dock')) return 'darwin';
  return has('boot', 'loader') && has('networking', 'hostName') ? 'nixos' : 'other';
}

/** The name of an import of a part of the options: that of where they are from. */
function nameOf(source: string): string {
  const [, attribute] = /#(.*)$/.exec(source) ?? [];
  const path = source.replace(/[#?].*$/, '').replace(/\/+$/, '');
  const last = path
    .split('/')
    .pop()!
    .replace(/\.json(\.br|\.gz)?$/, '');
  const word = (last === '' || last === '.' || last === 'options' ? attribute : last) ?? last;
  return (
    word
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '') || 'options'
  );
}

/** `home-manager`: `HomeManagerOptions`. */
function typeNameOf(name: string): string {
  return `${name.replace(/(^|-)([a-z0-9])/g, (_, __, first: string) => first.toUpperCase())}Options`;
}

/** Names of files that stand beside the imports' folders. */
const TAKEN = ['index', 'value', 'imports', 'cosmo', 'node-modules', 'joined-nixos', 'joined-home', 'joined-darwin'];

/** Whether this can name an import: a folder of its own, beside the files of all. */
export function isImportName(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > 60 || TAKEN.includes(name)) return false;
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name);
}

function checkedName(name: string): string {
  if (isImportName(name)) return name;
  throw new CosmoError({
    code: 'IMPORT_NAME',
    message: `${JSON.stringify(name)} cannot name an import`,
    why: 'it is the name of a folder, and of an interface of TypeScript',
    mend: 'give one of lower-case letters, digits and single hyphens, such as --name nixos-unstable',
  });
}

function empty(sources: readonly string[]): CosmoError {
  return new CosmoError({
    code: 'IMPORT_EMPTY',
    message: `there is no option in ${sources.join(', ')}`,
    mend: 'give an options.json as nixosOptionsDoc writes it: options by their names, each with loc and type',
  });
}
