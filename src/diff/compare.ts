import type { Change, Setting } from './change';
import type { Definition } from './module';
import { Code, keyOf, Value } from './value';

/** What is never printed, although the output has it. */
const HIDDEN = /^(password|hashedPassword|initialPassword|initialHashedPassword)$/;
const UNSAID = new Code('(not shown)');

/**
 * What changed between two sets of definitions, by option. A definition that
 * only stands in another file is none; the order of modules counts for lists alone.
 */
export function compareDefinitions(before: readonly Definition[], after: readonly Definition[]): Change[] {
  const was = byPath(before);
  const is = byPath(after);
  const changes: Change[] = [];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const change = compareOption(was.get(key) ?? [], is.get(key) ?? []);
    if (change) changes.push(change);
  }
  return changes.sort((a, b) => comparePaths(a.path, b.path));
}

/** Names in the order of a dictionary, what is shorter first. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}

function byPath(definitions: readonly Definition[]): Map<string, Definition[]> {
  const found = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const key = JSON.stringify(definition.path);
    const known = found.get(key);
    if (known) known.push(definition);
    else found.set(key, [definition]);
  }
  return found;
}

function compareOption(was: readonly Definition[], is: readonly Definition[]): Change | undefined {
  const { path } = (was[0] ?? is[0])!;
  const files = [...new Set([...was, ...is].map(({ file }) => file))];
  const kind = was.length === 0 ? 'set' : is.length === 0 ? 'removed' : 'changed';
  const isHidden = HIDDEN.test(path[path.length - 1] ?? '');
  const side = (all: readonly Definition[]) => {
    const setting = all.length > 0 ? settingOf(all) : undefined;
    return setting && isHidden ? { ...setting, value: UNSAID } : setting;
  };
  if (kind !== 'changed') return { kind, path, from: side(was), to: side(is), files };
  const lists = [listOf(was), listOf(is)] as const;
  if (lists[0] && lists[1]) {
    const [from, to] = [lists[0], lists[1]];
    const added = without(to, from);
    const removed = without(from, to);
    if (added.length > 0 || removed.length > 0) {
      return { kind, path, from: side(was), to: side(is), added, removed, files };
    }
    if (from.map(keyOf).join() === to.map(keyOf).join()) return undefined;
    return { kind, path, from: side(was), to: side(is), isReordered: true, files };
  }
  const gone = rest(was, is);
  const come = rest(is, was);
  if (gone.length === 0 && come.length === 0) return undefined;
  if (gone.length === 0) return { kind: 'set', path, to: side(come), files };
  if (come.length === 0) return { kind: 'removed', path, from: side(gone), files };
  return { kind, path, from: side(gone), to: side(come), files };
}

/** The one value that definitions come to, or all of them as a list. */
function settingOf(definitions: readonly Definition[]): Setting {
  const list = listOf(definitions);
  if (list) return { value: list, behind: [] };
  if (definitions.length === 1) return { value: definitions[0]!.value, behind: definitions[0]!.behind };
  return { value: definitions.map(({ value }) => value), behind: ['several definitions'] };
}

/** What definitions that are lists come to, in the order of the modules. */
function listOf(definitions: readonly Definition[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const { value, behind } of definitions) {
    if (!Array.isArray(value) || behind.length > 0) return undefined;
    values.push(...(value as readonly Value[]));
  }
  return values;
}

/** The items of a list that another has not, each as often as it has fewer of them. */
function without(list: readonly Value[], other: readonly Value[]): Value[] {
  return difference(list, other, keyOf);
}

function rest(definitions: readonly Definition[], others: readonly Definition[]): Definition[] {
  return difference(definitions, others, ({ value, behind }) => `${behind.join('\u0001')}\u0002${keyOf(value)}`);
}

function difference<T>(list: readonly T[], other: readonly T[], key: (one: T) => string): T[] {
  const counts = new Map<string, number>();
  for (const one of other) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return list.filter((one) => {
    const left = counts.get(key(one)) ?? 0;
    counts.set(key(one), left - 1);
    return left <= 0;
  });
}
