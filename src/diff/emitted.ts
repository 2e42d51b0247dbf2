import { readModule } from './module';
import { Output, textOfFile, TreeNode, treeOf } from './output';
import { showPath } from './value';

/** A construct with what it writes. */
export interface Emitting {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  /** The folder of a System. */
  readonly folder?: string;
  readonly files: readonly EmittedFile[];
  readonly children: readonly Emitting[];
}

/** A file that a construct writes. */
export interface EmittedFile {
  /** From the output folder, or from the root of the project. */
  readonly path: string;
  /** Whether it stands outside of the output folder. */
  readonly project?: true;
  /** The options that it sets, where it is a module. */
  readonly options?: readonly string[];
}

/** The construct tree of an output, each construct with the files that it makes; undefined where there is no tree. */
export function emittedBy(output: Output): Emitting | undefined {
  const root = treeOf(output);
  if (!root) return undefined;
  const paths = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    paths.add(node.path);
    open.push(...(node.children ?? []));
  }
  const files = new Map<string, EmittedFile[]>();
  const add = (owner: string, file: EmittedFile) => {
    // Modules are not in the tree: they belong to what made them.
    let at = owner;
    while (!paths.has(at)) at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
    files.set(at, [...(files.get(at) ?? []), file]);
  };
  for (const [path, file] of output.files) {
    if (path !== 'flake.lock') add(file.owner, { path, ...optionsOf(path, textOfFile(file)) });
  }
  for (const [path, { owner }] of output.projectFiles) add(owner, { path, project: true });
  return emitting(root, files);
}

function emitting(node: TreeNode, files: ReadonlyMap<string, readonly EmittedFile[]>): Emitting {
  const { id, path, type, folder, children = [] } = node;
  const own = [...(files.get(path) ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1));
  const below = children.map((child) => emitting(child, files));
  return { id, path, type, ...(folder !== undefined ? { folder } : {}), files: own, children: below };
}

/** Names that only say how modules hang together. */
const STRUCTURE = new Set(['imports', 'let']);

function optionsOf(path: string, text: string | undefined): { options?: string[] } {
  if (text === undefined || !/^(hosts|homes|modules)\/.*\.nix$/.test(path)) return {};
  const options = readModule(text, path).definitions.filter((one) => !STRUCTURE.has(one.path[0] ?? 'imports'));
  return { options: [...new Set(options.map((one) => showPath(one.path)))].sort() };
}
