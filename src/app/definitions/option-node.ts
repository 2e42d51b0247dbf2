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

/**
 * A place in the tree of options, with what all modules of a System have
 * there. What lies below is put together when the first one asks for it, so
 * that asking for an option costs a step a name, however many modules there are.
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
  public at(path: readonly string[]): readonly Defined[] {
    let node: OptionNode | undefined = this;
    for (let depth = 0; depth < path.length; depth++) {
      if (path[depth] === '*') return node.under(path, depth, []);
      node = node.children.get(path[depth]!);
      if (!node) return NONE;
    }
    return node.values([]);
  }

  private under(path: readonly string[], depth: number, names: readonly string[]): readonly Defined[] {
    if (depth === path.length) return this.values(names);
    const key = path[depth]!;
    if (key !== '*') return this.children.get(key)?.under(path, depth + 1, names) ?? NONE;
    const found: Defined[] = [];
    for (const [name, node] of this.children) found.push(...node.under(path, depth + 1, [...names, name]));
    return found;
  }

  private values(names: readonly string[]): Defined[] {
    const found: Defined[] = [];
    for (const { owner, value, priority, conditional } of this.entries) {
      if (!Expr.isExpr(value)) found.push({ owner, names, value, priority, conditional });
      else for (const one of reveal(value)) found.push({ owner, names, ...inside({ priority, conditional }, one) });
    }
    return found;
  }

  private get children(): ReadonlyMap<string, OptionNode> {
    if (this.below) return this.below;
    this.below = new Map();
    for (const entry of this.entries) {
      if (!Expr.isExpr(entry.value)) this.spread(entry, entry.value);
      else for (const one of reveal(entry.value)) this.spread({ owner: entry.owner, ...inside(entry, one) }, one.value);
    }
    return this.below;
  }

  /** Put the members of a set below. */
  private spread({ owner, priority, conditional }: Omit<Entry, 'value'>, set: unknown): void {
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

/** A value behind the priority and the condition of what it stands in: the outermost priority holds. */
function inside(outer: Pick<Entry, 'priority' | 'conditional'>, { value, priority, conditional }: Possible) {
  return {
    value,
    priority: outer.priority === PLAIN ? priority : outer.priority,
    conditional: outer.conditional || conditional === true,
  };
}
