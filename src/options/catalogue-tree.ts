import { Catalogue, CatalogueKind, CatalogueNode, CatalogueOption } from './catalogue';
import { OptionType } from './type/option-type';
import { readType, unknownParts } from './type/read-type';
import { settle } from './type/settle';

/**
 * A place in compiled form: the number of an option (twice the place of its
 * description among `types`, and one more where it is read-only), what stands
 * below a namespace, or both for an option that has options below it.
 */
export type Place = number | Places | readonly [number, Places];
/** What stands below a place, by name. */
export interface Places {
  [name: string]: Place;
}

/** A catalogue as it is stored: as small as JSON can be, and quick to load. */
export interface CompiledCatalogue {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly kind: CatalogueKind;
  /** The descriptions of types, each once. */
  readonly types: readonly string[];
  readonly tree: Places;
}

/** The place of an option's description among the types. */
export function typeNumber(option: number): number {
  return Math.floor(option / 2);
}

/** Whether an option's number says that it is read-only. */
function isReadOnly(option: number): boolean {
  return option % 2 === 1;
}

export const FORMAT = 'cosmo-options';
export const VERSION = 1;

/** The compiled form of options. Where two have one path, the last one counts. */
export function compile(options: readonly CatalogueOption[], kind: CatalogueKind): CompiledCatalogue {
  const types = new Map<string, number>();
  const tree = places();
  for (const { loc, typeText, readOnly } of options) {
    let index = types.get(typeText);
    if (index === undefined) types.set(typeText, (index = types.size));
    setPlace(tree, loc, index * 2 + (readOnly ? 1 : 0));
  }
  return { format: FORMAT, version: VERSION, kind, types: [...types.keys()], tree };
}

function setPlace(tree: Places, loc: readonly string[], option: number): void {
  let at = tree;
  for (const name of loc.slice(0, -1)) {
    const place = own(at, name);
    const below = place === undefined ? places() : (belowOf(place) ?? places());
    if (place === undefined) at[name] = below;
    else if (typeof place === 'number') at[name] = [place, below];
    at = below;
  }
  const last = loc[loc.length - 1]!;
  const place = own(at, last);
  const below = place === undefined ? undefined : belowOf(place);
  at[last] = below ? [option, below] : option;
}

/** A table of places; without a prototype, since an option may have any name. */
export function places(): Places {
  return Object.create(null) as Places;
}

/** A place by its name, and never what every object has. */
export function own(table: Places, name: string): Place | undefined {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

/** What stands below a place. */
export function belowOf(place: Place): Places | undefined {
  if (typeof place === 'number') return undefined;
  return Array.isArray(place) ? (place[1] as Places) : (place as Places);
}

/** The number of the option that a place is. */
export function optionOf(place: Place): number | undefined {
  if (typeof place === 'number') return place;
  return Array.isArray(place) ? (place[0] as number) : undefined;
}

/** A catalogue over its compiled form. Places are made as they are asked for. */
export class TreeCatalogue implements Catalogue {
  public readonly kind: CatalogueKind;
  public readonly root: CatalogueNode;
  private readonly types: (OptionType | undefined)[] = [];
  private counted?: number;

  constructor(public readonly compiled: CompiledCatalogue) {
    this.kind = compiled.kind;
    this.root = new TreeNode(this, undefined, compiled.tree);
  }

  public get size(): number {
    if (this.counted === undefined) {
      this.counted = 0;
      eachOption(this.compiled.tree, () => this.counted!++);
    }
    return this.counted;
  }

  public find(path: readonly string[]): CatalogueNode | undefined {
    let at: CatalogueNode | undefined = this.root;
    for (const name of path) {
      if (!at) return undefined;
      at = name === '*' ? at.item : (at.child(name) ?? at.any);
    }
    return at;
  }

  public forEach(visit: (path: readonly string[], node: CatalogueNode) => void): void {
    const walk = (node: CatalogueNode, path: readonly string[]): void => {
      if (node.typeText !== undefined) visit(path, node);
      for (const name of (node as TreeNode).allNames()) walk((node as TreeNode).below(name)!, [...path, name]);
    };
    walk(this.root, []);
  }

  public unknownTypes(): ReadonlyMap<string, number> {
    const counts = new Array<number>(this.compiled.types.length).fill(0);
    eachOption(this.compiled.tree, (option) => counts[typeNumber(option)]!++);
    const found = new Map<string, number>();
    counts.forEach((count, index) => {
      for (const text of new Set(unknownParts(this.typeOf(index)))) found.set(text, (found.get(text) ?? 0) + count);
    });
    return found;
  }

  /** The type that a description means, read once. */
  public typeOf(index: number): OptionType {
    return (this.types[index] ??= readType(this.compiled.types[index]!));
  }
}

function eachOption(tree: Places, visit: (option: number) => void): void {
  for (const name of Object.keys(tree)) {
    const place = tree[name]!;
    const option = optionOf(place);
    if (option !== undefined) visit(option);
    const below = belowOf(place);
    if (below) eachOption(below, visit);
  }
}

class TreeNode implements CatalogueNode {
  private readonly made = new Map<string, TreeNode>();
  private settled?: OptionType;
  private sorted?: readonly string[];
  private wild?: string | null;

  constructor(
    private readonly catalogue: TreeCatalogue,
    private readonly option: number | undefined,
    private readonly table: Places | undefined,
  ) {}

  public get type(): OptionType | undefined {
    if (this.option === undefined) return undefined;
    return (this.settled ??= settle(this.catalogue.typeOf(typeNumber(this.option)), this));
  }

  public get typeText(): string | undefined {
    return this.option === undefined ? undefined : this.catalogue.compiled.types[typeNumber(this.option)];
  }

  public get readOnly(): boolean {
    return this.option !== undefined && isReadOnly(this.option);
  }

  public get names(): readonly string[] {
    return (this.sorted ??= this.allNames().filter((name) => name !== '*' && !isPlaceholder(name)));
  }

  public get any(): CatalogueNode | undefined {
    if (this.wild === undefined) this.wild = this.allNames().find(isPlaceholder) ?? null;
    return this.wild === null ? undefined : this.below(this.wild);
  }

  public get item(): CatalogueNode | undefined {
    return this.below('*');
  }

  public child(name: string): CatalogueNode | undefined {
    return name === '*' || isPlaceholder(name) ? undefined : this.below(name);
  }

  /** Every name below it, placeholders too, sorted. */
  public allNames(): readonly string[] {
    return this.table ? Object.keys(this.table).sort() : [];
  }

  public below(name: string): TreeNode | undefined {
    const known = this.made.get(name);
    if (known) return known;
    const place = this.table && own(this.table, name);
    if (place === undefined) return undefined;
    const node = new TreeNode(this.catalogue, optionOf(place), belowOf(place));
    this.made.set(name, node);
    return node;
  }
}

/** Whether a segment of a path stands for any attribute: `<name>`. */
export function isPlaceholder(name: string): boolean {
  return name.length > 2 && name.startsWith('<') && name.endsWith('>');
}
