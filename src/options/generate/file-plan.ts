import { FileNames } from './interface-names';
import type { CatalogueNode } from '../catalogue';

/** A namespace with more options than this is spread over several files. */
const LARGE = 600;
/** Within a large namespace, one with so many options has a file of its own. */
const OWN = 60;
/** Files go no deeper: deeper namespaces are small in every catalogue. */
const DEPTH = 3;

/**
 * Which namespace is written to which file: small enough that an editor opens
 * each at once and a change shows where it happened, few enough that the
 * compiler need not open a thousand.
 */
export class FilePlan {
  private readonly files = new Map<CatalogueNode, string>();
  private readonly names = new FileNames(['index', 'value']);
  private readonly sizes = new Map<CatalogueNode, number>();

  constructor(root: CatalogueNode) {
    this.files.set(root, 'index');
    this.spread(root, []);
  }

  /** The file in which a place begins; undefined where it stands in that of the place above it. */
  public fileOf(node: CatalogueNode): string | undefined {
    return this.files.get(node);
  }

  private spread(node: CatalogueNode, path: readonly string[]): void {
    if (this.size(node) <= LARGE || path.length >= DEPTH) return;
    const small = new Map<string, CatalogueNode[]>();
    for (const name of node.names) {
      const child = node.child(name)!;
      if (this.size(child) >= OWN) {
        this.files.set(child, this.names.next([...path, name]));
        if (child.type === undefined) this.spread(child, [...path, name]);
      } else if (child.type === undefined) {
        const letter = /[a-z]/.exec(name.toLowerCase())?.[0] ?? 'other';
        small.set(letter, [...(small.get(letter) ?? []), child]);
      }
    }
    // What is left of the root and of namespaces of middling size stays with them.
    const left = [...small.values()].flat().reduce((sum, child) => sum + this.size(child), 0);
    if (left <= LARGE) return;
    for (const letter of [...small.keys()].sort()) {
      const file = this.names.next([...path, letter]);
      for (const child of small.get(letter)!) this.files.set(child, file);
    }
  }

  /** How many options stand at a place and below it. */
  private size(node: CatalogueNode): number {
    let size = this.sizes.get(node);
    if (size === undefined) {
      size = node.type === undefined ? 0 : 1;
      for (const below of inside(node)) size += this.size(below);
      this.sizes.set(node, size);
    }
    return size;
  }
}

/** All that stands directly below a place. */
function inside(node: CatalogueNode): CatalogueNode[] {
  const nodes = node.names.map((name) => node.child(name)!);
  if (node.any) nodes.push(node.any);
  if (node.item) nodes.push(node.item);
  return nodes;
}
