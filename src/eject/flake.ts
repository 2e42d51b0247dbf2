import { joined, Keep, pruneOutputs } from './prune-outputs';
import type { Assign, Binding, Node, SourceFile } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { parseFile } from '../nix/parser';
import { printFile } from '../nix/print';

type Set = Node & { kind: 'set' };

/** A `flake.nix` that was cut down. */
export interface PrunedFlake {
  readonly file: SourceFile;
  /** Its set of outputs. */
  readonly outputs: Node;
  /** Outputs that it has no longer, beside those of systems. */
  readonly left: readonly string[];
}

/** Cut the outputs of a flake down. */
export function withOutputs(file: SourceFile, keep: Keep): PrunedFlake {
  let left: readonly string[] = [];
  let outputs: Node = { kind: 'set', items: [] };
  const root = mapTop(file.root, 'outputs', (item) => {
    const value = mapBody(item.value, (body) => {
      const pruned = pruneOutputs(body, keep);
      left = pruned.left;
      return (outputs = pruned.node ?? { kind: 'set', items: [] });
    });
    return { ...item, value };
  });
  return { file: { ...file, root }, outputs, left };
}

/** Leave these inputs alone. */
export function withInputs(file: SourceFile, inputs: ReadonlySet<string>): SourceFile {
  const root = mapTop(file.root, 'inputs', (item) => {
    const own = item.path[1] && attrName(item.path[1]);
    if (own !== undefined) return inputs.has(own) ? item : undefined;
    if (item.value.kind !== 'set') return item;
    const items = item.value.items.filter(
      (one) => one.kind !== 'assign' || inputs.has((one.path[0] && attrName(one.path[0])) ?? ''),
    );
    return items.length === item.value.items.length ? item : joined({ ...item, value: { ...item.value, items } });
  });
  return { ...file, root };
}

/** The text of a flake. */
export function flakeText(file: SourceFile): string {
  return printFile(file, { from: 'flake.nix' });
}

/** Read a flake. */
export function readFlake(text: string): SourceFile {
  return parseFile(text);
}

function mapTop(root: Node, name: string, map: (item: Assign) => Assign | undefined): Node {
  if (root.kind !== 'set') return root;
  const items = root.items.flatMap((item): Set['items'] => {
    if (item.kind !== 'assign' || attrName(item.path[0]!) !== name) return [item];
    const mapped = map(item);
    return mapped ? [mapped as Binding] : [];
  });
  return { ...root, items };
}

/** What a function of a flake's outputs gives. */
function mapBody(node: Node, map: (body: Node) => Node): Node {
  if (node.kind === 'lambda' || node.kind === 'let' || node.kind === 'with') {
    return { ...node, body: mapBody(node.body, map) };
  }
  return map(node);
}
