import { readFileSync, statSync } from 'fs';
import { Catalogue, CatalogueKind } from './catalogue';
import { joinCatalogues, loadCatalogue, mountCatalogue } from './catalogue-store';
import { OptionCheck } from './check';
import { catalogueFile, importEntries } from './import-folder';

/** What evaluates the modules of a System, as catalogues call it. */
export type MainKind = Exclude<CatalogueKind, 'other'>;

/**
 * The checks that a folder of imports gives, by what evaluates the modules:
 * the options of each kind, with those of every import that is of no kind, and
 * below `home-manager.users.<name>` those of home-manager. Files are read
 * again when they change.
 */
export function importedChecks(folder: string, free: readonly string[]): ReadonlyMap<MainKind, OptionCheck> {
  const entries = importEntries(folder);
  const files = entries.map((entry) => ({ kind: entry.kind, file: catalogueFile(folder, entry) }));
  const state = JSON.stringify([files.map(({ kind, file }) => [kind, file, stampOf(file)]), free]);
  const before = KNOWN.get(folder);
  if (before?.state === state) return before.checks;
  const loaded = files.map(({ kind, file }) => ({ kind, catalogue: loadCatalogue(readFileSync(file, 'utf8'), file) }));
  const checks = checksOf(loaded, free);
  KNOWN.set(folder, { state, checks });
  return checks;
}

interface Known {
  readonly state: string;
  readonly checks: ReadonlyMap<MainKind, OptionCheck>;
}

const KNOWN = new Map<string, Known>();

function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

interface Loaded {
  readonly kind: CatalogueKind;
  readonly catalogue: Catalogue;
}

function checksOf(loaded: readonly Loaded[], free: readonly string[]): Map<MainKind, OptionCheck> {
  const of = (kind: CatalogueKind) => loaded.filter((one) => one.kind === kind).map(({ catalogue }) => catalogue);
  const others = of('other');
  const home = of('home-manager');
  const checks = new Map<MainKind, OptionCheck>();
  for (const kind of ['nixos', 'darwin', 'home-manager'] as const) {
    const own = of(kind);
    if (own.length === 0) continue;
    const all = joinCatalogues([...own, ...others]);
    const inside = joinCatalogues([...home, ...others]);
    const whole = kind !== 'home-manager' && home.length > 0 ? mountCatalogue(all, USERS, inside) : all;
    checks.set(kind, new OptionCheck(whole, { free }));
  }
  return checks;
}

const USERS = ['home-manager', 'users', '<name>'];
