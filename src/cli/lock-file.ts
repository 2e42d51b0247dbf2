import { readFileSync } from 'fs';

/** An input as a lock file has it, in few words. */
export type LockedInputs = ReadonlyMap<string, string>;

/** How the inputs of a flake changed. */
export interface LockChange {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly unchanged: number;
}

interface LockNode {
  readonly inputs?: Record<string, string | string[]>;
  readonly locked?: { rev?: string; narHash?: string; lastModified?: number };
}

/** The flake's own inputs in its lock file; none where there is no lock file, or a damaged one. */
export function lockedInputs(file: string): LockedInputs {
  const found = new Map<string, string>();
  try {
    const { root, nodes } = JSON.parse(readFileSync(file, 'utf8')) as { root: string; nodes: Record<string, LockNode> };
    for (const [name, target] of Object.entries(nodes[root]?.inputs ?? {})) {
      found.set(name, Array.isArray(target) ? `as ${target.join('/')}` : inWords(nodes[target]));
    }
  } catch {
    // Nix says what is wrong with it.
  }
  return found;
}

/** What is different. */
export function lockChange(before: LockedInputs, after: LockedInputs): LockChange {
  const names = [...after.keys()].sort();
  const changed = names.filter((name) => before.has(name) && before.get(name) !== after.get(name));
  const added = names.filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name)).sort();
  return { added, changed, removed, unchanged: after.size - added.length - changed.length };
}

/** `1a2b3c4 (2026-11-20)` */
function inWords(node: LockNode | undefined): string {
  const { rev, narHash = 'unknown', lastModified } = node?.locked ?? {};
  const what = rev === undefined ? narHash : rev.slice(0, 7);
  return lastModified === undefined ? what : `${what} (${new Date(lastModified * 1000).toISOString().slice(0, 10)})`;
}
