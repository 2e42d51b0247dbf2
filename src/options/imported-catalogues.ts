import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, join } from 'path';
import { Catalogue, CatalogueKind } from './catalogue';
import { joinCatalogues, loadCatalogue } from './catalogue-store';
import { OptionCheck } from './check';
import { CatalogueDiff } from './diff';
import { withHomeManager } from './home-manager-module';
import { catalogueFile, checkedEntries } from './import-folder';
import { HISTORY_FILE, readHistory } from './import-history';

/** What evaluates the modules of a System, as catalogues call it. */
export type MainKind = Exclude<CatalogueKind, 'other'>;

/**
 * The checks that a folder of imports gives, by what evaluates the modules:
 * the options of each kind, with those of every import that is of no kind, and
 * below `home-manager.users.<name>` those of home-manager. Files are read
 * again when they change.
 */
export function importedChecks(folder: string, free: readonly string[]): ReadonlyMap<MainKind, OptionCheck> {
  const entries = checkedEntries(folder);
  const files = entries.map((entry) => ({ kind: entry.kind, whole: entry.whole, file: catalogueFile(folder, entry) }));
  const stamps = files.map(({ kind, whole, file }) => [
    kind,
    whole,
    file,
    stampOf(file),
    stampOf(join(dirname(file), HISTORY_FILE)),
  ]);
  const state = JSON.stringify([stamps, free]);
  const before = KNOWN.get(folder);
  if (before?.state === state) return before.checks;
  const loaded = files.map(({ kind, whole, file }) => ({
    kind,
    whole,
    folder: dirname(file),
    catalogue: loadCatalogue(readFileSync(file, 'utf8'), file),
  }));
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
  if (!existsSync(file)) return '';
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

interface Loaded {
  readonly kind: CatalogueKind;
  /** Whether it has all options of its kind. */
  readonly whole: boolean;
  readonly folder: string;
  readonly catalogue: Catalogue;
}

function checksOf(loaded: readonly Loaded[], free: readonly string[]): Map<MainKind, OptionCheck> {
  const of = (kind: CatalogueKind) => loaded.filter((one) => one.kind === kind);
  const others = of('other');
  const home = of('home-manager');
  const checks = new Map<MainKind, OptionCheck>();
  for (const kind of ['nixos', 'darwin', 'home-manager'] as const) {
    const own = of(kind);
    // Parts of a kind alone say nothing of all that they have not.
    if (!own.some(({ whole }) => whole)) continue;
    const all = [...own, ...others];
    const inside = kind === 'home-manager' ? [] : home;
    const outer = joined(all);
    const homes = inside.length > 0 ? joined([...home, ...others]) : undefined;
    const catalogue = kind === 'home-manager' ? outer : withHomeManager(outer, homes);
    checks.set(
      kind,
      new OptionCheck(catalogue, { free, history: [...historiesOf(all), ...historiesOf(inside, USERS)] }),
    );
  }
  return checks;
}

const USERS = ['home-manager', 'users', '<name>'];

function joined(loaded: readonly Loaded[]): Catalogue {
  return joinCatalogues(loaded.map(({ catalogue }) => catalogue));
}

function historiesOf(loaded: readonly Loaded[], below?: readonly string[]): CatalogueDiff[] {
  return loaded.map(({ folder }) => readHistory(folder, below));
}
