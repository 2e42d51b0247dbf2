import { Definition, ReadModule, readModule } from './module';
import { Output, textAt, TreeNode, treeOf } from './output';
import { Code, codeText, itemsOf, pathTarget } from './value';
import type { Binding, Node } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { callOf } from '../nix/call-of';
import { parseFile } from '../nix/parser';

/** A System of an output: what Nix evaluates together, or imports as one. */
export interface System {
  /** Its folder in the output. */
  readonly folder: string;
  /** Its name for people: that of its folder. */
  readonly name: string;
  /** The path and the class of its construct. */
  readonly path: string;
  readonly type: string;
  /** The tags by which it is deployed. */
  readonly tags: readonly string[];
  /** Where the flake names it: `nixosConfigurations.attic`. */
  readonly flake?: string;
  /** How the flake makes it. */
  readonly entry?: string;
  readonly definitions: readonly Definition[];
  /** Files that are part of it: its modules, and hand-written ones that it imports. */
  readonly modules: ReadonlySet<string>;
  /** What else of the output it names: files, folders, and folders of other Systems. */
  readonly names: ReadonlySet<string>;
  /** Inputs of the flake that it uses. */
  readonly inputs: ReadonlySet<string>;
}

/** Outputs of a flake that are machines, or homes that are activated by themselves. */
const MACHINES = /^(nixos|darwin|home)Configurations\./;

/** Whether the flake has it as a machine, or as a home of its own. */
export function isMachine({ flake }: System): boolean {
  return flake !== undefined && MACHINES.test(flake);
}

/** The flake of an output: its entries by what they name, and what else it gives. */
export interface Flake {
  /** Definitions of its inputs. */
  readonly inputs: readonly Definition[];
  /** All its outputs but Systems. */
  readonly outputs: readonly Definition[];
  /** By the folder of the System: the attribute of the flake, its text and the inputs in it. */
  readonly entries: ReadonlyMap<string, FlakeEntry>;
}

interface FlakeEntry {
  readonly flake: string;
  readonly text: string;
  readonly inputs: ReadonlySet<string>;
}

/** Outputs of a flake that name Systems. */
const SYSTEM_OUTPUTS = /^((nixos|darwin|home)Configurations|(nixos|darwin|home|homeManager)Modules)$/;

/** The Systems of an output by their folders. */
export function systemsOf(output: Output, flake: Flake): Map<string, System> {
  const nodes = new Map<string, TreeNode>();
  const root = treeOf(output);
  const open = root ? [root] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.folder !== undefined) nodes.set(node.folder, node);
    open.push(...(node.children ?? []));
  }
  const found = new Map<string, System>();
  for (const folder of [...new Set([...nodes.keys(), ...flake.entries.keys()])].sort()) {
    const node = nodes.get(folder);
    found.set(folder, readSystem(output, folder, flake.entries.get(folder), nodes, node));
  }
  return found;
}

function readSystem(
  output: Output,
  folder: string,
  entry: FlakeEntry | undefined,
  systems: ReadonlyMap<string, TreeNode>,
  node: TreeNode | undefined,
): System {
  const definitions: Definition[] = [];
  const modules = new Set<string>();
  const names = new Set<string>();
  const inputs = new Set<string>(entry?.inputs);
  const open = [folder];
  for (let target = open.shift(); target !== undefined; target = open.shift()) {
    if (target !== folder && systems.has(target)) {
      definitions.push({
        path: ['imports'],
        value: [new Code(target, true)],
        behind: [],
        file: `${folder}/default.nix`,
      });
      continue;
    }
    const file = output.files.has(target) ? target : `${target}/default.nix`;
    const text = textAt(output, file);
    if (text === undefined || modules.has(file)) continue;
    modules.add(file);
    const module = cached(text, file);
    definitions.push(...module.definitions);
    for (const name of module.inputs) inputs.add(name);
    for (const path of module.paths) names.add(path);
    open.push(...module.imports);
  }
  const { path = folder, type = 'System', deploy } = node ?? {};
  const tags = deploy?.tags ?? [];
  const { flake, text } = entry ?? {};
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return { folder, name, path, type, tags, flake, entry: text, definitions, modules, names, inputs };
}

