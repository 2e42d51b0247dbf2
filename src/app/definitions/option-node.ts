import { IConstruct } from 'constructs';
import { isPlainSet } from '../option-tree';
import type { Defined, Definitions } from './definitions';
import { Possible, reveal } from './reveal';
import { Expr } from '../../nix';

/** What one module has at a place in the tree of options. */
interface Entry {
  readonly owner: IConstruct;
  readonly value: unknown;
  readonly priority: number;
  readonly conditional: boolean;
}

/** The priority of a definition that says none. */
const PLAIN = 100;
const NONE: readonly Defined[] = [];
const NO_NAMES: readonly string[] = [];

/**
 * A place in the tree of options, with what all modules of a System have
 * there. Where several have something, what lies below is put together when
 * the first one asks for it; where one has, its own tree is walked. So asking
 * for an option costs a step a name, however many modules there are.
 */
export class OptionNode {
  /** The root of the tree. */
  public static of(definitions: readonly Definitions[]): OptionNode {
    return new OptionNode(
      definitions.map(({ owner, tree }) => ({ owner, value: tree, priority: PLAIN, conditional: false })),
    );
  }

  private below?: Map<string, OptionNode>;

  private constructor(private readonly entries: Entry[]) {}

  /** The definitions of an option; a `*` in its path stands for any one name. */
  public at(path: readonly string[], depth: number = 0, names: readonly string[] = NO_NAMES): readonly Defined[] {
    if (this.entries.length === 1) return alone(this.entries[0]!, path, depth, names);
    if (depth === path.length) return this.entries.flatMap((entry) => defined(entry, names));
    const key = path[depth]!;
    if (key !== '*') return this.children.get(key)?.at(path, depth + 1, names) ?? NONE;
    const found: Defined[] = [];
    for (const [name, node] of this.children) found.push(...node.at(path, depth + 1, [...names, name]));
    return found;
  }

  private get children(): ReadonlyMap<string, OptionNode> {
    if (this.below) return this.below;
    this.below = new Map();
    for (const entry of this.entries) {
      if (!Expr.isExpr(entry.value)) this.spread(entry, entry.value);
      else for (const one of reveal(entry.value)) this.spread(inside(entry, one), one.value);
    }
    return this.below;
  }

  /** Put the members of a set below. */
  private spread({ owner, priority, conditional }: Entry, set: unknown): void {
    if (!isPlainSet(set)) return;
    for (const key of Object.keys(set)) {
      if (set[key] === undefined) continue;
      const entry = { owner, value: set[key] as unknown, priority, conditional };
      const node = this.below!.get(key);
      if (node) node.entries.push(entry);
      else this.below!.set(key, new OptionNode([entry]));
    }
  }
}

/** The same in the tree of one module. */
function alone(entry: Entry, path: readonly string[], from: number, names: readonly string[]): readonly Defined[] {
  let { value } = entry;
  for (let depth = from; depth < path.length; depth++) {
    if (Expr.isExpr(value)) {
      // What is still an Expr only Nix can tell.
      return reveal(value).flatMap((one) =>
        Expr.isExpr(one.value) ? NONE : alone(inside({ ...entry, value }, one), path, depth, names),
      );
    }
    if (!isPlainSet(value)) return NONE;
    const key = path[depth]!;
    if (key === '*') return members({ ...entry, value }, path, depth, names);
    const inner: unknown = value[key];
    if (inner === undefined || !Object.prototype.hasOwnProperty.call(value, key)) return NONE;
    value = inner;
  }
  return defined(value === entry.value ? entry : { ...entry, value }, names);
}

function members(
  entry: Entry & { readonly value: Record<string, unknown> },
  path: readonly string[],
  depth: number,
  names: readonly string[],
): readonly Defined[] {
  const found: Defined[] = [];
  for (const name of Object.keys(entry.value)) {
    const value = entry.value[name];
    if (value !== undefined) found.push(...alone({ ...entry, value }, path, depth + 1, [...names, name]));
  }
  return found;
}

function defined(entry: Entry, names: readonly string[]): readonly Defined[] {
  const { owner, value, priority, conditional } = entry;
  if (!Expr.isExpr(value)) return [{ owner, names, value, priority, conditional }];
  return reveal(value).map((one) => ({ ...inside(entry, one), names }));
}

/** A value behind the priority and the condition of what it stands in: the outermost priority holds. */
function inside(outer: Entry, { value, priority, conditional }: Possible): Entry {
  return {
    owner: outer.owner,
    value,
    priority: outer.priority === PLAIN ? priority : outer.priority,
    conditional: outer.conditional || conditional === true,
  };
}
