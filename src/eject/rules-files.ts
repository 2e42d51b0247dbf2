import { literally } from '../app/pattern';
import type { Assign, Binding, Item, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { escapeText } from '../nix/escape';
import { parseFile } from '../nix/parser';
import { printFile } from '../nix/print';

/** Where an encrypted file is after the estate was left, by where it was; undefined where it did not come along. */
export type NewPath = (path: string) => string | undefined;

/**
 * The file that says who can decrypt what, with the new paths of encrypted files: `secrets.nix` of agenix, or
 * `.sops.yaml`. Files that did not come along are no longer in it.
 * @returns undefined for a file that is neither, or is left with no file
 */
export function movedRules(path: string, text: string, newPath: NewPath): string | undefined {
  if (path.endsWith('.nix')) return movedAgenixRules(text, newPath);
  return /^creation_rules:$/m.test(text) ? movedSopsRules(text, newPath) : undefined;
}

function movedAgenixRules(text: string, newPath: NewPath): string | undefined {
  const file = parseFile(text);
  const { root } = file;
  const body = root.kind === 'let' ? root.body : root;
  if (body.kind !== 'set') return undefined;
  let isRules = true;
  const items = body.items.flatMap((item): readonly Item<Binding>[] => {
    if (item.kind !== 'assign') return [item];
    const [name, last] = [item.path[0], item.path[1]].map((attr) => attr && attrName(attr));
    if (last !== 'publicKeys' || name === undefined) isRules = false;
    const to = newPath(name ?? '');
    return to === undefined ? [] : [renamed(item, to)];
  });
  if (!isRules || !items.some(({ kind }) => kind === 'assign')) return undefined;
  const moved = { ...body, items };
  if (root.kind !== 'let') return printFile({ ...file, root: moved });
  const used = new Set<string>();
  noteNames(moved, used);
  const bindings = root.items.filter((item) => item.kind !== 'assign' || used.has(attrName(item.path[0]!) ?? ''));
  const whole: Node = bindings.length > 0 ? { ...root, items: bindings, body: moved } : moved;
  return printFile({ ...file, root: whole });
}

function renamed(item: Assign, name: string): Binding {
  return { ...item, path: [{ ...item.path[0]!, kind: 'quoted', parts: [escapeText(name)] }, ...item.path.slice(1)] };
}

function noteNames(at: unknown, names: Set<string>): void {
  if (typeof at !== 'object' || at === null) return;
  const node = at as Partial<Node & { kind: 'identifier' }>;
  if (node.kind === 'identifier') names.add(node.name!);
  for (const inner of Object.values(at)) noteNames(inner, names);
}

/** A rule begins with its pattern, or with the comment above it. */
const PATTERN = /^( {2}- path_regex: )'\^((?:[^']|'')*)'$/;

function movedSopsRules(text: string, newPath: NewPath): string | undefined {
  const lines: string[] = [];
  let kept = 0;
  let skipping = false;
  for (const line of text.split('\n')) {
    const match = PATTERN.exec(line);
    if (match) {
      const to = newPattern(match[2]!.replace(/''/g, "'"), newPath);
      skipping = to === undefined;
      if (!to) continue;
      kept++;
      lines.push(`${match[1]}'^${to.replace(/'/g, "''")}'`);
    } else if (!skipping || !/^ {4}/.test(line)) {
      skipping = false;
      lines.push(line);
    }
  }
  return kept > 0 ? lines.join('\n') : undefined;
}

/** A pattern of one file ends with `$`, that of all in a folder with `/`. */
function newPattern(pattern: string, newPath: NewPath): string | undefined {
  const isFile = pattern.endsWith('$');
  const path = pattern.slice(0, -1).replace(/\\(.)/g, '$1');
  const to = newPath(isFile ? path : `${path}/`);
  if (to === undefined) return undefined;
  return `${literally(to.replace(/\/$/, ''))}${isFile ? '$' : '/'}`;
}
