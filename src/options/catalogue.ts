import { OptionType } from './type/option-type';

/** Which module system a catalogue belongs to. */
export type CatalogueKind = 'nixos' | 'home-manager' | 'darwin' | 'other';

/** One option as options.json tells of it. Text is as it stands there: it is never trusted to be harmless. */
export interface CatalogueOption {
  /** Its path; `<name>` (or another word in angle brackets) stands for any attribute, `*` for an item of a list. */
  readonly loc: readonly string[];
  /** The description of its type; empty where the catalogue gives none. */
  readonly typeText: string;
  /** Whether only the module that declares it may set it. */
  readonly readOnly: boolean;
  /** What it is for, in Markdown. */
  readonly description?: string;
  /** The default, as Nix source or as Markdown. */
  readonly defaultText?: string;
  /** An example, as Nix source or as Markdown. */
  readonly exampleText?: string;
  /** Where it is declared: paths or addresses. */
  readonly declarations?: readonly string[];
}

/** A place in the tree of options. */
export interface CatalogueNode {
  /**
   * The type of the option that stands here; none where this is a mere
   * namespace, or what stands for the members of a set or list: their type is
   * part of the set's or list's.
   *
   * It is settled by what stands below: where options stand below a type that
   * takes none of its own (`JSON value`, `attribute set of string`), the type
   * is a submodule that takes such values beside its options, as older
   * catalogues describe those.
   */
  readonly type?: OptionType;
  /** The description of the type, as the catalogue has it. */
  readonly typeText?: string;
  /** Whether only the module that declares it may set it. */
  readonly readOnly: boolean;
  /** The names below it, `<name>` and `*` not among them, sorted. */
  readonly names: readonly string[];
  /** What stands below it for any attribute (`<name>`). */
  readonly any?: CatalogueNode;
  /** What stands below it for an item of a list (`*`). */
  readonly item?: CatalogueNode;
  /** The place below it by its name, exactly. */
  child(name: string): CatalogueNode | undefined;
}

/** All options of a module system, or of one flake's modules. */
export interface Catalogue {
  readonly kind: CatalogueKind;
  readonly root: CatalogueNode;
  /** How many options it has. */
  readonly size: number;
  /** The place that a path of real names leads to: `['systemd', 'services', 'nginx', 'enable']`. */
  find(path: readonly string[]): CatalogueNode | undefined;
  /** Calls back for each option, with its path as the catalogue has it, in the order of the tree. */
  forEach(visit: (path: readonly string[], node: CatalogueNode) => void): void;
  /** The descriptions that are not understood, with how many options have each. */
  unknownTypes(): ReadonlyMap<string, number>;
}
