/**
 * The type language of options: what a catalogue's descriptions of types mean.
 *
 * A type says which values an option takes. The options *inside* a submodule
 * are no part of its type; they stand below it in the catalogue (see
 * `CatalogueNode`), as they do in options.json.
 */
export type OptionType =
  | AnythingType
  | UnknownType
  | BooleanType
  | IntegerType
  | FloatType
  | NumberType
  | StringType
  | PathType
  | PackageType
  | EnumType
  | NullOrType
  | ListType
  | AttrsType
  | SetType
  | SubmoduleType
  | TaggedType
  | EitherType
  | CoercedType
  | FunctionType
  | TupleType
  | ModuleType
  | ValueType
  | OpaqueType
  | NamedType;

/** Any value: `anything`, `raw value`, `unspecified value`, and types that check nothing of their own. */
export interface AnythingType {
  readonly kind: 'anything';
  /**
   * How the catalogue calls it.
   * @default 'anything'
   */
  readonly text?: string;
}

/** A description that is not understood: taken as anything, counted and listed. */
export interface UnknownType {
  readonly kind: 'unknown';
  /** The description. */
  readonly text: string;
}

/** `true` or `false`. */
export interface BooleanType {
  readonly kind: 'boolean';
  /** Whether several definitions are joined by "or" in place of having to agree. */
  readonly or?: boolean;
}

/** A whole number of 64 bits with sign, within bounds that are both allowed. */
export interface IntegerType {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
  /** Whether zero is refused. */
  readonly nonzero?: boolean;
  /** How many bits the description says: 16 in `16 bit unsigned integer; between 0 and 65535 (both inclusive)`. */
  readonly bits?: number;
}

/** A number with a decimal point. A whole number is none: Nix tells `1` from `1.0`. */
export interface FloatType {
  readonly kind: 'float';
}

/** A whole number or one with a decimal point, within bounds. */
export interface NumberType {
  readonly kind: 'number';
  /** The least number allowed. */
  readonly min?: number;
  /** The greatest number allowed. */
  readonly max?: number;
  /** What the number must be greater than. */
  readonly above?: number;
}

/** A string. All of the restrictions given hold. */
export interface StringType {
  readonly kind: 'string';
  /** What several definitions are joined with: `"\n"` for lines. */
  readonly separator?: string;
  /** A regular expression (POSIX, extended) that the whole string matches. */
  readonly pattern?: string;
  /** Whether a string without anything but blanks is refused. */
  readonly nonEmpty?: boolean;
  /** A single line; `optional` allows a newline at the end. */
  readonly singleLine?: 'strict' | 'optional';
  /** Whether newlines and colons are refused: an entry of `/etc/passwd`. */
  readonly entry?: boolean;
}

/** A path, or a string that is one. */
export interface PathType {
  readonly kind: 'path';
  /** Whether it must start with `/` (true) or must not (false). */
  readonly absolute?: boolean;
  /** Whether it must lie in the Nix store (true) or must not (false). */
  readonly inStore?: boolean;
  /** Whether newlines and colons are refused: an entry of `/etc/passwd`. */
  readonly entry?: boolean;
}

/** A package: never plain data, but for the path of one in the Nix store. */
export interface PackageType {
  readonly kind: 'package';
}

/** One of a few values. */
export interface EnumType {
  readonly kind: 'enum';
  readonly values: readonly (string | number | boolean | null)[];
}

/** `null`, or a value of another type. */
export interface NullOrType {
  readonly kind: 'nullOr';
  readonly of: OptionType;
}

/** A list of values of one type. */
export interface ListType {
  readonly kind: 'list';
  readonly of: OptionType;
  /** Whether an empty list is refused. */
  readonly nonEmpty?: boolean;
  /** What its members are called in a description; `attribute list of` is a list of sets with one member. */
  readonly attributes?: boolean;
}

/** A set with names that the user chooses, of values of one type. */
export interface AttrsType {
  readonly kind: 'attrs';
  readonly of: OptionType;
  readonly lazy?: boolean;
  /** Whether its members can be ordered among one another (`DAG of`, of home-manager). */
  readonly dag?: boolean;
}

/** A set whose members are not looked at. */
export interface SetType {
  readonly kind: 'set';
}

/** A set of options, which stand below it in the catalogue. */
export interface SubmoduleType {
  readonly kind: 'submodule';
  /**
   * The type of what is set beside its options.
   * @default - none: nothing else may be set
   */
  readonly freeform?: OptionType;
  /**
   * What the description calls it, where it has a name of its own: `bookmark submodule`.
   * @default 'submodule'
   */
  readonly text?: string;
  /** Whether it takes whole modules, with `imports` and `config`, as home-manager's users do. */
  readonly module?: boolean;
}

/** A set with a single member, which is one of a few options; they stand below it in the catalogue. */
export interface TaggedType {
  readonly kind: 'tagged';
  /**
   * The names.
   * @default - those of the options below it
   */
  readonly choices?: readonly string[];
}

/** A value of one of several types. The first whose outermost form fits is meant, as in the module system. */
export interface EitherType {
  readonly kind: 'either';
  readonly of: readonly OptionType[];
}

/** A value of a type, or of another one that is turned into it. */
export interface CoercedType {
  readonly kind: 'coerced';
  readonly from: OptionType;
  readonly to: OptionType;
}

/** A function: never plain data. */
export interface FunctionType {
  readonly kind: 'function';
  readonly result: OptionType;
}

/** A list with a fixed number of members, each of a type of its own. */
export interface TupleType {
  readonly kind: 'tuple';
  readonly of: readonly OptionType[];
}

/** A module: a set of definitions, a function, or a path. */
export interface ModuleType {
  readonly kind: 'module';
  /** How the catalogue calls it. */
  readonly text: string;
  /** Whether it is a whole configuration of the same kind: its options are those of the catalogue itself. */
  readonly whole?: boolean;
}

/** Data of a file format: scalars, and lists and sets of such data. */
export interface ValueType {
  readonly kind: 'value';
  /** The description: `JSON value`. */
  readonly text: string;
  /** The scalars that may stand in it. */
  readonly scalars: readonly OptionType[];
  /** Whether `null` may stand in it. */
  readonly nullable: boolean;
  /** Whether lists may stand in it. */
  readonly lists: boolean;
  /** Whether sets may stand in it. */
  readonly sets: boolean;
}

/** What only Nix can make (a set of packages, a type, Lua code): never plain data. */
export interface OpaqueType {
  readonly kind: 'opaque';
  readonly text: string;
}

/** A type with a description of its own: `INI atom (null, bool, int, float or string)`. */
export interface NamedType {
  readonly kind: 'named';
  readonly text: string;
  readonly of: OptionType;
}
