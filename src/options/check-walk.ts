import { CatalogueNode } from './catalogue';
import { Found, mismatch } from './check-finding';
import { fits, nearlyFits, shapeOf, tagOf } from './check-shape';
import { FreePlace } from './free-paths';
import { isWholeConfiguration } from './hidden-options';
import { History, HistoryPlace } from './history';
import { look } from './look';
import { Severity } from '../app/diagnostics';
import { formatKeyPath } from '../nix/error';
import { MAX_DEPTH } from '../nix/limits';
import { OptionType } from './type/option-type';
import { unknownOption } from './unknown-option';

/** What a walk goes by. */
export interface WalkContext {
  readonly root: CatalogueNode;
  readonly history: History;
  /** Whether the catalogue is that of whole systems, so that what is inside a container can be held against it. */
  readonly whole: boolean;
}

/** A submodule that a walk is in: what it takes beside its options. */
interface Inside {
  readonly node: CatalogueNode;
  readonly freeform?: OptionType;
  /** How many segments lead to it. */
  readonly depth: number;
  /** Whether something was set that the freeform type has no form for: the module system takes one such, not two. */
  crowded?: boolean;
}

/** Attributes of a module that are no options. */
const MODULE_ATTRIBUTES = new Set(['_class', '_file', 'key', 'disabledModules', 'imports', 'require', 'freeformType']);

type Members = Readonly<Record<string, unknown>>;

/** Walks what a module sets along a catalogue, and reports what does not fit it. */
export class DefinitionWalk {
  private readonly path: (string | number)[] = [];
  private readonly frees: (FreePlace | undefined)[] = [];
  /** How many segments lead to the configuration that is walked: those of a container are inside the host's. */
  private base = 0;

  constructor(
    private readonly context: WalkContext,
    private report: (found: Found) => void,
  ) {}

  /** A module: its definitions, or `config` where it has that or `options`. */
  public module(value: unknown, free: FreePlace): void {
    const before = this.base;
    this.base = this.path.length;
    this.frees.push(free);
    for (const one of look(value)) {
      if (shapeOf(one) !== 'set') continue;
      const { config, options, ...rest } = one as Members;
      if (config !== undefined || options !== undefined) this.namespace(this.context.root, config, undefined);
      else this.namespace(this.context.root, rest, undefined, MODULE_ATTRIBUTES);
    }
    this.frees.pop();
    this.base = before;
  }

  /** A configuration of the same kind inside this one. What its own imports declare, nobody knows. */
  private whole(value: unknown): void {
    if (!this.context.whole) return;
    for (const one of look(value)) {
      const { imports } = shapeOf(one) === 'set' ? (one as Members) : { imports: undefined };
      if (imports === undefined || (Array.isArray(imports) && imports.length === 0)) this.module(one, this.frees[0]!);
    }
  }

  private namespace(
    node: CatalogueNode | undefined,
    value: unknown,
    inside: Inside | undefined,
    skip?: ReadonlySet<string>,
  ): void {
    if (value === undefined) return;
    for (const one of look(value)) {
      const shape = shapeOf(one);
      if (shape === 'set') this.members(node, one as Members, inside, skip);
      else if (shape !== 'unknown') this.report(mismatch('OPTION_TYPE', this.path, { kind: 'submodule' }, one));
    }
  }

  private members(
    node: CatalogueNode | undefined,
    members: Members,
    inside: Inside | undefined,
    skip?: ReadonlySet<string>,
  ): void {
    for (const name of Object.keys(members)) {
      const value = members[name];
      if (value === undefined || skip?.has(name)) continue;
      const free = this.enter(name);
      if (!free?.isFree) {
        const child = node?.child(name);
        if (child?.type) this.option(child, value);
        else if (child) this.namespace(child, value, inside);
        else if (free) this.namespace(undefined, value, inside);
        else this.undeclared(node, name, value, inside);
      }
      this.leave();
    }
  }

