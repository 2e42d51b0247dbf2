import { posix } from 'path';
import type { Inherit, Node, Part } from '../nix/ast';
import { attrName } from '../nix/attr-name';

/** What a piece of Nix refers to beyond itself. */
export interface Reach {
  /** Files and folders of the output, from its root; `.` is all of it. */
  readonly paths: Set<string>;
  /** Inputs of the flake by name. */
  readonly inputs: Set<string>;
  /** Outputs of the flake itself, by attribute paths: what follows `inputs.self`. */
  readonly self: string[][];
  /** Whether `inputs` is used in a way that may be about any of them. */
  anyInput: boolean;
  /** Whether the source of the flake is used as a folder, so that any file may be meant. */
  anyFile: boolean;
}

/** Nothing. */
export function noReach(): Reach {
  return { paths: new Set(), inputs: new Set(), self: [], anyInput: false, anyFile: false };
}

/**
 * Note what a tree refers to.
 * @param file where it stands in the output
 */
export function noteReach(root: unknown, file: string, reach: Reach): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at !== 'object' || at === null) continue;
    if (Array.isArray(at)) open.push(...(at as unknown[]));
    else open.push(...noteNode(at as Node | Binding, file, reach));
  }
}

type Binding = { readonly kind: 'inherit' | 'assign' };

/** Note one node; gives what is to be looked at below it. */
function noteNode(node: any, file: string, reach: Reach): unknown[] {
  switch (node.kind) {
    case 'path':
      notePath(node.parts as Part[], file, reach);
      return node.parts as unknown[];
    case 'select':
    case 'has':
      if (!isInputs(node.target)) break;
      noteSelection((node.path as Parameters<typeof attrName>[0][]).map(attrName), reach);
      return [node.path, node.fallback];
    case 'inherit':
      if (!node.from || !selectionIn(node.from.inner)) break;
      for (const path of inheritedPaths(node)) noteSelection(path, reach);
      return [];
    case 'assign':
      // `inputs = inputs;` hands them on: whoever takes them is read, too.
      if (isInputs(node.value) && node.path.length === 1 && attrName(node.path[0]) === 'inputs') return [];
      break;
    case 'identifier':
      if (isInputs(node)) reach.anyInput = true;
      return [];
  }
  return Object.values(node as object);
}

/** The attributes of `inputs` that an `inherit (inputs.…) names;` takes, in the order of its names. */
export function inheritedPaths(node: Inherit): (string | undefined)[][] {
  const from = node.from && selectionIn(node.from.inner);
  return from ? node.names.map((name) => [...from, attrName(name)]) : [];
}

/** What is selected of `inputs`: nothing for itself; undefined for what is none of it. */
function selectionIn(node: Node): (string | undefined)[] | undefined {
  if (isInputs(node)) return [];
  return node.kind === 'select' && isInputs(node.target) && !node.fallback ? node.path.map(attrName) : undefined;
}

function isInputs(node: any): boolean {
  return node?.kind === 'identifier' && node.name === 'inputs';
}

function noteSelection([name, ...rest]: readonly (string | undefined)[], reach: Reach): void {
  if (name === undefined) {
    reach.anyInput = true;
  } else if (name !== 'self') {
    reach.inputs.add(name);
  } else if (rest[0] === 'inputs') {
    noteSelection(rest.slice(1), reach);
  } else {
    const end = rest.indexOf(undefined);
    const path = (end < 0 ? rest : rest.slice(0, end)) as string[];
    if (path.length === 0 || path[0] === 'outPath') reach.anyFile = true;
    else reach.self.push(path);
  }
}

/** A path; of one that Nix completes, the folder that is sure. */
function notePath(parts: readonly Part[], file: string, reach: Reach): void {
  const first = typeof parts[0] === 'string' ? parts[0] : '';
  const text = parts.length === 1 ? first : first.slice(0, first.lastIndexOf('/') + 1);
  if (!/^\.{1,2}(\/|$)/.test(text)) return;
  const target = posix.join(posix.dirname(file), text).replace(/\/$/, '');
  if (target !== '..' && !target.startsWith('../')) reach.paths.add(target);
}
