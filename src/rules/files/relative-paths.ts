import type { Assign, Node } from '../../nix/ast';
import { attrName } from '../../nix/attr-name';
import { callOf } from '../../nix/call-of';
import { parseFile } from '../../nix/parser';

/** A path of a Nix file that starts at the file's own folder. */
export interface RelativePath {
  /** As it is written: `./web.nix`. */
  readonly text: string;
  /** The line it is in, from 1. */
  readonly line: number;
  /** Whether a module imports it, whatever else holds: a list at `imports` has it. */
  readonly imported: boolean;
}

/** Functions that a path may be handed to which is not there; `toString` of one is only its name. */
const ASKS = new Set(['pathExists', 'pathIsDirectory', 'pathIsRegularFile', 'maybeMissing', 'tryEval', 'toString']);

/** What is looked at, and whether it is an item of a module's `imports`. */
interface Open {
  readonly value: unknown;
  readonly imported: boolean;
}

/**
 * The relative paths that a Nix file cannot do without, as it says them: none that it asks after first, none that
 * it completes while it is evaluated; nothing where it cannot be told which those are, or where it is no Nix.
 */
export function relativePaths(source: string): RelativePath[] {
  if (!/\.\//.test(source)) return [];
  let root: Node;
  try {
    ({ root } = parseFile(source));
  } catch {
    return []; // What is no Nix is told where it is rendered.
  }
  const found: { text: string; start: number; imported: boolean }[] = [];
  const asked = new Set<string>();
  const open: Open[] = [{ value: root, imported: false }];
  while (open.length > 0) {
    const { value, imported } = open.pop()!;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) open.push({ value: item, imported });
      continue;
    }
    if (value === null || typeof value !== 'object') continue;
    const node = value as Node | Assign;
    const inside = (...values: unknown[]) => values.forEach((one) => open.push({ value: one, imported }));
    switch (node.kind) {
      case 'path': {
        const [text] = node.parts;
        if (node.parts.length === 1 && typeof text === 'string' && /^\.{1,2}\//.test(text)) {
          found.push({ text, start: node.span?.start ?? 0, imported });
        }
        continue;
      }
      case 'assign': {
        const name = attrName(node.path[node.path.length - 1]!);
        // What is disabled need not be there.
        if (name !== 'disabledModules') open.push({ value: node.value, imported: name === 'imports' });
        continue;
      }
      case 'list':
        inside(node.items);
        continue;
      case 'paren':
        inside(node.inner);
        continue;
      case 'binary':
        // Of `./hosts + "/web.nix"` the first part need not be there.
        if (node.op === '+') open.push({ value: node.right, imported: false });
        else inside(node.left, node.right);
        continue;
      case 'apply': {
        const { name, args } = callOf(node);
        if (!ASKS.has(name)) break;
        for (const arg of args.map(bare)) if (arg.kind === 'path') asked.add(String(arg.parts[0]));
        continue;
      }
      case 'identifier':
        // Handed on as a function (`filter pathExists`): which paths it is asked of cannot be told.
        if (ASKS.has(node.name) && node.name !== 'toString') return [];
        continue;
      case 'select': {
        const name = attrName(node.path[node.path.length - 1]!);
        if (name !== undefined && ASKS.has(name) && name !== 'toString') return [];
        break;
      }
    }
    for (const inner of Object.values(node)) open.push({ value: inner, imported: false });
  }
  return found
    .filter(({ text }) => ![...asked].some((path) => text === path || text.startsWith(`${path}/`)))
    .sort((a, b) => a.start - b.start)
    .map(({ text, start, imported }) => ({ text, imported, line: source.slice(0, start).split('\n').length }));
}

function bare(node: Node): Node {
  return node.kind === 'paren' ? bare(node.inner) : node;
}
