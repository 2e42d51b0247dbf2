import { Catalogue } from './catalogue';
import { isPlaceholder } from './catalogue-tree';

/** How many names are told at most. */
const TOLD = 3;

/** The names nearest to a misspelt one, the nearest first; none where none is near. */
export function nearestNames(name: string, candidates: Iterable<string>): string[] {
  const most = Math.max(2, Math.floor(name.length / 3));
  const word = name.toLowerCase();
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = editDistance(word, candidate.toLowerCase(), most);
    if (distance <= most) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  const least = found[0]?.distance ?? 0;
  return found
    .filter(({ distance }) => distance <= least + 1)
    .slice(0, TOLD)
    .map(({ candidate }) => candidate);
}

/** How many letters must be put in, taken out, changed or swapped with a neighbour; more than `most` is just more. */
function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        row[j]! + 1,
        next[j - 1]! + 1,
        row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        swap ? before[j - 2]! + 1 : Infinity,
      );
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** Finds where in a catalogue a path would stand that is one segment away: in another namespace, or one level off. */
export class PathIndex {
  private byLast?: ReadonlyMap<string, readonly (readonly string[])[]>;

  constructor(private readonly catalogue: Catalogue) {}

  /** Paths of options that differ from one in a single segment, as the catalogue writes them. */
  public near(path: readonly string[]): readonly (readonly string[])[] {
    const last = path[path.length - 1];
    if (last === undefined || path.length < 2) return [];
    const same = (this.byLast ??= this.index()).get(last) ?? [];
    return same.filter((other) => isOneAway(path, other)).slice(0, TOLD);
  }

  private index(): ReadonlyMap<string, readonly (readonly string[])[]> {
    const byLast = new Map<string, (readonly string[])[]>();
    this.catalogue.forEach((path) => {
      const last = path[path.length - 1]!;
      const known = byLast.get(last);
      if (known) known.push(path);
      else byLast.set(last, [path]);
    });
    return byLast;
  }
}

/** Whether one segment more, less or other makes one path the other, which may have placeholders. */
function isOneAway(path: readonly string[], other: readonly string[]): boolean {
  if (Math.abs(path.length - other.length) > 1) return false;
  const same = (i: number, j: number): boolean => path[i] === other[j] || isPlaceholder(other[j]!);
  let head = 0;
  while (head < path.length && head < other.length && same(head, head)) head++;
  let tail = 0;
  const most = Math.min(path.length, other.length) - head;
  while (tail < most && same(path.length - 1 - tail, other.length - 1 - tail)) tail++;
  return Math.max(path.length, other.length) - head - tail === 1;
}
