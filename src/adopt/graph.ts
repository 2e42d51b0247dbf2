import { posix } from 'path';
import { atom, call, object, statement, stringAtom } from './code';
import { ConvertedModule, convertModule, fileText, ModuleName } from './module';
import { cover, fileCode, FilePaths, parentsOf, resolveFrom, Sources } from './paths';
import { parsed, ReadModule, readModule, Stays } from './read';
import { unwrapped } from './scope';
import type { Item, Node, SourceFile } from '../nix/ast';
import { printFile } from '../nix/print';

/** What evaluates a module. */
export type ModuleKind = 'nixos' | 'darwin' | 'home';

/** A module that the graph follows: a file, or a folder with a `default.nix`. */
export interface Followed {
  /** As it is named: a file or a folder, from the root. */
  readonly path: string;
  /** The file with its text. */
  readonly file: string;
  readonly kind: ModuleKind;
  /** Why it stays as it is. */
  stays?: string;
  /** Modules that it imports and that are followed. */
  imports: readonly string[];
  text: string;
  source?: SourceFile;
  module?: ReadModule;
  converted?: ConvertedModule;
  /** What it is called in the program. */
  name?: ModuleName & { readonly target: string };
  missing: readonly string[];
}

/** All modules that some roots lead to, converted as far as can be. */
export class ModuleGraph {
  readonly modules = new Map<string, Followed>();
  /** Files and folders that are copied as they are. */
  assets: ReadonlySet<string> = new Set();
  private readonly references = new Map<string, string[]>();

