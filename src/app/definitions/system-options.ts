import { IConstruct } from 'constructs';
import { formatKeyPath } from '../../nix/error';
import { parseOptionPath } from '../option-tree';
import type { System } from '../system';
import { allDefinitions, Defined, Definitions, Seen, taken } from './definitions';
import { OptionNode } from './option-node';

/** A definition of an option, with who makes it. */
export interface OptionDefinition {
  /** What it is set to: plain data, or an Expr that only Nix can tell. */
  readonly value: any;
  /** The construct whose module sets it. */
  readonly construct: IConstruct;
  /** The whole path, with names in place of stars. */
  readonly keyPath: string;
  /** What stood in place of each star of the path that was asked for. */
  readonly names: string[];
  /** The module system's priority: 100 as it is, 50 by `mkForce`, 1000 by `mkDefault`. The lowest is taken. */
  readonly priority: number;
  /** Whether it stands behind a condition, such as `mkIf`. */
  readonly conditional: boolean;
}

/**
 * What all modules of a System set, its shared modules and profiles included,
 * as far as they say it in data or in Nix that can be read without evaluating
 * it. For rules, once the tree is complete: it is read once.
 *
 * @example
 * import { Host, SystemOptions } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // What the modules of the machine say, without evaluating them: for rules and tests.
 * const options = new SystemOptions(laddie);
 * if (options.has('services.openssh.enable')) {
 *   const where = options.definitions('services.openssh.enable')[0].construct.node.path;
 * }
 */
export class SystemOptions {
  /** The System. */
  public readonly system: System;
  private seen?: Seen;
  private root?: OptionNode;

  /**
   * @param system the System whose modules are read
   * @internal
   */
  constructor(system: System) {
    this.system = system;
  }

  /** Modules that cannot be looked into, such as a folder of hand-written ones: what they set is not known. */
  public get unseen(): string[] {
    return [...this.all.unseen];
  }

  /**
   * All definitions of an option, in the order of the modules.
   * @param path such as `networking.firewall.allowedTCPPorts`; a `*` stands for any one name: `users.users.*.uid`.
   */
  public definitions(path: string): OptionDefinition[] {
    const segments = parseOptionPath(path);
    return this._at(segments).map((one) => shown(one, segments));
  }

  /**
   * The value that the module system takes, where it is plain data and the same in all definitions of the
   * lowest priority; undefined where it is not set, or not known.
   * @param path without stars.
   */
  public value(path: string): any {
    return this._value(parseOptionPath(path));
  }

  /**
   * Whether any module sets the option.
   *
   * @param path the path of the option, such as `services.openssh.enable`
   */
  public has(path: string): boolean {
    return this._at(parseOptionPath(path)).length > 0;
  }

  /** @internal the modules with what they set. */
  public get _definitions(): readonly Definitions[] {
    return this.all.definitions;
  }

  /** @internal all definitions at a path by its segments. */
  public _at(path: readonly string[]): readonly Defined[] {
    return (this.root ??= OptionNode.of(this.all.definitions)).at(path);
  }

  /** @internal those of the lowest priority. */
  public _taken(path: readonly string[]): readonly Defined[] {
    return taken(this._at(path));
  }

  /** @internal the value that is taken. */
  public _value(path: readonly string[]): unknown {
    const found = this._taken(path);
    const [first] = found;
    return first !== undefined && found.every(({ value }) => Object.is(value, first.value)) ? first.value : undefined;
  }

  private get all(): Seen {
    return (this.seen ??= allDefinitions(this.system));
  }
}

function shown({ value, owner, names, priority, conditional }: Defined, path: readonly string[]): OptionDefinition {
  let star = 0;
  const keyPath = formatKeyPath(path.map((segment) => (segment === '*' ? names[star++]! : segment)));
  return { value, construct: owner, keyPath, names: [...names], priority, conditional: conditional === true };
}
