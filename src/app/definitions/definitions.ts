import { readFileSync } from 'fs';
import { IConstruct } from 'constructs';
import { Expr } from '../../nix';
import { parseFile } from '../../nix/parser';
import { App } from '../app';
import type { Asset } from '../asset';
import type { NixModule } from '../nix-module';
import { isPlainSet } from '../option-tree';
import { System } from '../system';
import { Possible, reveal } from './reveal';

/** What one module of a System sets. */
export interface Definitions {
  /** The construct that it is for. */
  readonly owner: IConstruct;
  readonly tree: Record<string, unknown>;
  /** The module; undefined for a hand-written one. */
  readonly module?: NixModule;
}

/** A value of an option, and who sets it. */
export interface Defined extends Possible {
  readonly owner: IConstruct;
  /** Names below the path that was asked for, where it has stars. */
  readonly names: readonly string[];
}

/** Modules that nobody can look into: the text of what is imported. */
export interface Seen {
  readonly definitions: Definitions[];
  readonly unseen: string[];
}

/** What the modules of a System itself set. */
export function ownDefinitions(system: System): Seen {
  const definitions: Definitions[] = [];
  const unseen: string[] = [];
  for (const module of system._modules) definitions.push(...treesOf(module));
  for (const [text, imported] of system._imports) {
    const node = imported._node;
    if (node.kind !== 'outputFile') {
      // Modules of inputs are what their authors publish; the options that they are given are seen.
      if (!text.startsWith('inputs.')) unseen.push(text);
      continue;
    }
    if (systemAt(system, node.target)) continue;
    const trees = handWritten(system, node.target);
    if (trees) definitions.push(...trees);
    else unseen.push(text);
  }
  return { definitions, unseen };
}

/**
 * All that a System is made of: its own modules, the shared modules and
 * profiles that they import, and the System that it is a variant of.
 */
export function allDefinitions(system: System): Seen {
  const systems = new Set<System>([system]);
  const definitions: Definitions[] = [];
  const unseen: string[] = [];
  for (const one of systems) {
    const own = ownDefinitions(one);
    definitions.push(...own.definitions);
    unseen.push(...own.unseen);
    for (const imported of importedBy(one)) systems.add(imported);
  }
  return { definitions, unseen };
}

function importedBy(system: System): System[] {
  const found: System[] = [];
  for (const imported of system._imports.values()) {
    const node = imported._node;
    const other = node.kind === 'outputFile' ? systemAt(system, node.target) : undefined;
    if (other) found.push(other);
  }
  return found;
}

/** The System whose folder in the output this is. */
export function systemAt(construct: IConstruct, folder: string): System | undefined {
  const app = App.of(construct);
  return lookUp(SYSTEMS, app, app._systems, (system) => system.folder).get(folder);
}

const SYSTEMS = new WeakMap<App, Index<System>>();
const ASSETS = new WeakMap<App, Index<Asset>>();

interface Index<T> {
  readonly count: number;
  readonly byKey: ReadonlyMap<string, T>;
}

/** What an app has, by key: made once, and again when there is more. */
function lookUp<T>(
  indices: WeakMap<App, Index<T>>,
  app: App,
  all: readonly T[],
  key: (one: T) => string,
): ReadonlyMap<string, T> {
  let index = indices.get(app);
  if (index?.count !== all.length) {
    index = { count: all.length, byKey: new Map(all.map((one) => [key(one), one])) };
    indices.set(app, index);
  }
  return index.byKey;
}

/** Whom a module speaks for: the construct that made it, where that has a name for itself. */
export function ownerOf(module: NixModule): IConstruct {
  const { id, scope } = module.node;
  return scope && (id === 'module' || id.startsWith('$')) ? scope : module;
}

function treesOf(module: NixModule): Definitions[] {
  const { source } = module._props;
  return sets(source === undefined ? module._definitions() : parsed(source), ownerOf(module), module);
}