const READ = new Map<string, { readonly text: string; readonly module: ReadModule }>();

/** A module that was read before, such as that of the other side, is not read again. */
function cached(text: string, file: string): ReadModule {
  const known = READ.get(file);
  if (known?.text === text) return known.module;
  const module = readModule(text, file);
  READ.set(file, { text, module });
  return module;
}

/** Read the flake of an output. */
export function flakeOf(output: Output): Flake {
  const inputs: Definition[] = [];
  const outputs: Definition[] = [];
  const entries = new Map<string, FlakeEntry>();
  const text = textAt(output, 'flake.nix');
  if (text === undefined) return { inputs, outputs, entries };
  for (const definition of readModule(text, 'flake.nix').definitions) {
    if (definition.path[0] === 'inputs') inputs.push({ ...definition, path: definition.path.slice(1) });
  }
  const body = outputsBody(text);
  for (const [path, value] of body ? leaves(body, []) : []) {
    const folder = SYSTEM_OUTPUTS.test(path[0] ?? '') ? folderIn(value) : undefined;
    const { inputs: used } = readModule(codeText(value), 'flake.nix');
    if (folder !== undefined && path.length === 2) {
      // The homes of a flake have a name with the system before it; machines go before modules of the same folder.
      const entry = { flake: path.join('.'), text: codeText(value), inputs: used };
      if (!MACHINES.test(entries.get(folder)?.flake ?? '')) entries.set(folder, entry);
    } else {
      outputs.push(...readModule(codeText(value), 'flake.nix').definitions.map((one) => below(one, path)));
    }
  }
  return { inputs, outputs, entries };
}

function below(definition: Definition, path: readonly string[]): Definition {
  return { ...definition, path: [...path, ...definition.path] };
}

function outputsBody(text: string): (Node & { kind: 'set' }) | undefined {
  try {
    let node: Node | undefined = parseFile(text).root;
    if (node.kind !== 'set') return undefined;
    const items: Binding[] = itemsOf<Binding>(node.items);
    node = items.flatMap((item) =>
      item.kind === 'assign' && item.path.length === 1 && attrName(item.path[0]!) === 'outputs' ? [item.value] : [],
    )[0];
    while (node && (node.kind === 'lambda' || node.kind === 'let')) node = node.body;
    return node?.kind === 'set' ? node : undefined;
  } catch {
    return undefined;
  }
}

/** What a set of outputs has, two names deep for Systems and as deep as sets go for the rest. */
function leaves(node: Node & { kind: 'set' }, path: readonly string[]): [readonly string[], Node][] {
  return itemsOf<Binding>(node.items).flatMap((item) => {
    if (item.kind !== 'assign') return [];
    const at = [...path, ...item.path.map((one) => attrName(one) ?? '${…}')];
    return item.value.kind === 'set' && !item.value.rec ? leaves(item.value, at) : [[at, item.value] as const];
  }) as [readonly string[], Node][];
}

/** The folder of the output that an entry names. */
function folderIn(node: Node): string | undefined {
  if (node.kind === 'path') return pathTarget(node, 'flake.nix');
  const { args } = callOf(node);
  for (const arg of args) {
    if (arg.kind !== 'set') continue;
    for (const [path, value] of leaves(arg, [])) {
      if (path[0] !== 'modules' || value.kind !== 'list') continue;
      for (const item of itemsOf<Node>(value.items)) {
        const target = item.kind === 'path' ? pathTarget(item, 'flake.nix') : undefined;
        if (target !== undefined) return target;
      }
    }
  }
  return undefined;
}
