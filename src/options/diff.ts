import { Catalogue } from './catalogue';
import { isPlaceholder } from './catalogue-tree';
import { findRenames } from './diff-renames';

/** An option that is in the older catalogue only, while the newer one has it, most likely, by another path. */
export interface RenamedOption {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** An option whose type is described in other words. */
export interface RetypedOption {
  readonly path: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** How a catalogue differs from an older one. All lists are in the order of the catalogues. */
export interface CatalogueDiff {
  readonly removed: readonly (readonly string[])[];
  readonly renamed: readonly RenamedOption[];
  readonly retyped: readonly RetypedOption[];
  /** New options that are none of those renamed. */
  readonly added: readonly (readonly string[])[];
}

/** One option, for a comparison. */
export interface Listed {
  readonly path: readonly string[];
  readonly type: string;
}

/**
 * What became of the options of an older catalogue in a newer one.
 *
 * Catalogues do not say that an option was renamed. One is taken for it where
 * a new option has its type, and either its own name at another place or a
 * similar one at the same place, or stands in a namespace that has the options
 * of the old one; and where no other new option could be meant as well. The
 * others count as removed.
 */
export function diffCatalogues(older: Catalogue, newer: Catalogue): CatalogueDiff {
  const before = list(older);
  const after = list(newer);
  const gone = [...before].flatMap(([key, option]) => (after.has(key) ? [] : [option]));
  const fresh = [...after].flatMap(([key, option]) => (before.has(key) ? [] : [option]));
  const retyped: RetypedOption[] = [];
  for (const [key, option] of before) {
    const now = after.get(key);
    if (now && now.type !== option.type) retyped.push({ path: now.path, before: option.type, after: now.type });
  }
  const renames = findRenames(gone, fresh);
  const taken = new Set(renames.values());
  return {
    removed: gone.filter((option) => !renames.has(option)).map(({ path }) => path),
    renamed: gone.flatMap((from) => {
      const to = renames.get(from);
      return to ? [{ from: from.path, to: to.path }] : [];
    }),
    retyped,
    added: fresh.filter((option) => !taken.has(option)).map(({ path }) => path),
  };
}

function list(catalogue: Catalogue): Map<string, Listed> {
  const found = new Map<string, Listed>();
  catalogue.forEach((path, node) => {
    // Placeholders are words of the manual: `<name>` and `<user>` are the same.
    const key = path.map((part) => (isPlaceholder(part) ? '<>' : part)).join('\0');
    found.set(key, { path, type: node.typeText ?? '' });
  });
  return found;
}
