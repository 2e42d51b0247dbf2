import type { MadeFile } from '../app/rendered-output';

/** An output of Cosmo, wherever it was read. */
export interface Output {
  /** What it is called in reports: a folder, a revision, `the program`. */
  readonly name: string;
  /** Files by their paths from the output folder, `flake.lock` with them where there is one. */
  readonly files: ReadonlyMap<string, MadeFile>;
  /** Files that stand outside of it, by their paths from the root of the project. */
  readonly projectFiles: ReadonlyMap<string, MadeFile>;
}

/** An output with nothing in it. */
export function noOutput(name: string): Output {
  return { name, files: new Map(), projectFiles: new Map() };
}

/** A construct as `tree.json` tells of it. */
export interface TreeNode {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  /** The folder of a System. */
  readonly folder?: string;
  /** How a machine is deployed. */
  readonly deploy?: { readonly tags?: readonly string[] };
  readonly children?: readonly TreeNode[];
}

/** What a manifest says of a file. */
export interface ManifestFile {
  readonly path: string;
  readonly project: boolean;
  readonly owner: string;
}

/** The construct tree of an output; undefined where it has none that can be read. */
export function treeOf(output: Output): TreeNode | undefined {
  try {
    return (JSON.parse(textAt(output, 'tree.json') ?? '') as { tree: TreeNode }).tree;
  } catch {
    return undefined;
  }
}

/** The files that a manifest lists; undefined where it is none. */
export function manifestFiles(text: string): ManifestFile[] | undefined {
  try {
    const { generator, files } = JSON.parse(text) as { generator?: string; files?: Partial<ManifestFile>[] };
    if (generator !== 'cosmo-nix' || !Array.isArray(files)) return undefined;
    return files.flatMap(({ path, project, owner }) =>
      typeof path === 'string' && isInside(path) ? [{ path, project: project === true, owner: owner ?? '' }] : [],
    );
  } catch {
    return undefined;
  }
}

/** A manifest is a file that anybody may have edited: no path in it leads anywhere else. */
function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0');
}

/** The text of a file of an output. */
export function textAt({ files }: Output, path: string): string | undefined {
  const file = files.get(path);
  return file && textOfFile(file);
}

/** The content of a file as text; undefined where it is none. */
export function textOfFile({ content }: MadeFile): string | undefined {
  if (typeof content === 'string') return content;
  const bytes = Buffer.from(content);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}

/** Whether two files have the same bytes. */
export function sameFile(a: MadeFile | undefined, b: MadeFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (typeof a.content === 'string' && typeof b.content === 'string') return a.content === b.content;
  return Buffer.from(a.content as string).equals(Buffer.from(b.content as string));
}
