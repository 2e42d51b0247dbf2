import { posix } from 'path';
import { quote } from './code';
import type { PathMap } from './raw';

/** The files that are read, by their paths from the project's root; the root is ''. */
export interface Sources {
  kind(path: string): 'file' | 'folder' | undefined;
  read(path: string): string;
  /** The names in a folder. */
  list(path: string): readonly string[];
}

/** A path from a file, as a path from the root; undefined for one that is absolute or leads out. */
export function resolveFrom(file: string, literal: string): string | undefined {
  if (literal.startsWith('/') || literal.startsWith('~')) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(file), literal)).replace(/\/+$/, '');
  if (path === '..' || path.startsWith('../')) return undefined;
  return path === '.' ? '' : path;
}

/** Paths none of which lies below another one. */
export function cover(paths: Iterable<string>): Set<string> {
  const kept = new Set<string>();
  for (const path of [...new Set(paths)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    if (!parentsOf(path).some((parent) => kept.has(parent))) kept.add(path);
  }
  return kept;
}

export function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** TypeScript for a file of the project, of which the assets cover a folder or itself. */
export function fileCode(path: string, assets: ReadonlySet<string>): string {
  const asset = [path, ...parentsOf(path)].find((one) => assets.has(one)) ?? path;
  const rest = path.slice(asset.length);
  return `file(scope, ${quote(asset)})${rest === '' ? '' : `.plus(${quote(rest)})`}`;
}

/** Where the paths of a file lead. */
export class FilePaths implements PathMap {
  /** Paths that lead to nothing that can be copied. */
  readonly missing = new Set<string>();

  constructor(
    private readonly from: string,
    private readonly sources: Sources,
    private readonly assets: ReadonlySet<string>,
  ) {}

  code(literal: string): string | undefined {
    const path = resolveFrom(this.from, literal);
    if (path === undefined || path === '' || this.sources.kind(path) === undefined) {
      if (!literal.startsWith('/')) this.missing.add(literal);
      return undefined;
    }
    return fileCode(path, this.assets);
  }
}
