import type { Listed } from './diff';
import { nearestNames } from './nearest';

/** Names that say nothing about what they stand in: every other service has them. */
const COMMON = new Set([
  'enable',
  'package',
  'user',
  'group',
  'port',
  'openFirewall',
  'settings',
  'extraConfig',
  'extraOptions',
  'dataDir',
  'host',
  'config',
  'configFile',
  'environmentFile',
  'name',
  'type',
  'database',
]);

/** What is known of one namespace becoming another. */
interface Move {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Options that both have at the same place, of the same type. */
  shared: number;
  /** Those among them whose names say something. */
  telling: number;
}

/** Of options that are gone, those that most likely live on, by their new form. */
export function findRenames(gone: readonly Listed[], fresh: readonly Listed[]): Map<Listed, Listed> {
  const renames = new Map<Listed, Listed>();
  const byLast = grouped(fresh, keyOf);
  const byParent = grouped(fresh, parentKey);
  const byPath = new Map(fresh.map((option) => [option.path.join('\0'), option]));
  const moves = countMoves(gone, byLast);
  const sizes = countBelow(gone);
  for (const option of gone) {
    const to =
      byMove(option, moves, sizes, byPath) ??
      moved(option, byLast.get(keyOf(option)) ?? []) ??
      inPlace(option, byParent.get(parentKey(option)) ?? []);
    if (to) renames.set(option, to);
  }
  return unambiguous(renames);
}

/** All pairs of namespaces in which a gone and a new option stand at the same place below. */
function countMoves(
  gone: readonly Listed[],
  byLast: ReadonlyMap<string, readonly Listed[]>,
): Map<string, Map<string, Move>> {
  const moves = new Map<string, Map<string, Move>>();
  for (const option of gone) {
    for (const other of byLast.get(keyOf(option)) ?? []) {
      const common = commonSuffix(option.path, other.path);
      const from = option.path.slice(0, option.path.length - common);
      const to = other.path.slice(0, other.path.length - common);
      if (from.length === 0 || to.length === 0) continue;
      const key = from.join('\0');
      let targets = moves.get(key);
      if (!targets) moves.set(key, (targets = new Map()));
      let move = targets.get(to.join('\0'));
      if (!move) targets.set(to.join('\0'), (move = { from, to, shared: 0, telling: 0 }));
      move.shared++;
      if (!COMMON.has(option.path[option.path.length - 1]!)) move.telling++;
    }
  }
  return moves;
}

function grouped(options: readonly Listed[], keyed: (option: Listed) => string): Map<string, Listed[]> {
  const groups = new Map<string, Listed[]>();
  for (const option of options) {
    const known = groups.get(keyed(option));
    if (known) known.push(option);
    else groups.set(keyed(option), [option]);
  }
  return groups;
}

function keyOf({ path, type }: Listed): string {
  return `${path[path.length - 1]!}\0${type}`;
}

function commonSuffix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** How many gone options stand below each path. */
function countBelow(gone: readonly Listed[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { path } of gone) {
    for (let length = 1; length < path.length; length++) {
      const key = path.slice(0, length).join('\0');
      sizes.set(key, (sizes.get(key) ?? 0) + 1);
    }
  }
  return sizes;
}

/** The option at the same place in the namespace that its own became. */
function byMove(
  option: Listed,
  moves: ReadonlyMap<string, ReadonlyMap<string, Move>>,
  sizes: ReadonlyMap<string, number>,
  fresh: ReadonlyMap<string, Listed>,
): Listed | undefined {
  for (let length = option.path.length - 1; length > 0; length--) {
    const from = option.path.slice(0, length).join('\0');
    const likely = [...(moves.get(from)?.values() ?? [])].filter((move) => isLikely(move, sizes.get(from) ?? 0));
    const most = Math.max(0, ...likely.map(({ shared }) => shared));
    const best = likely.filter(({ shared }) => shared === most);
    if (best.length !== 1) continue;
    const to = fresh.get([...best[0]!.to, ...option.path.slice(length)].join('\0'));
    if (to && to.type === option.type) return to;
  }
  return undefined;
}

/** Whether a namespace became another: by its name, or by what it holds. */
function isLikely({ from, to, shared, telling }: Move, size: number): boolean {
  const [last, other] = [from[from.length - 1]!, to[to.length - 1]!];
  const most = shared * 2 >= size;
  if (last === other || alike(last, other)) return most && (telling > 0 || size <= 2);
  return telling >= 2 && shared * 10 >= size * 8;
}

/** The one option that has its whole name behind a longer or shorter way: `services.x.y` for `services.old.x.y`. */
function moved({ path }: Listed, same: readonly Listed[]): Listed | undefined {
  const found = same.filter((other) => {
    const common = commonSuffix(path, other.path);
    const [from, to] = [path.slice(0, path.length - common), other.path.slice(0, other.path.length - common)];
    return isWithin(from, to) !== isWithin(to, from) && path.slice(-common).some((part) => !COMMON.has(part));
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether all of one path stands in the other, in its order. */
function isWithin(path: readonly string[], other: readonly string[]): boolean {
  let at = 0;
  for (const part of other) if (part === path[at]) at++;
  return at === path.length;
}

function parentKey({ path, type }: Listed): string {
  return [...path.slice(0, -1), type].join('\0');
}

/** The one option of a similar name among those of the same type beside where it was. */
function inPlace({ path }: Listed, beside: readonly Listed[]): Listed | undefined {
  const found = beside.filter((other) => alike(other.path[path.length - 1]!, path[path.length - 1]!));
  return found.length === 1 ? found[0] : undefined;
}

function alike(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const contained = Math.min(a.length, b.length) > 3 && (a.includes(b) || b.includes(a));
  return contained || nearestNames(one, [other]).length > 0;
}

/** Only those whose new option is no other one's too. */
function unambiguous(renames: ReadonlyMap<Listed, Listed>): Map<Listed, Listed> {
  const uses = new Map<Listed, number>();
  for (const to of renames.values()) uses.set(to, (uses.get(to) ?? 0) + 1);
  return new Map([...renames].filter(([, to]) => uses.get(to) === 1));
}