  constructor(
    private readonly sources: Sources,
    private readonly convert: boolean,
    /** Modules that have no file: their text by the path that they are read as. */
    private readonly inline: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** Follow a module and its imports. @returns whether there is such a module. */
  add(path: string, kind: ModuleKind): boolean {
    const file = moduleFile(path, this.sources);
    if (file === undefined) return false;
    if (this.modules.has(path)) return true;
    const text = this.sources.read(file);
    const one: Followed = { path, file, kind, imports: [], text, missing: [] };
    this.modules.set(path, one);
    attempt(one, () => {
      one.source = parsed(text);
      if (!this.convert && !this.inline.has(path)) throw new Stays('as was asked');
      one.module = readModule(one.source, kind);
      one.imports = one.module.imports.flatMap((item) => this.target(one, item) ?? []);
    });
    if (one.stays !== undefined) one.imports = [];
    for (const next of one.imports) this.add(next, kind);
    return true;
  }

  /** The modules of a host in the order in which the module system meets them: level by level. */
  inOrder(roots: readonly string[]): Followed[] {
    const found = new Map<string, Followed>();
    let level = roots;
    while (level.length > 0) {
      const next: string[] = [];
      for (const path of level) {
        const one = this.modules.get(path);
        if (!one || found.has(path)) continue;
        found.set(path, one);
        if (one.stays === undefined) next.push(...one.imports);
      }
      level = next;
    }
    return [...found.values()];
  }

  /**
   * Convert all that was followed.
   * @param out the folder of the program, from the root
   * @param more files that others refer to
   */
  finish(out: string, more: readonly string[] = []): void {
    for (;;) {
      this.nameAll(out);
      const closures = this.closures(more);
      if (this.includeShared(closures.included)) continue;
      this.assets = cover(closures.all);
      let changed = false;
      for (const one of this.modules.values()) {
        if (one.stays !== undefined) continue;
        attempt(one, () => {
          const paths = new FilePaths(one.file, this.sources, this.assets);
          one.converted = convertModule(
            one.module!,
            one.text,
            one.name!,
            paths,
            (item) => this.target(one, item) !== undefined,
          );
          one.missing = [...paths.missing];
        });
        changed ||= one.stays !== undefined;
      }
      if (!changed) return;
    }
  }

  /** What stays as it is, and imports a module that is followed too, would bring that twice: so it stays as well. */
  private includeShared(included: ReadonlySet<string>): boolean {
    let changed = false;
    for (const one of this.modules.values()) {
      if (one.stays !== undefined || !included.has(one.path)) continue;
      one.stays = 'a file that stays as it is names it';
      changed = true;
    }
    return changed;
  }

  /** The module that an item of `imports` names. */
  private target(from: Followed, item: Item<Node>): string | undefined {
    if (item.kind === 'loose') return undefined;
    const node = unwrapped(item);
    if (node.kind !== 'path' || node.parts.some((part) => typeof part !== 'string')) return undefined;
    const path = resolveFrom(from.file, node.parts.join(''));
    return path !== undefined && path !== '' && moduleFile(path, this.sources) !== undefined ? path : undefined;
  }

  /** Every file that something refers to, and those that files that stay as they are refer to. */
  private closures(more: readonly string[]): { readonly all: Set<string>; readonly included: Set<string> } {
    const included = new Set<string>();
    for (const one of this.modules.values()) {
      if (one.stays !== undefined && !this.inline.has(one.path)) this.reach(one.path, included);
      else if (one.stays !== undefined) for (const path of this.referred(one.file)) this.reach(path, included);
    }
    const all = new Set(included);
    for (const path of more) this.reach(path, all, included);
    for (const one of this.modules.values()) {
      if (one.stays !== undefined) continue;
      const skip = new Set(one.module!.imports.filter((item) => this.target(one, item) !== undefined));
      for (const path of pathsIn(one.source!.root, one.file, skip)) this.reach(path, all, included);
    }
    return { all, included };
  }

  /** A file, and all that it refers to. */
  private reach(start: string, ...into: Set<string>[]): void {
    const open = [start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (path === '' || into.every((set) => set.has(path!))) continue;
      const kind = this.sources.kind(path);
      if (kind === undefined) continue;
      for (const set of into) set.add(path);
      for (const file of kind === 'folder' ? this.nixFiles(path) : path.endsWith('.nix') ? [path] : []) {
        for (const next of this.referred(file)) if (!next.startsWith(`${path}/`) || kind === 'file') open.push(next);
      }
    }
  }

  private referred(file: string): string[] {
    let found = this.references.get(file);
    if (!found) {
      found = [];
      this.references.set(file, found);
      try {
        found.push(...pathsIn(parsed(this.sources.read(file)).root, file));
      } catch (error) {
        if (!(error instanceof Stays)) throw error;
      }
    }
    return found;
  }

  private nixFiles(folder: string): string[] {
    return this.sources.list(folder).flatMap((name) => {
      const path = `${folder}/${name}`;
      if (name === '.git') return [];
      const kind = this.sources.kind(path);
      return kind === 'folder' ? this.nixFiles(path) : kind === 'file' && name.endsWith('.nix') ? [path] : [];
    });
  }

  // --- names ---

  private nameAll(out: string): void {
    const modules = [...this.modules.values()];
    const ids = shortNames(modules.map(({ path }) => path));
    const taken = new Set<string>();
    for (const one of modules) {
      const id = ids.get(one.path)!;
      const name = functionName(id, taken);
      const target = `${out}/modules/${one.file.replace(/\.nix$/, '')}.ts`;
      const filesModule = relativeModule(target, `${out}/files`);
      one.name = { from: one.file, name, id, target, filesModule };
    }
  }

  /** The text of a module's file in the program. */
  moduleText(one: Followed): string {
    if (one.converted) return one.converted.text;
    const { name, from, filesModule } = one.name!;
    if (this.inline.has(one.path)) return this.inlineText(one);
    const others = new Set<string>();
    this.reach(one.path, others);
    const assets = [...cover(others)]
      .map((path) => fileAsset(path, this.assets))
      .filter((path) => fileAsset(one.path, this.assets) !== path);
    const lines = [
      ...[...new Set(assets)].map((path) => `  ${fileCode(path, this.assets)};\n`),
      `  scope.importModule(${fileCode(one.path, this.assets)});\n`,
    ];
    return `import { System } from 'cosmo-nix';
import { file } from '${filesModule}';

/** ${from} as it is: ${one.stays}. */
export function ${name}(scope: System): void {
${lines.join('')}}
`;
  }

  /** What stood in the flake itself, as source. */
  private inlineText(one: Followed): string {
    const { name, id, from, filesModule } = one.name!;
    const source = stringAtom(printFile(one.source!));
    const body = call('new NixModule', atom('scope'), stringAtom(id), object([{ key: 'source', value: source }]));
    return fileText({ from, name, filesModule }, statement('', body, 2));
  }
}

/** The asset that a path is in. */
function fileAsset(path: string, assets: ReadonlySet<string>): string {
  return [path, ...parentsOf(path)].find((one) => assets.has(one)) ?? path;
}

/** How one file of the program imports another. */
export function relativeModule(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function moduleFile(path: string, sources: Sources): string | undefined {
  const kind = sources.kind(path);
  if (kind === 'file') return path;
  return kind === 'folder' && sources.kind(`${path}/default.nix`) === 'file' ? `${path}/default.nix` : undefined;
}

function attempt(one: Followed, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (error instanceof Stays) one.stays = error.message;
    else if (error instanceof RangeError) one.stays = 'it nests too deep';
    else throw error;
    one.converted = undefined;
  }
}

/** Every path of a tree, from the root; of one with computed parts the folder before them. */
function pathsIn(root: unknown, file: string, skip: ReadonlySet<unknown> = new Set()): Set<string> {
  const paths = new Set<string>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      for (const item of value) if (!skip.has(item)) open.push(item);
    } else if (value !== null && typeof value === 'object') {
      const node = value as Node;
      if (node.kind === 'path') {
        const first = node.parts[0];
        const isWhole = node.parts.length === 1;
        const literal =
          typeof first === 'string' ? (isWhole ? first : first.slice(0, first.lastIndexOf('/') + 1)) : undefined;
        const path = literal === undefined || literal === '' ? undefined : resolveFrom(file, literal);
        if (path !== undefined) paths.add(path);
      }
      for (const [key, member] of Object.entries(value)) {
        if (key !== 'span' && member !== null && typeof member === 'object') open.push(member);
      }
    }
  }
  return paths;
}

