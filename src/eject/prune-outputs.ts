import { inheritedPaths, noReach, noteReach } from './reach';
import type { Assign, Binding, Inherit, Item, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';

/** What is to stay of a flake's outputs. */
export interface Keep {
  /** Systems that stay, as `nixosConfigurations.attic`. */
  readonly systems: ReadonlySet<string>;
  /** All systems of the flake, by their folders in the output. */
  readonly folders: ReadonlyMap<string, string>;
  /** Attribute paths of outputs that modules refer to. */
  readonly needed: readonly (readonly string[])[];
  /** Those that other outputs refer to: they stay where they are about no system. */
  readonly mentioned: readonly (readonly string[])[];
  /** Whether a file or folder of the output stays. */
  readonly hasFile: (target: string) => boolean;
}

/** What stayed of a set of outputs, and what did not. */
export interface PrunedOutputs {
  readonly node: Node | undefined;
  /** Outputs that are gone and are not about another system alone, as attribute paths. */
  readonly left: readonly string[];
}

/** How many names an output's own things have: a host, or a package of a platform. */
const DEPTH = new Map([
  ...['nixosConfigurations', 'darwinConfigurations', 'homeConfigurations'].map((name) => [name, 2] as const),
  ...['nixosModules', 'darwinModules', 'homeModules', 'homeManagerModules', 'overlays', 'lib'].map(
    (name) => [name, 2] as const,
  ),
  ...['packages', 'checks', 'apps', 'devShells', 'legacyPackages'].map((name) => [name, 3] as const),
  ['formatter', 2] as const,
]);
const SYSTEMS = /^(nixos|darwin|home)Configurations$/;
const MODULES = /^(nixos|darwin|home|homeManager)Modules$/;

/** Cut a set of outputs down to those that concern the systems that stay, or that these need. */
export function pruneOutputs(outputs: Node, keep: Keep): PrunedOutputs {
  const left: string[] = [];
  let node: Node | undefined = outputs;
  // An output may refer to another one that is found to go.
  for (let before = -1; node !== undefined && before !== left.length;) {
    before = left.length;
    const pruner: Pruner = new Pruner(keep, namesOf(node), platformsOf(node, keep), left);
    node = pruner.prune(node, [], false);
  }
  return { node, left: [...new Set(left)] };
}

/** A judgement over one output: it stays, it goes, or what is in it is judged. */
type Judgement = 'keep' | 'drop' | 'look inside';

class Pruner {
  private readonly goneNames: ReadonlySet<string>;

  constructor(
    private readonly keep: Keep,
    /** Outputs that are there, as attribute paths. */
    private readonly there: ReadonlySet<string>,
    private readonly platforms: ReadonlySet<string>,
    private readonly left: string[],
  ) {
    const gone = [...keep.folders.values()].filter((system) => !keep.systems.has(system));
    this.goneNames = new Set(gone.map((system) => system.slice(system.indexOf('.') + 1)));
  }

  /** @param mixed whether it stands in something that is about systems that stay and systems that go */
  public prune(node: Node, path: readonly string[], mixed: boolean): Node | undefined {
    switch (node.kind) {
      case 'set':
        return this.set(node, path, mixed);
      case 'list': {
        const items = node.items.filter((item) => item.kind === 'loose' || !this.isGone(item));
        return { ...node, items };
      }
      case 'paren': {
        const inner = this.prune(node.inner, path, mixed);
        return inner && { ...node, inner };
      }
      case 'apply': {
        const arg = this.prune(node.arg, path, mixed);
        return arg && { ...node, arg };
      }
      case 'select': {
        const target = this.prune(node.target, path, mixed);
        return target && { ...node, target };
      }
      case 'lambda':
      case 'let':
      case 'with': {
        const body = this.prune(node.body, path, mixed);
        return body && { ...node, body };
      }
      case 'binary': {
        const [left, right] = [node.left, node.right].map((side) =>
          this.isGone(side) ? undefined : this.prune(side, path, mixed),
        );
        return left && right ? { ...node, left, right } : (left ?? right);
      }
      default:
        return this.isGone(node) ? undefined : node;
    }
  }

  private set(node: Node & { kind: 'set' }, path: readonly string[], mixed: boolean): Node | undefined {
    const items: Item<Binding>[] = [];
    for (const item of node.items) {
      const kept =
        item.kind === 'assign' ? this.assign(item, path, mixed) : item.kind === 'inherit' ? this.inherit(item) : item;
      if (kept) items.push(kept);
    }
    if (items.length === node.items.length && items.every((item, at) => item === node.items[at])) return node;
    if (!items.some(({ kind }) => kind !== 'loose') && node.items.length > 0) return undefined;
    return { ...node, items };
  }

  private assign(item: Assign, path: readonly string[], mixed: boolean): Assign | undefined {
    const at = [...path, ...item.path.map((attr) => attrName(attr) ?? '')];
    const isDeep = item.value.kind === 'set' && at.length < (DEPTH.get(at[0] ?? '') ?? 1);
    const judged = isDeep ? 'look inside' : this.judge(item, at, mixed);
    if (judged === 'keep') return item;
    if (judged === 'drop') return undefined;
    const value = this.prune(item.value, at, mixed || !isDeep);
    return value === undefined ? undefined : value === item.value ? item : joined({ ...item, value });
  }

  /** `inherit (inputs.self.deploy.nodes) attic cellar;` without what goes. */
  private inherit(item: Inherit): Inherit | undefined {
    const paths = inheritedPaths(item);
    const names = item.names.filter((_name, at) => {
      const [input, ...path] = paths[at] ?? [];
      if (input !== 'self' || path.includes(undefined)) return true;
      const systems = this.systemsAt(path as string[]);
      return systems.length > 0 ? systems.some((one) => this.keep.systems.has(one)) : this.isThere(path as string[]);
    });
    if (names.length === item.names.length) return item;
    return names.length > 0 ? { ...item, names } : undefined;
  }

  private judge({ value }: Assign, at: readonly string[], mixed: boolean): Judgement {
    const { keep } = this;
    if (SYSTEMS.test(at[0]!) && at.length === 2) return keep.systems.has(at.join('.')) ? 'keep' : 'drop';
    if (isAmong(at, keep.needed)) return 'keep';
    const { systems, paths, others } = this.concerns(value);
    if (systems.size > 0) {
      const staying = [...systems].filter((system) => keep.systems.has(system)).length;
      return staying === systems.size ? 'keep' : staying > 0 ? 'look inside' : 'drop';
    }
    if (MODULES.test(at[0]!) && paths.length > 0) return paths.every(keep.hasFile) ? 'keep' : 'drop';
    if (at[0] === 'formatter') return this.platforms.has(at[1] ?? '') ? 'keep' : 'drop';
    if (others.length > 0) return others.every((path) => this.isThere(path)) ? 'keep' : 'drop';
    if (isAmong(at, keep.mentioned)) return 'keep';
    if (mixed) return this.goneNames.has(at[at.length - 1]!) ? 'drop' : 'keep';
    this.left.push(at.join('.'));
    return 'drop';
  }

  /** Whether it is about systems, and none of them stays. */
  private isGone(node: Node): boolean {
    const { systems, others } = this.concerns(node);
    if (systems.size > 0) return ![...systems].some((system) => this.keep.systems.has(system));
    return others.length > 0 && !others.every((path) => this.isThere(path));
  }

  /** Which systems a value is about, which files it names, and which other outputs. */
  private concerns(node: Node): { systems: Set<string>; paths: string[]; others: readonly string[][] } {
    const reach = noReach();
    noteReach(node, 'flake.nix', reach);
    const systems = new Set<string>();
    for (const path of reach.paths) {
      const system = this.keep.folders.get(path);
      if (system !== undefined) systems.add(system);
    }
    const others: string[][] = [];
    for (const path of reach.self) {
      const about = this.systemsAt(path);
      for (const system of about) systems.add(system);
      if (about.length === 0) others.push(path);
    }
    return { systems, paths: [...reach.paths], others };
  }

  /** The systems that an output of the flake is: one itself, or how it is deployed. */
  private systemsAt([output, name, node]: readonly string[]): string[] {
    if (SYSTEMS.test(output!)) return name === undefined ? [] : [`${output}.${name}`];
    if (output !== 'deploy' || name !== 'nodes') return [];
    return [...this.keep.folders.values()].filter((system) => system.slice(system.indexOf('.') + 1) === node);
  }

  private isThere(path: readonly string[]): boolean {
    return isAmong(
      path,
      [...this.there].map((name) => name.split('\0')),
    );
  }
}

/** Whether a path is one of these, leads to one, or begins with one. */
function isAmong(path: readonly string[], paths: readonly (readonly string[])[]): boolean {
  return paths.some((one) => startsWith(one, path) || startsWith(path, one));
}

/** Whether a path begins with another one. */
function startsWith(path: readonly string[], head: readonly string[]): boolean {
  return head.every((name, at) => path[at] === name);
}

/** The attribute paths in a set of outputs. */
function namesOf(node: Node, path: readonly string[] = []): Set<string> {
  if (node.kind !== 'set') return new Set([path.join('\0')]);
  const names = new Set<string>();
  for (const item of node.items) {
    if (item.kind !== 'assign') continue;
    const at = [...path, ...item.path.map((attr) => attrName(attr) ?? '')];
    for (const name of namesOf(item.value, at)) names.add(name);
  }
  return names;
}

/** The platforms that have a check of a system that stays. */
function platformsOf(outputs: Node, { systems }: Keep): Set<string> {
  const found = new Set<string>();
  for (const name of namesOf(outputs)) {
    const [output, platform, host] = name.split('\0');
    if (output !== 'checks' || platform === undefined || host === undefined) continue;
    if ([...systems].some((system) => system.slice(system.indexOf('.') + 1) === host)) found.add(platform);
  }
  return found;
}

/** `a = { b = x; }` as `a.b = x`, as a set of one is written. */
export function joined(item: Assign): Assign {
  const { value } = item;
  if (value.kind !== 'set' || value.rec || value.items.length !== 1) return item;
  const only = value.items[0]!;
  const isPlain = !value.open?.before && !value.open?.after && !value.close?.before && !item.equals && !item.semicolon;
  if (only.kind !== 'assign' || !isPlain) return item;
  const [first, ...rest] = only.path;
  if (first === undefined || first.mark?.before) return item;
  return { ...only, path: [...item.path, first, ...rest] };
}