  /** A name that is no option's. */
  private undeclared(node: CatalogueNode | undefined, name: string, value: unknown, inside: Inside | undefined): void {
    if (!inside) return this.unknown(node, name, value);
    if (name === '_module' && this.path.length === inside.depth + 1) return;
    if (!inside.freeform) return this.unknown(node, name, value);
    // The module system hands what is no option to the freeform type as a set of its own, from the submodule on.
    const names = this.path.splice(inside.depth) as string[];
    const frees = this.frees.splice(-names.length);
    const wrapped = names.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    if (fits(inside.freeform, wrapped)) this.value(inside.freeform, inside.node, wrapped);
    else if (inside.crowded) this.report(mismatch('OPTION_TYPE', [...this.path, ...names], inside.freeform, wrapped));
    else inside.crowded = true;
    this.path.push(...names);
    this.frees.push(...frees);
  }

  private option(node: CatalogueNode, value: unknown): void {
    if (node.readOnly) {
      this.report({
        severity: Severity.ERROR,
        code: 'OPTION_READ_ONLY',
        message: 'only the module that declares this option may set it',
        keyPath: formatKeyPath(this.path),
        why: 'Nix refuses a second definition of a read-only option',
        mend: 'leave it out; refer to it with Nix.ref()',
      });
    } else {
      this.value(node.type!, node, value);
    }
  }

  private value(type: OptionType, node: CatalogueNode | undefined, value: unknown): void {
    // Nothing is as deep as that but a value inside itself, which is refused where it is rendered.
    if (this.path.length > MAX_DEPTH) return;
    for (const one of look(value)) this.one(type, node, one);
  }

  /** A value that `look` gave: first as a whole, then what is in it. */
  private one(type: OptionType, node: CatalogueNode | undefined, value: unknown): void {
    if (!fits(type, value)) {
      this.report(mismatch(nearlyFits(type, value) ? 'OPTION_VALUE' : 'OPTION_TYPE', this.path, type, value));
      return;
    }
    const shape = shapeOf(value);
    switch (type.kind) {
      case 'nullOr':
        if (shape !== 'null' && shape !== 'unknown') this.one(type.of, node, value);
        break;
      case 'named':
        this.one(type.of, node, value);
        break;
      case 'either':
        // As in the module system, the first that fits is meant, also where its members then do not.
        if (shape !== 'unknown') {
          this.one(
            type.of.find((of) => fits(of, value))!,
            node,
            value,
          );
        }
        break;
      case 'coerced':
        if (shape !== 'unknown') this.coerced(type, node, value);
        break;
      case 'list':
        if (shape === 'list') this.items(value as unknown[], () => type.of, node?.item);
        else if (shape === 'set') this.values(type.of, undefined, value as Members);
        break;
      case 'tuple':
        if (shape === 'list') this.items(value as unknown[], (place) => type.of[place]!, undefined);
        break;
      case 'attrs':
        if (shape === 'set') this.values(type.of, node?.any, value as Members, type.dag);
        break;
      case 'submodule':
        this.submodule(type, node, value);
        break;
      case 'tagged':
        if (shape === 'set') this.tagged(type, node, value as Members);
        break;
      case 'package':
        // Nix would look the path up in the store, which a flake may not.
        if (shape === 'string') this.report(mismatch('OPTION_TYPE', this.path, type, value));
        break;
      case 'module':
        if (type.whole) this.whole(value);
        break;
      case 'value':
        if (shape === 'list') {
          this.items(value as unknown[], () => type, undefined);
        } else if (shape === 'set' && !type.scalars.some((of) => fits(of, value))) {
          this.values(type, undefined, value as Members);
        }
        break;
    }
  }

  /** A value of one of two types, of which the first is turned into the second: either will do. */
  private coerced(type: OptionType & { kind: 'coerced' }, node: CatalogueNode | undefined, value: unknown): void {
    const from = fits(type.from, value) ? this.attempt(type.from, undefined, value) : undefined;
    if (from?.length === 0) return;
    const to = fits(type.to, value) ? this.attempt(type.to, node, value) : undefined;
    for (const found of to ?? from!) this.report(found);
  }

