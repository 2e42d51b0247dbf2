import { IConstruct } from 'constructs';
import { compare, Extent } from './compare';
import { isExpr } from './show';
import type { Definitions } from '../app/definitions/definitions';
import { reveal } from '../app/definitions/reveal';
import type { NixModule } from '../app/nix-module';
import { isPlainSet } from '../app/option-tree';

/** A definition of an option by one module. */
export interface Setting {
  readonly owner: IConstruct;
  readonly module?: NixModule;
  /** As it was given, with what it stands behind. */
  readonly given: unknown;
  readonly value: unknown;
  readonly priority: number;
  readonly conditional: boolean;
  readonly order: number;
}

/** The order of a definition that says none. */
const PLAIN_ORDER = 1000;
/** Members of a module that are no options. */
const STRUCTURE = new Set(['imports', 'config', 'options', 'disabledModules', '_file', 'key']);

/**
 * A place in the tree of options as the module system sees it, as far as that
 * is known without the types: of several definitions those of the lowest
 * priority are taken; sets are merged, lists joined in their order, and a
 * condition is taken to hold.
 */
export class OptionPlace {
  /** The root of the tree. */
  public static root(definitions: readonly Definitions[]): OptionPlace {
    return new OptionPlace(
      [],
      definitions.map(({ owner, tree, module }) => ({
        owner,
        module,
        given: tree,
        value: tree,
        priority: 100,
        conditional: false,
        order: PLAIN_ORDER,
      })),
    );
  }

  private below?: Map<string, OptionPlace>;

  private constructor(
    public readonly path: readonly string[],
    public readonly settings: readonly Setting[],
  ) {}

  /** The definitions that the module system takes. */
  public get taken(): readonly Setting[] {
    const least = this.leastPriority;
    return this.settings.filter(({ priority }) => priority === least);
  }

  /** Those that give way to them. */
  public get outranked(): readonly Setting[] {
    const least = this.leastPriority;
    return this.settings.filter(({ priority }) => priority !== least);
  }

  private get leastPriority(): number {
    return this.settings.reduce((least, { priority }) => Math.min(least, priority), Infinity);
  }

  /** What lies below, by name. */
  public get children(): ReadonlyMap<string, OptionPlace> {
    if (this.below) return this.below;
    const found = new Map<string, Setting[]>();
    for (const { owner, module, value, conditional } of this.taken) {
      if (!isPlainSet(value)) continue;
      for (const [key, inner] of Object.entries(value)) {
        if (inner === undefined || (this.path.length === 0 && STRUCTURE.has(key))) continue;
        const settings = found.get(key) ?? [];
        found.set(key, settings);
        for (const one of reveal(inner)) {
          settings.push({
            owner,
            module,
            given: inner,
            value: one.value,
            priority: one.priority,
            conditional: conditional || one.conditional === true,
            order: one.order ?? PLAIN_ORDER,
          });
        }
      }
    }
    this.below = new Map([...found].map(([key, settings]) => [key, new OptionPlace([...this.path, key], settings)]));
    return this.below;
  }

  /** The places of a path; a `*` in it stands for any one name. */
  public at(path: readonly string[]): OptionPlace[] {
    let places: OptionPlace[] = [this];
    for (const name of path) {
      places = places.flatMap(({ children }) =>
        name === '*' ? [...children.values()] : children.has(name) ? [children.get(name)!] : [],
      );
    }
    return places.filter(({ settings }) => settings.length > 0);
  }

  /** Whether it is a set, whose members are options or names of their own. */
  public get isSet(): boolean {
    return this.taken.some(({ value }) => isPlainSet(value));
  }

  /** The value, as far as it is known: the first one, where definitions do not go together. */
  public get value(): unknown {
    const { taken } = this;
    if (this.isSet) return this.members();
    const lists = this.inOrder.filter(({ value }) => Array.isArray(value));
    if (lists.length > 0) return lists.flatMap(({ value }) => value as unknown[]);
    const different = this.different;
    if (different.length > 1 && different.every((value) => typeof value === 'string') && !this.isBranching) {
      // The type of texts of several lines joins them so; of others it takes one alone.
      return this.inOrder.map(({ value }) => value).join('\n');
    }
    return taken[0]?.value;
  }

  /** All values that a pattern may be held against: the one that comes out, and those that single definitions give. */
  public get candidates(): unknown[] {
    if (this.isSet) return [this.value];
    return [this.value, ...this.taken.flatMap(({ value, given }) => (value === given ? [value] : [value, given]))];
  }

  /** Whether definitions that hold in any case set it to different values, which Nix refuses for most types. */
  public get isConflict(): boolean {
    const firm = this.taken.filter(({ conditional }) => !conditional).map(({ value }) => value);
    const different = distinct(firm);
    if (different.length < 2 || different.some((value) => Array.isArray(value) || isPlainSet(value))) return false;
    return !different.every((value) => typeof value === 'string' || isExpr(value));
  }

  /** All options below that are no sets, or are empty ones. */
  public leaves(): OptionPlace[] {
    const found: OptionPlace[] = [];
    const open: OptionPlace[] = [this];
    for (let place = open.pop(); place; place = open.pop()) {
      const children = [...place.children.values()];
      if (children.length === 0) found.push(place);
      else open.push(...children.reverse());
    }
    return found;
  }

  private get inOrder(): readonly Setting[] {
    return [...this.taken].sort((a, b) => a.order - b.order);
  }

  /** Whether what it is depends on a condition. */
  private get isBranching(): boolean {
    return this.taken.some(({ conditional }) => conditional);
  }

  private get different(): unknown[] {
    return distinct(this.taken.map(({ value }) => value));
  }

  private members(): Record<string, unknown> {
    const set: Record<string, unknown> = {};
    for (const [key, place] of this.children) {
      Object.defineProperty(set, key, { value: place.value, enumerable: true, configurable: true, writable: true });
    }
    return set;
  }
}

function distinct(values: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const value of values) {
    if (!found.some((other) => compare(other, value, Extent.WHOLE).isMatch)) found.push(value);
  }
  return found;
}
