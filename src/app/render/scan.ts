import { Node } from '../../nix/ast';
import { freeVariables } from '../../nix/scope';

/** What a tree needs from around it. */
export interface Needs {
  /** Its free variables. */
  readonly free: ReadonlySet<string>;
  /** The flake inputs it names, as `inputs.NAME`. */
  readonly inputs: readonly string[];
}

const NOTHING: Needs = { free: new Set(), inputs: [] };
const known = new WeakMap<Node, Needs>();

/** What a tree needs; each tree is looked at once. */
export function needsOf(node: Node): Needs {
  if (node.kind === 'outputFile') return NOTHING;
  let needs = known.get(node);
  if (!needs) {
    const free = new Set(freeVariables(node).keys());
    needs = free.size === 0 ? NOTHING : { free, inputs: free.has('inputs') ? inputNames(node) : [] };
    known.set(node, needs);
  }
  return needs;
}

/** The names in `inputs.NAME`, wherever they stand in the tree. */
function inputNames(root: Node): string[] {
  const names = new Set<string>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      for (const item of value) open.push(item);
    } else if (value !== null && typeof value === 'object') {
      const node = value as Node;
      if (node.kind === 'select' && node.target.kind === 'identifier' && node.target.name === 'inputs') {
        const first = node.path[0];
        if (first?.kind === 'name') {
          names.add(first.name);
        } else if (first?.kind === 'quoted' && first.parts.length === 1 && typeof first.parts[0] === 'string') {
          names.add(first.parts[0]);
        }
      }
      if (node.kind === 'data') continue;
      for (const member of Object.values(value)) {
        if (member !== null && typeof member === 'object') open.push(member);
      }
    }
  }
  names.delete('self');
  return [...names];
}
