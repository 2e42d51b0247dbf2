import { readFileSync } from 'fs';
import { Attr, Binding, Item, Node } from '../nix/ast';
import { parseFile } from '../nix/parser';

/** The names of the inputs that a `flake.nix` declares; undefined where it cannot be read so. */
export function flakeInputs(file: string): string[] | undefined {
  let root: Node;
  try {
    root = parseFile(readFileSync(file, 'utf8')).root;
  } catch {
    return undefined;
  }
  if (root.kind !== 'set') return undefined;
  const names = new Set<string>();
  for (const { path, value } of bindings(root.items)) {
    if (path[0] !== 'inputs') continue;
    if (path[1] !== undefined) names.add(path[1]);
    else if (value.kind === 'set') for (const inner of bindings(value.items)) names.add(inner.path[0]!);
    else return undefined;
  }
  return [...names].sort();
}

function bindings(items: readonly Item<Binding>[]): { path: string[]; value: Node }[] {
  return items.flatMap((item) => (item.kind === 'assign' ? [{ path: item.path.map(nameOf), value: item.value }] : []));
}

function nameOf(attr: Attr): string {
  if (attr.kind === 'name') return attr.name;
  return attr.kind === 'quoted' ? attr.parts.map((part) => (typeof part === 'string' ? part : '')).join('') : '';
}
