import type { Change } from './change';
import { comparePaths } from './compare';
import { keyOf } from './value';

/** Changes of one System, with the folder that they are told under. */
export interface SystemChanges {
  readonly folder: string;
  changes: Change[];
}

/** How much of what was there must be the same for a move. */
const LEAST_SAME = 0.6;
/** How many pairs of places are looked at: each costs a pass over the changes. */
const MOST_CANDIDATES = 200;

/**
 * Find what moved: options that were removed at one place and set at another
 * one with the same values, in the same System or in another one. What differs
 * between the two places stays a change of the new place.
 */
export function findMoves(systems: readonly SystemChanges[]): void {
  for (const system of systems) moveInside(system);
  moveBetween(systems);
}

/** A subtree that may have moved within a System. */
interface Candidate {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

function moveInside(system: SystemChanges): void {
  for (const { from, to } of candidatesOf(system.changes)) {
    const gone = system.changes.filter((change) => change.kind === 'removed' && startsWith(change.path, from));
    const come = system.changes.filter((change) => change.kind === 'set' && startsWith(change.path, to));
    // What is left of either place is a change, not a move.
    const touched = system.changes.some(
      ({ kind, path }) => (kind !== 'removed' && startsWith(path, from)) || (kind !== 'set' && startsWith(path, to)),
    );
    if (touched || gone.length === 0) continue;
    const there = new Map(come.map((change) => [JSON.stringify(change.path.slice(to.length)), change]));
    const same = gone.filter((change) => {
      const other = there.get(JSON.stringify(change.path.slice(from.length)));
      return other && settingKey(other.to) === settingKey(change.from);
    });
    if (same.length / Math.max(gone.length, come.length) < LEAST_SAME || !tells(same)) continue;
    const files = [...new Set([...gone, ...come].flatMap((change) => change.files))];
    const moved: Change = { kind: 'moved', path: to, other: { path: from }, count: same.length, files };
    const differing = gone.flatMap((change): Change[] => {
      const suffix = change.path.slice(from.length);
      const other = there.get(JSON.stringify(suffix));
      there.delete(JSON.stringify(suffix));
      if (!other) return [{ ...change, path: [...to, ...suffix] }];
      return settingKey(other.to) === settingKey(change.from) ? [] : [{ ...other, kind: 'changed', from: change.from }];
    });
    const left = system.changes.filter((change) => !gone.includes(change) && !come.includes(change));
    system.changes = [...left, moved, ...differing, ...there.values()].sort((a, b) => comparePaths(a.path, b.path));
  }
}

/** Pairs of places with an option of the same value, the ones with most of them first. */
function candidatesOf(changes: readonly Change[]): Candidate[] {
  const removed = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.kind !== 'removed') continue;
    const key = settingKey(change.from);
    removed.set(key, [...(removed.get(key) ?? []), change]);
  }
  const pairs = new Map<string, { candidate: Candidate; count: number }>();
  for (const change of changes) {
    if (change.kind !== 'set') continue;
    const others = removed.get(settingKey(change.to)) ?? [];
    // Values that stand everywhere (true, 0) tell nothing by themselves where they are many.
    for (const other of others.slice(0, 20)) {
      const candidate = placesOf(other.path, change.path);
      if (candidate.from.length === 0 || candidate.to.length === 0) continue;
      const key = JSON.stringify([candidate.from, candidate.to]);
      const known = pairs.get(key);
      if (known) known.count++;
      else pairs.set(key, { candidate, count: 1 });
    }
  }
  const best = [...pairs.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CANDIDATES);
  return best.map(({ candidate }) => candidate);
}

/** Two paths without the names that both end with. */
function placesOf(a: readonly string[], b: readonly string[]): Candidate {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return { from: a.slice(0, a.length - length), to: b.slice(0, b.length - length) };
}

/** Options that left one System and came into another one at the same path, put together by what they stand under. */
function moveBetween(systems: readonly SystemChanges[]): void {
  const gone = new Map<string, { system: SystemChanges; change: Change }[]>();
  for (const system of systems) {
    for (const change of system.changes) {
      if (change.kind !== 'removed') continue;
      const key = JSON.stringify([change.path, settingKey(change.from)]);
      gone.set(key, [...(gone.get(key) ?? []), { system, change }]);
    }
  }
  const moves = new Map<string, { from: SystemChanges; to: SystemChanges; pairs: [Change, Change][] }>();
  for (const to of systems) {
    for (const change of to.changes) {
      if (change.kind !== 'set') continue;
      const found = gone
        .get(JSON.stringify([change.path, settingKey(change.to)]))
        ?.filter(({ system }) => system !== to);
      if (found?.length !== 1) continue;
      const from = found[0]!.system;
      const root = change.path.slice(0, rootLength(change.path));
      const key = JSON.stringify([from.folder, to.folder, root]);
      const known = moves.get(key);
      if (known) known.pairs.push([found[0]!.change, change]);
      else moves.set(key, { from, to, pairs: [[found[0]!.change, change]] });
    }
  }
  for (const { from, to, pairs } of moves.values()) {
    if (!tells(pairs.map(([change]) => change))) continue;
    const path = commonPath(pairs.map(([, change]) => change.path));
    const files = [...new Set(pairs.flatMap(([a, b]) => [...a.files, ...b.files]))];
    const count = pairs.length;
    const [gones, comes] = [new Set(pairs.map(([a]) => a)), new Set(pairs.map(([, b]) => b))];
    from.changes = from.changes.filter((change) => !gones.has(change));
    to.changes = to.changes.filter((change) => !comes.has(change));
    from.changes.push({ kind: 'moved', path, other: { system: to.folder, path }, isAway: true, count, files });
    to.changes.push({ kind: 'moved', path, other: { system: from.folder, path }, count, files });
    for (const one of [from, to]) one.changes.sort((a, b) => comparePaths(a.path, b.path));
  }
}

/** How many names of a path say what it is about: `services.x`, `users.users.x`. */
function rootLength(path: readonly string[]): number {
  return Math.min(/^(users|home-manager|virtualisation|systemd)$/.test(path[0] ?? '') ? 3 : 2, path.length);
}

function commonPath(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  let length = first.length;
  for (const path of others) {
    while (length > 0 && !startsWith(path, first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}

/** Whether values say enough for it to be no chance that they are the same. */
function tells(changes: readonly Change[]): boolean {
  const values = changes.map(({ from }) => from!.value);
  return changes.length >= 3 || values.some((value) => keyOf(value).length > 7 || Array.isArray(value));
}

function settingKey(setting: Change['from']): string {
  return setting ? `${setting.behind.join('\u0001')}\u0002${keyOf(setting.value)}` : '';
}

/** Whether a path stands at or below another one. */
export function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.length <= path.length && start.every((name, index) => path[index] === name);
}
