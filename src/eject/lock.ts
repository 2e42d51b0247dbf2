interface LockNode {
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  readonly [member: string]: unknown;
}

interface Lock {
  readonly nodes: Readonly<Record<string, LockNode>>;
  readonly root: string;
  readonly version: number;
}

/**
 * A lock file with these inputs of the flake alone, and what they lead to. Nodes are named and written as Nix does
 * it, so that Nix has nothing to change.
 * @returns undefined where the text is no lock file that is understood
 */
export function pruneLock(text: string, inputs: ReadonlySet<string>): string | undefined {
  const lock = readLock(text);
  const root = lock?.nodes[lock.root];
  if (!lock || !root) return undefined;
  const kept = Object.entries(root.inputs ?? {}).filter(([name]) => inputs.has(name));
  const written = new Writer(lock).write({ ...root, inputs: Object.fromEntries(kept) });
  return written && `${JSON.stringify(written, undefined, 2)}\n`;
}

function readLock(text: string): Lock | undefined {
  try {
    const lock = JSON.parse(text) as Lock;
    const isLock = typeof lock.nodes === 'object' && typeof lock.root === 'string' && lock.version >= 5;
    return isLock ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** Names nodes by the first input that leads to them, in order; a name that is taken gets a number. */
class Writer {
  private readonly nodes = new Map<string, LockNode>();
  /** New names by old ones. */
  private readonly names = new Map<string, string>();

  constructor(private readonly lock: Lock) {}

  public write(root: LockNode): Lock | undefined {
    try {
      this.nodes.set('root', {});
      this.nodes.set('root', this.withInputs(root));
    } catch {
      return undefined;
    }
    const sorted = [...this.nodes].sort(([a], [b]) => (a < b ? -1 : 1));
    return { nodes: Object.fromEntries(sorted), root: 'root', version: this.lock.version };
  }

  private visit(wanted: string, old: string): string {
    const known = this.names.get(old);
    if (known !== undefined) return known;
    const node = this.lock.nodes[old];
    if (!node) throw new Error(`the lock file has no node ${old}`);
    let name = wanted;
    for (let number = 2; this.nodes.has(name); number++) name = `${wanted}_${number}`;
    this.names.set(old, name);
    this.nodes.set(name, node);
    this.nodes.set(name, this.withInputs(node));
    return name;
  }

  private withInputs(node: LockNode): LockNode {
    const inputs = Object.entries(node.inputs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const { inputs: _old, ...rest } = node;
    if (inputs.length === 0) return rest;
    // What follows another input keeps its path, which is one from the root.
    const named = inputs.map(([name, to]) => [name, typeof to === 'string' ? this.visit(name, to) : to] as const);
    return { inputs: Object.fromEntries(named), ...rest };
  }
}
