import { Catalogue, CatalogueKind, CatalogueOption } from './catalogue';
import { readOptions } from './catalogue-read';
import {
  belowOf,
  compile,
  CompiledCatalogue,
  FORMAT,
  optionOf,
  own,
  Place,
  Places,
  places,
  TreeCatalogue,
  typeNumber,
  VERSION,
} from './catalogue-tree';
import { pathSegments } from './free-paths';
import { hiddenOptions } from './hidden-options';
import { CosmoError } from '../app/error';

/** The catalogue of options. */
export function catalogueOf(options: readonly CatalogueOption[], kind: CatalogueKind = 'other'): Catalogue {
  return new TreeCatalogue(compile(options, kind));
}

/** The catalogue of the text of an options.json. What cannot be read of it is left out: see `readOptions`. */
export function readCatalogue(text: string, kind: CatalogueKind = 'other'): Catalogue {
  return catalogueOf(readOptions(text).options, kind);
}

/** A catalogue in its compiled form, a few hundred kilobytes for all of NixOS: for a file. */
export function storeCatalogue(catalogue: Catalogue): string {
  return JSON.stringify(compiledOf(catalogue));
}

/**
 * The catalogue that `storeCatalogue` wrote.
 * @param source where the text is from, for the error message
 * @throws `CATALOGUE_FORMAT` where the text is none, or of another version
 */
export function loadCatalogue(text: string, source = 'the catalogue'): Catalogue {
  let data: Partial<CompiledCatalogue> | null;
  try {
    data = JSON.parse(text) as Partial<CompiledCatalogue> | null;
  } catch {
    data = null;
  }
  if (typeof data !== 'object' || data?.format !== FORMAT || !data.tree || !data.types || !data.kind) {
    throw refused(source, 'is no catalogue of options that cosmo wrote');
  }
  if (data.version !== VERSION) {
    throw refused(source, `is a catalogue of version ${String(data.version)}; this release reads version ${VERSION}`);
  }
  return new TreeCatalogue(data as CompiledCatalogue);
}

function refused(source: string, what: string): CosmoError {
  return new CosmoError({
    code: 'CATALOGUE_FORMAT',
    message: `${source} ${what}`,
    mend: 'run `cosmo import` again to write it anew',
  });
}

/**
 * One catalogue of several: those of NixOS and of the flakes whose modules a
 * host imports. Where two have the same option, the later one counts. The kind
 * is that of the first.
 */
export function joinCatalogues(catalogues: readonly Catalogue[]): Catalogue {
  if (catalogues.length === 1) return catalogues[0]!;
  const [first] = catalogues;
  const types = new Map<string, number>();
  const tree = catalogues.map(compiledOf).reduce((all, one) => merge(all, renumber(one, types)), places());
  return new TreeCatalogue({
    format: FORMAT,
    version: VERSION,
    kind: first?.kind ?? 'other',
    types: [...types.keys()],
    tree,
  });
}

/**
 * A catalogue that has another one below a path, with what that one hides:
 * home-manager's below `['home-manager', 'users', '<name>']`.
 */
export function mountCatalogue(outer: Catalogue, path: readonly string[], inner: Catalogue): Catalogue {
  const hidden = hiddenOptions(inner.kind).map((name) => ({
    loc: pathSegments(name),
    typeText: 'anything',
    readOnly: false,
  }));
  const { types, tree } = compiledOf(joinCatalogues([catalogueOf(hidden), inner]));
  const mounted = path.reduceRight<Places>((below, name) => Object.assign(places(), { [name]: below }), tree);
  return joinCatalogues([
    outer,
    new TreeCatalogue({ format: FORMAT, version: VERSION, kind: 'other', types, tree: mounted }),
  ]);
}

function compiledOf(catalogue: Catalogue): CompiledCatalogue {
  if (catalogue instanceof TreeCatalogue) return catalogue.compiled;
  const options: CatalogueOption[] = [];
  catalogue.forEach((loc, { typeText = '', readOnly }) => options.push({ loc, typeText, readOnly }));
  return compile(options, catalogue.kind);
}

/** The tree of a catalogue with the numbers of a common list of types; the same tree where these are its own. */
function renumber({ types, tree }: CompiledCatalogue, common: Map<string, number>): Places {
  const numbers = types.map((text) => {
    const known = common.get(text);
    if (known !== undefined) return known;
    common.set(text, common.size);
    return common.size - 1;
  });
  if (numbers.every((number, index) => number === index)) return tree;
  const option = (of: number): number => numbers[typeNumber(of)]! * 2 + (of % 2);
  const walk = (of: Places): Places => {
    const copy = places();
    for (const name of Object.keys(of)) {
      const place = of[name]!;
      const below = belowOf(place);
      const number = optionOf(place);
      copy[name] = joined(number === undefined ? undefined : option(number), below && walk(below));
    }
    return copy;
  };
  return walk(tree);
}

/** Both trees in one; neither is changed, and what only one has is shared. */
function merge(left: Places, right: Places): Places {
  const merged = Object.assign(places(), left);
  for (const name of Object.keys(right)) {
    const before = own(left, name);
    const after = right[name]!;
    if (before === undefined) {
      merged[name] = after;
      continue;
    }
    const [one, other] = [belowOf(before), belowOf(after)];
    merged[name] = joined(optionOf(after) ?? optionOf(before), one && other ? merge(one, other) : (one ?? other));
  }
  return merged;
}

function joined(option: number | undefined, below: Places | undefined): Place {
  if (option === undefined) return below ?? places();
  return below ? [option, below] : option;
}
