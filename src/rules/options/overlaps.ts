import { IConstruct } from 'constructs';
import { System } from '../../app';
import { Definitions } from '../../app/definitions/definitions';
import { reveal } from '../../app/definitions/reveal';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { Expr } from '../../nix';

/** One of several definitions of an option. */
export interface Overlapping {
  readonly owner: IConstruct;
  readonly value: unknown;
  readonly priority: number;
}

/** An option that several modules of a System set, without a condition, each to something that is no set. */
export interface Overlap {
  readonly system: System;
  readonly path: readonly string[];
  /** At least two, in the order of the modules. */
  readonly definitions: readonly Overlapping[];
}

/** The priority of a definition that says none. */
const PLAIN = 100;
/** Parts of a module that are no options. */
const NO_OPTIONS = new Set(['imports', 'options', 'config', 'disabledModules', '_file', '_class', 'key']);

/**
 * The options that more than one module of a System sets. Modules are walked
 * together, and only as deep as two of them go the same way.
 */
export function overlaps(estate: Estate): Overlap[] {
  const found: Overlap[] = [];
  for (const system of estate.systems) {
    const { _definitions: definitions } = estate.optionsOf(system);
    if (definitions.length > 1) walk(system, definitions.map(whole), [], found);
  }
  return found;
}

function whole({ owner, tree }: Definitions): Overlapping {
  return { owner, value: tree, priority: PLAIN };
}

function walk(system: System, entries: readonly Overlapping[], path: readonly string[], found: Overlap[]): void {
  const first = new Map<string, Overlapping>();
  const shared = new Map<string, Overlapping[]>();
  for (const { owner, value, priority } of entries) {
    const set = value as Record<string, unknown>;
    for (const key of Object.keys(set)) {
      if (set[key] === undefined || (path.length === 0 && NO_OPTIONS.has(key))) continue;
      const entry = { owner, value: set[key], priority };
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, entry);
        continue;
      }
      const all = shared.get(key);
      if (all) all.push(entry);
      else shared.set(key, [before, entry]);
    }
  }
  for (const [key, several] of shared) {
    const at = [...path, key];
    const seen = several.some(({ value }) => Expr.isExpr(value)) ? several.flatMap(unconditional) : several;
    const sets = seen.every(({ value }) => isPlainSet(value)) ? seen : seen.filter(({ value }) => isPlainSet(value));
    if (sets.length > 1) walk(system, sets, at, found);
    // A set beside something else is told as it is: the module system takes one or the other.
    if (seen.length > 1 && sets.length < seen.length) found.push({ system, path: at, definitions: seen });
  }
}

/** What an entry surely sets. */
function unconditional(entry: Overlapping): Overlapping[] {
  if (!Expr.isExpr(entry.value)) return [entry];
  return reveal(entry.value).flatMap(({ value, priority, conditional }) =>
    conditional ? [] : [{ owner: entry.owner, value, priority: entry.priority === PLAIN ? priority : entry.priority }],
  );
}