/** A hand-written module of the project, where it is a single file. */
function handWritten(system: System, target: string): Definitions[] | undefined {
  const app = App.of(system);
  const asset = lookUp(ASSETS, app, app._assets, (one) => one.target).get(target);
  if (!asset || !target.endsWith('.nix')) return undefined;
  const value = parsed(readFileSync(asset.sourcePath, 'utf8'));
  return value === undefined ? undefined : sets(value, asset);
}

function parsed(source: string): unknown {
  try {
    return Expr._of(parseFile(source).root);
  } catch {
    return undefined; // What is no Nix is reported where it is rendered.
  }
}

function sets(value: unknown, owner: IConstruct, module?: NixModule): Definitions[] {
  return reveal(value).flatMap(({ value: tree }) => {
    if (!isPlainSet(tree)) return [];
    return [{ owner, tree, module }, ...(tree.config === undefined ? [] : sets(tree.config, owner, module))];
  });
}

/**
 * What an option is set to. A `*` in the path stands for any name.
 * Each step goes one level down: cost is what lies on the way.
 */
export function valuesAt(definitions: readonly Definitions[], path: readonly string[]): Defined[] {
  const found: Defined[] = [];
  for (const { owner, tree } of definitions) {
    descend(tree, path, 0, 100, [], (value, priority, names, conditional) => {
      for (const one of reveal(value)) {
        found.push({
          owner,
          names,
          value: one.value,
          priority: priority === 100 ? one.priority : priority,
          conditional: conditional || one.conditional,
        });
      }
    });
  }
  return found;
}

function descend(
  value: unknown,
  path: readonly string[],
  depth: number,
  priority: number,
  names: readonly string[],
  take: Take,
  conditional = false,
): void {
  if (depth === path.length) return take(value, priority, names, conditional);
  if (!Expr.isExpr(value)) return step(value, path, depth, priority, names, take, conditional);
  for (const one of reveal(value)) {
    const at = priority === 100 ? one.priority : priority;
    step(one.value, path, depth, at, names, take, conditional || one.conditional === true);
  }
}

function step(
  value: unknown,
  path: readonly string[],
  depth: number,
  priority: number,
  names: readonly string[],
  take: Take,
  conditional: boolean,
): void {
  if (!isPlainSet(value)) return;
  const key = path[depth]!;
  if (key === '*') {
    for (const [name, inner] of Object.entries(value)) {
      if (inner !== undefined) descend(inner, path, depth + 1, priority, [...names, name], take, conditional);
    }
  } else if (Object.prototype.hasOwnProperty.call(value, key) && value[key] !== undefined) {
    descend(value[key], path, depth + 1, priority, names, take, conditional);
  }
}

type Take = (value: unknown, priority: number, names: readonly string[], conditional: boolean) => void;

/** Of the values of one option those that the module system takes: of the lowest priority, null aside. */
export function taken(values: readonly Defined[]): readonly Defined[] {
  if (values.length < 2) return values;
  const lowest = values.reduce((least, { priority }) => Math.min(least, priority), Infinity);
  return values.filter(({ priority }) => priority === lowest);
}

/** Look at every leaf of a tree, lists and sets taken apart, with its key path. Expr leaves are what only Nix can tell. */
export function eachLeaf(
  value: unknown,
  visit: (value: unknown, path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  for (const { value: one } of reveal(value)) {
    if (Array.isArray(one)) {
      one.forEach((item, index) => eachLeaf(item, visit, [...path, `[${index}]`]));
    } else if (isPlainSet(one)) {
      for (const [key, inner] of Object.entries(one)) {
        if (inner !== undefined) eachLeaf(inner, visit, [...path, key]);
      }
    } else {
      visit(one, path);
    }
  }
}

/** A key path as text: `fileSystems."/".options[0]`. */
export function keyPathOf(path: readonly string[]): string {
  return path
    .map((part, index) => {
      if (/^\[\d+\]$/.test(part)) return part;
      const name = /^[A-Za-z_][A-Za-z0-9_'-]*$/.test(part) ? part : JSON.stringify(part);
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}
