import type { Change } from './change';
import { compareDefinitions } from './compare';
import { Output, textAt } from './output';
import type { Flake } from './system';

/** What happened to an input of the flake. */
export interface InputChange {
  readonly name: string;
  readonly kind: 'set' | 'changed' | 'removed';
  /** Where it comes from, by the attributes of the flake. */
  readonly changes: readonly Change[];
  /** Which revision the lock file has, where that is another one. */
  readonly locked?: { readonly from?: string; readonly to?: string };
}

interface LockNode {
  readonly inputs?: Record<string, string | string[]>;
  readonly locked?: { rev?: string; narHash?: string; lastModified?: number };
}

interface Locked {
  readonly words: string;
  /** The input with all its own inputs. */
  readonly whole: string;
}

/** Compare the inputs of two flakes, and their lock files where both have one. */
export function compareInputs(before: Output, after: Output, was: Flake, is: Flake): InputChange[] {
  const changes = compareDefinitions(was.inputs, is.inputs);
  const names = (flake: Flake) => new Set(flake.inputs.map(({ path }) => path[0] ?? ''));
  const [old, now] = [names(was), names(is)];
  const [oldLock, newLock] = [lockOf(before), lockOf(after)];
  const found: InputChange[] = [];
  for (const name of [...new Set([...old, ...now])].sort()) {
    const own = changes.filter(({ path }) => path[0] === name);
    const [from, to] = [oldLock?.get(name), newLock?.get(name)];
    const isLocked = oldLock && newLock && old.has(name) && now.has(name) && from?.whole !== to?.whole;
    if (own.length === 0 && !isLocked) continue;
    const kind = !old.has(name) ? 'set' : !now.has(name) ? 'removed' : 'changed';
    found.push({ name, kind, changes: own, ...(isLocked ? { locked: { from: from?.words, to: to?.words } } : {}) });
  }
  return found;
}

/** Inputs that a change of some reaches: those that follow them, too. */
export function reached(changed: readonly InputChange[], flake: Flake): Set<string> {
  const names = new Set(changed.map(({ name }) => name));
  const follows = flake.inputs.flatMap(({ path, value }) =>
    path[path.length - 1] === 'follows' && typeof value === 'string' ? [[path[0]!, value.split('/')[0]!] as const] : [],
  );
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const [name, followed] of follows) if (names.has(followed)) names.add(name);
  }
  return names;
}

function lockOf(output: Output): Map<string, Locked> | undefined {
  try {
    const text = textAt(output, 'flake.lock') ?? '';
    const { root, nodes } = JSON.parse(text) as { root: string; nodes: Record<string, LockNode> };
    const found = new Map<string, Locked>();
    for (const [name, target] of Object.entries(nodes[root]?.inputs ?? {})) {
      found.set(name, { words: inWords(target, nodes), whole: wholeOf(target, nodes, new Set()) });
    }
    return found;
  } catch {
    return undefined;
  }
}

/** `1a2b3c4 (2026-11-20)` */
function inWords(target: string | string[], nodes: Record<string, LockNode>): string {
  if (Array.isArray(target)) return `as ${target.join('/')}`;
  const { rev, narHash = 'unknown', lastModified } = nodes[target]?.locked ?? {};
  const what = rev === undefined ? narHash : rev.slice(0, 7);
  return lastModified === undefined ? what : `${what} (${new Date(lastModified * 1000).toISOString().slice(0, 10)})`;
}

function wholeOf(target: string | string[], nodes: Record<string, LockNode>, above: Set<string>): string {
  if (Array.isArray(target)) return target.join('/');
  if (above.has(target)) return '';
  const { locked, inputs = {} } = nodes[target] ?? {};
  const inner = new Set([...above, target]);
  const below = Object.keys(inputs).sort();
  return JSON.stringify([locked, below.map((name) => [name, wholeOf(inputs[name]!, nodes, inner)])]);
}
