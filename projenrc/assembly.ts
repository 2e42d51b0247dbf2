import { readFileSync } from 'fs';

/** What of the schema of jsii the pages are made of. */
export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly returns?: string;
  readonly example?: string;
  readonly custom?: Readonly<Record<string, string>>;
}

/** The type of a value. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

export interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly static?: boolean;
  readonly protected?: boolean;
}

export interface Property extends Member {
  readonly type: TypeReference;
  readonly optional?: boolean;
}

export interface Method extends Member {
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly type: TypeReference; readonly optional?: boolean };
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  /** A struct: an interface of props alone. */
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly docs?: Docs;
  readonly locationInModule: { readonly filename: string; readonly line: number };
  readonly initializer?: { readonly docs?: Docs; readonly parameters?: readonly Parameter[] };
  readonly methods?: readonly Method[];
  readonly properties?: readonly Property[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
}

/** The public types of the library, as jsii wrote them down when it was compiled. */
export class Assembly {
  public static read(file: string): Assembly {
    const { types } = JSON.parse(readFileSync(file, 'utf8')) as { types: Record<string, Type> };
    return new Assembly(types);
  }

  /** Sorted by name. */
  public readonly types: readonly Type[];

  private constructor(private readonly byFqn: Readonly<Record<string, Type>>) {
    this.types = Object.values(byFqn).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  public find(fqn: string | undefined): Type | undefined {
    return fqn === undefined ? undefined : this.byFqn[fqn];
  }

  /** The classes that stand in the tree. */
  public get constructs(): Type[] {
    return this.types.filter((type) => type.kind === 'class' && this.isConstruct(type));
  }

  /** A class or struct with all that it stands on, nearest first. */
  public lineage(type: Type): Type[] {
    const above = [type.base, ...(type.kind === 'interface' ? (type.interfaces ?? []) : [])];
    const found = above.flatMap((fqn) => {
      const one = this.find(fqn);
      return one ? this.lineage(one) : [];
    });
    return [...new Set([type, ...found])];
  }

  private isConstruct(type: Type): boolean {
    if (type.base === undefined) return false;
    const base = this.find(type.base);
    return base ? this.isConstruct(base) : /^constructs\.(Root)?Construct$/.test(type.base);
  }
}

/** The names of the library's own types in a type. */
function namesIn({ fqn, collection, union }: TypeReference): string[] {
  return [
    ...(fqn === undefined ? [] : [fqn]),
    ...(collection ? namesIn(collection.elementtype) : []),
    ...(union?.types.flatMap(namesIn) ?? []),
  ];
}

/** The types that a type names in what is public of it: its own members, not those it inherits. */
export function neighbours(type: Type): string[] {
  const methods = (type.methods ?? []).filter((method) => !method.protected);
  return [
    ...(type.initializer?.parameters ?? []).flatMap((one) => namesIn(one.type)),
    ...(type.properties ?? []).filter((one) => !one.protected).flatMap((one) => namesIn(one.type)),
    ...methods.flatMap(({ parameters = [], returns }) => [
      ...parameters.flatMap((one) => namesIn(one.type)),
      ...(returns ? namesIn(returns.type) : []),
    ]),
    ...(type.datatype ? (type.interfaces ?? []) : []),
  ];
}
