import { CatalogueNode } from './catalogue';
import { editDistance } from '../app/nearest';

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

/**
 * Paths of options that have a name and differ from a path in one segment
 * (another one, one more or one less), or in the case of its letters: a name
 * that stands in another namespace, or one level off. As the catalogue writes
 * them.
 */
export function nearPaths(root: CatalogueNode, path: readonly string[], name: string): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const wanted = name.toLowerCase();
  const search = (node: CatalogueNode, at: number, edited: boolean, way: readonly string[]): void => {
    if (at === path.length) {
      // Without the name itself only the same path one segment shorter is near: every service has an `enable`.
      const near = way.length < path.length || way.some((part) => part.toLowerCase() === wanted);
      if (near && node.typeText !== undefined) found.set(way.join('\0'), way);
      return;
    }
    const same = sameName(node, path[at]!);
    if (same !== undefined) search(node.child(same)!, at + 1, edited, [...way, same]);
    else if (node.any) search(node.any, at + 1, edited, [...way, '<name>']);
    if (edited) return;
    search(node, at + 1, true, way);
    for (const other of node.names) {
      const child = node.child(other)!;
      search(child, at, true, [...way, other]);
      if (other !== same) search(child, at + 1, true, [...way, other]);
    }
  };
  search(root, 0, false, []);
  return [...found.values()].sort((a, b) => likeness(path, b) - likeness(path, a)).slice(0, TOLD);
}

/** The name below a node that is a name but for the case of its letters. */
function sameName(node: CatalogueNode, name: string): string | undefined {
  if (node.child(name)) return name;
  const lower = name.toLowerCase();
  return node.names.find((one) => one.toLowerCase() === lower);
}

/** How many segments two paths begin with alike. */
function likeness(path: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < path.length && path[length] === other[length]) length++;
  return length;
}