  private attempt(type: OptionType, node: CatalogueNode | undefined, value: unknown): Found[] {
    const found: Found[] = [];
    const { report } = this;
    this.report = (one) => found.push(one);
    this.one(type, node, value);
    this.report = report;
    return found;
  }

  private items(list: unknown[], type: (place: number) => OptionType, node: CatalogueNode | undefined): void {
    list.forEach((item, place) => {
      this.enter(place);
      this.value(type(place), node, item);
      this.leave();
    });
  }

  private values(type: OptionType, node: CatalogueNode | undefined, members: Members, dag?: boolean): void {
    for (const name of Object.keys(members)) {
      const member = members[name];
      if (member === undefined) continue;
      const free = this.enter(name);
      if (!free?.isFree) this.value(type, node, dag ? entryData(member) : member);
      this.leave();
    }
  }

  private submodule(type: OptionType & { kind: 'submodule' }, node: CatalogueNode | undefined, value: unknown): void {
    const shape = shapeOf(value);
    if (shape === 'unknown') return;
    if (shape !== 'set') {
      const found = mismatch('OPTION_TYPE', this.path, type, value);
      this.report({ ...found, why: 'Nix reads a path here as that of a module’s file' });
    } else if (node && node.names.length > 0) {
      const inside = { node, freeform: type.freeform, depth: this.path.length };
      const { config, options, ...rest } = type.module ? (value as Members) : { config: undefined, options: undefined };
      if (config !== undefined || options !== undefined) {
        this.namespace(node, config, inside);
      } else {
        this.members(
          node,
          type.module ? rest : (value as Members),
          inside,
          type.module ? MODULE_ATTRIBUTES : undefined,
        );
      }
    } else if (type.freeform) {
      if (fits(type.freeform, value)) this.one(type.freeform, node, value);
    } else if (isWholeConfiguration(this.here())) {
      this.whole(value);
    }
  }

  private tagged(type: OptionType & { kind: 'tagged' }, node: CatalogueNode | undefined, members: Members): void {
    const tag = tagOf(type, members)!;
    const child = node?.child(tag);
    if (!child && !type.choices && node && node.names.length > 0) return this.members(node, members, undefined);
    this.enter(tag);
    if (child?.type) this.value(child.type, child, members[tag]);
    this.leave();
  }

  private unknown(node: CatalogueNode | undefined, name: string, value: unknown): void {
    const place = this.context.history.find(this.here());
    if (place) this.gone(place, value);
    else this.reportUnknown(node?.names ?? [], name, value);
  }

  /** An option that an older catalogue had, or a namespace of such. */
  private gone(place: HistoryPlace, value: unknown): void {
    if (place.change) {
      this.report({
        severity: Severity.ERROR,
        keyPath: formatKeyPath(this.path),
        ...place.finding(this.path, this.base),
      });
      return;
    }
    for (const one of look(value)) {
      if (shapeOf(one) !== 'set') {
        if (shapeOf(one) !== 'unknown') this.reportUnknown([], '', one);
        continue;
      }
      for (const [name, inner] of Object.entries(one as Members)) {
        if (inner === undefined) continue;
        this.enter(name);
        const below = place.at(name);
        if (below) this.gone(below, inner);
        else this.reportUnknown(place.names(), name, inner);
        this.leave();
      }
    }
  }

  private reportUnknown(names: readonly string[], name: string, value: unknown): void {
    this.report(unknownOption(this.context.root, this.path, this.base, { names, name, value }));
  }

  /** The path inside the configuration that is walked. */
  private here(): string[] {
    return this.path.slice(this.base).map(String);
  }

  private enter(key: string | number): FreePlace | undefined {
    this.path.push(key);
    const free = this.frees[this.frees.length - 1]?.at(String(key));
    this.frees.push(free);
    return free;
  }

  private leave(): void {
    this.path.pop();
    this.frees.pop();
  }
}

/** What an entry of a DAG holds, where it says what comes before or after it. */
function entryData(member: unknown): unknown {
  const set = shapeOf(member) === 'set' ? (member as Members) : undefined;
  return set && 'data' in set && 'after' in set && 'before' in set ? set.data : member;
}
