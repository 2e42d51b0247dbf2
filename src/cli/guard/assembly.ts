import { createHash } from 'crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';

/** The type of a value, as the library's own description says it. */
export interface TypeRef {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeRef };
  readonly union?: { readonly types: readonly TypeRef[] };
}

/** A member of a props interface, or a parameter. */
export interface Member {
  readonly name: string;
  readonly type: TypeRef;
  readonly optional?: boolean;
  readonly docs?: { readonly summary?: string };
}

/** A method, or a constructor. */
export interface Callable {
  readonly name?: string;
  readonly static?: boolean;
  readonly parameters?: readonly Member[];
}

/** A class, an interface or an enum. */
export interface TypeInfo {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** Whether an interface is one of props: plain data. */
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly Member[];
}

type Types = Readonly<Record<string, TypeInfo>>;

/** Counts up when what is kept takes another form. */
const FORM = 1;

/** The public types of an installed copy of the library: its jsii assembly. */
export class Assembly {
  /**
   * The assembly of the package in a folder; undefined where it came without
   * one that can be read. Most of its text is documentation: what is left
   * without that is kept in the cache folder for the next run.
   */
  public static read(folder: string, cache: string | false): Assembly | undefined {
    const file = join(folder, '.jsii');
    try {
      const { size, mtimeMs } = statSync(file);
      const name = createHash('sha256').update(`${FORM} ${file} ${size} ${mtimeMs}`).digest('hex').slice(0, 16);
      const kept = cache ? join(cache, `types-${name}.json`) : undefined;
      const known = kept === undefined ? undefined : readKept(kept);
      if (known) return new Assembly(known);
      const { types } = JSON.parse(readFileSync(file, 'utf8')) as { types: Types };
      const short = Object.fromEntries(Object.entries(types).map(([fqn, info]) => [fqn, shorten(info)]));
      if (kept !== undefined) keep(kept, short);
      return new Assembly(short);
    } catch {
      return undefined;
    }
  }

  private readonly members = new Map<string, ReadonlyMap<string, Member>>();

  constructor(private readonly types: Types) {}

  /** Every type. */
  public all(): readonly TypeInfo[] {
    return Object.values(this.types);
  }

  public find(fqn: string): TypeInfo | undefined {
    return this.types[fqn];
  }

  /** The members of a props interface, inherited ones too; undefined for any other type. */
  public propsOf(fqn: string): ReadonlyMap<string, Member> | undefined {
    const info = this.types[fqn];
    if (info?.kind !== 'interface' || !info.datatype) return undefined;
    let members = this.members.get(fqn);
    if (members === undefined) {
      const inherited = (info.interfaces ?? []).flatMap((base) => [...(this.propsOf(base)?.values() ?? [])]);
      members = new Map([...inherited, ...(info.properties ?? [])].map((member) => [member.name, member]));
      this.members.set(fqn, members);
    }
    return members;
  }
}

function shorten(info: TypeInfo): TypeInfo {
  const { name, kind, datatype, interfaces, initializer, methods, properties } = info;
  const calls = ({ name: called, static: isStatic, parameters }: Callable): Callable => ({
    name: called,
    static: isStatic,
    parameters: parameters?.map(shortMember),
  });
  return {
    name,
    kind,
    datatype,
    interfaces,
    initializer: initializer && calls(initializer),
    methods: methods?.map(calls),
    // Properties of classes are asked for by nobody.
    properties: datatype ? properties?.map(shortMember) : undefined,
  };
}

function shortMember({ name, type, optional, docs }: Member): Member {
  return {
    name,
    type,
    optional,
    docs: optional || docs?.summary === undefined ? undefined : { summary: docs.summary },
  };
}

function readKept(file: string): Types | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Types;
  } catch {
    return undefined;
  }
}

/** Keep it, whole or not at all; it can be done without. */
function keep(file: string, types: Types): void {
  try {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, JSON.stringify(types));
    renameSync(own, file);
  } catch {
    // The next run reads the whole again.
  }
}
