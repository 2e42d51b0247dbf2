import { InterfaceNames } from './interface-names';
import { propertyText, stringText } from './schema-text';

/** The files of an import, by their paths from the folder of all imports. */
export interface JoinedImport {
  /** The name of the interface of all its options, in `NAME/index.d.ts`. */
  readonly typeName: string;
  readonly name: string;
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined;
}

/**
 * Types that take the options of several imports: of NixOS, and of the flakes
 * whose modules the hosts import. Interfaces extend those of the imports, and
 * only where two have one namespace is there a new one. Where two have the
 * same option, that of the later one counts.
 *
 * @param prefix of the names of the new interfaces: that of all options has `Options` after it
 * @returns the content of a file beside the folders of the imports
 */
export function joinTypes(prefix: string, imports: readonly JoinedImport[]): string {
  return new Joiner(prefix, imports).write();
}

/** An interface of an import. */
interface Part {
  readonly of: JoinedImport;
  /** Its file, from the folder of all imports, without an extension. */
  readonly file: string;
  readonly name: string;
}

/** An interface as its file has it. */
interface Parsed {
  /** The texts of the types of its properties. */
  readonly members: ReadonlyMap<string, string>;
  /** Whether it takes further names. */
  readonly open: boolean;
}

class Joiner {
  private readonly parsed = new Map<string, ParsedFile>();
  private readonly interfaces: string[] = [];
  private readonly names: InterfaceNames;
  /** Interfaces of imports that are named, by how they are called here. */
  private readonly imports = new Map<string, Part>();

  constructor(
    private readonly prefix: string,
    private readonly of: readonly JoinedImport[],
  ) {
    this.names = new InterfaceNames(['Value', `${prefix}Options`]);
  }

  public write(): string {
    this.join(
      `${this.prefix}Options`,
      [],
      this.of.map((one) => ({ of: one, file: `${one.name}/index`, name: one.typeName })),
    );
    const imports = [...this.imports].map(
      ([alias, { file, name }]) => `import type { ${name} as ${alias} } from './${file}.js';`,
    );
    return ["import type { Value } from './value.js';", ...imports, '', this.interfaces.join('\n')].join('\n');
  }

  /** Write an interface of several. */
  private join(name: string, path: readonly string[], parts: readonly Part[]): void {
    const at = this.interfaces.push('') - 1;
    const known = parts.map((part) => ({ part, ...this.interfaceOf(part) }));
    const hidden = known.map(() => new Set<string>());
    const members: string[] = [];
    for (const key of sharedKeys(known)) {
      const having = known.flatMap(({ members: of }, index) => (of.has(key) ? [{ index, type: of.get(key)! }] : []));
      const spaces = having.map(({ index, type }) => this.namespaceOf(known[index]!.part, type));
      if (spaces.every((space) => space !== undefined)) {
        const joined = this.names.next([this.prefix, ...path, key]);
        this.join(joined, [...path, key], spaces as Part[]);
        members.push(`  ${propertyText(key)}?: Value<${joined}>;\n`);
      } else if (having.some(({ index }) => known[index]!.open)) {
        // `Omit` would forget the names of an interface that takes any.
        members.push(`  ${propertyText(key)}?: any;\n`);
      } else {
        for (const { index } of having.slice(0, -1)) hidden[index]!.add(key);
      }
    }
    const bases = known.map(({ part }, index) => {
      const alias = this.alias(part);
      const without = [...hidden[index]!].map(stringText).join(' | ');
      return without === '' ? alias : `Omit<${alias}, ${without}>`;
    });
    this.interfaces[at] = `export interface ${name} extends ${bases.join(', ')} {\n${members.join('')}}\n`;
  }

  /** The namespace that a property's type names; undefined where it is an option's. */
  private namespaceOf({ of, file }: Part, type: string): Part | undefined {
    const [, name] = /^Value<([A-Za-z]\w*)>$/.exec(type) ?? [];
    if (name === undefined) return undefined;
    const { interfaces, imports } = this.fileOf(of, file);
    if (interfaces.has(name)) return { of, file, name };
    const from = imports.get(name);
    return from === undefined ? undefined : { of, file: from, name };
  }

  private interfaceOf({ of, file, name }: Part): Parsed {
    return this.fileOf(of, file).interfaces.get(name) ?? { members: new Map(), open: false };
  }

  private fileOf(of: JoinedImport, file: string): ParsedFile {
    let parsed = this.parsed.get(file);
    if (!parsed) this.parsed.set(file, (parsed = parse(of.read(`${file}.d.ts`) ?? '', file)));
    return parsed;
  }

  private alias(part: Part): string {
    const alias = `${part.name}_of_${part.of.name.replaceAll('-', '_')}`;
    this.imports.set(alias, part);
    return alias;
  }
}

/** A file of generated types, in so far as it tells of interfaces. */
interface ParsedFile {
  readonly interfaces: ReadonlyMap<string, Parsed>;
  /** Interfaces of other files, by name. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Read a file that `generateTypes` wrote: each property and each import has a line of its own. */
function parse(text: string, file: string): ParsedFile {
  const interfaces = new Map<string, { members: Map<string, string>; open: boolean }>();
  const imports = new Map<string, string>();
  let at: { members: Map<string, string>; open: boolean } | undefined;
  for (const line of text.split('\n')) {
    const [, name] = /^export interface (\w+) \{$/.exec(line) ?? [];
    if (name !== undefined) interfaces.set(name, (at = { members: new Map(), open: false }));
    const [, key, type] = /^ {2}("(?:[^"\\]|\\.)*"|[\w$]+)\?: (.*);$/.exec(line) ?? [];
    if (key !== undefined) at?.members.set(key.startsWith('"') ? (JSON.parse(key) as string) : key, type!);
    if (at && line.startsWith('  [name: string]: ')) at.open = true;
    const [, names, from] = /^import type \{ ([\w, ]+) \} from '(\.[\w./-]+)\.js';$/.exec(line) ?? [];
    if (names !== undefined) for (const one of names.split(', ')) imports.set(one, resolved(file, from!));
  }
  // The helpers of all imports are no namespaces.
  for (const [name, from] of imports) if (from === 'value') imports.delete(name);
  return { interfaces, imports };
}

/** A path that stands in a file, from the folder that the file's own path is from. */
function resolved(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The properties that more than one has, in order. */
function sharedKeys(known: readonly Parsed[]): string[] {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { members } of known) for (const key of members.keys()) (seen.has(key) ? shared : seen).add(key);
  return [...shared].sort();
}