/** A name for each path, of as few of its last parts as tell it from the others. */
function shortNames(paths: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const plain = (path: string) =>
    path
      .replace(/\.nix$/, '')
      .replace(/\/default$/, '')
      .split('/');
  const taken = new Set<string>();
  let open = [...paths];
  for (let length = 1; open.length > 0; length += 1) {
    const counts = new Map<string, number>();
    const nameOf = (path: string) =>
      plain(path)
        .slice(-length)
        .join('-')
        .replace(/[^A-Za-z0-9._+-]+/g, '-');
    for (const path of open) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1);
    open = open.filter((path) => {
      const name = nameOf(path);
      const isAll = length >= plain(path).length;
      if ((counts.get(name)! > 1 || taken.has(name)) && !isAll) return true;
      let unique = name;
      for (let count = 2; taken.has(unique); count += 1) unique = `${name}-${count}`;
      taken.add(unique);
      names.set(path, unique);
      return false;
    });
  }
  return names;
}

const WORDS = new Set(
  (
    'App Nix NixModule System file nix scope app arguments await break case catch class const continue debugger default delete do ' +
    'else enum eval export extends false finally for function if implements import in instanceof interface let new null package ' +
    'private protected public return static super switch this throw true try typeof undefined var void while with yield add host inputs hosts'
  ).split(' '),
);

/** `hosts-laptop` as the name of a function. */
export function functionName(id: string, taken: Set<string>): string {
  const camel = id.replace(/[^A-Za-z0-9]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '');
  const base = /^[A-Za-z]/.test(camel) ? camel[0].toLowerCase() + camel.slice(1) : `module${camel}`;
  let name = WORDS.has(base) ? `${base}Module` : base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  taken.add(name);
  return name;
}
