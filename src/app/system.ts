import { Construct, IConstruct } from 'constructs';
import { Expr } from '../nix';
import { App } from './app';
import { Asset } from './asset';
import { CosmoError } from './error';
import type { NixModule } from './nix-module';

/** What evaluates a System's modules. */
export enum SystemKind {
  /** NixOS: a host, a guest, the inside of a container. */
  NIXOS = 'nixos',
  /** nix-darwin. */
  DARWIN = 'darwin',
  /** home-manager. */
  HOME = 'home',
}

/** Props of `System`. */
export interface SystemProps {
  /** What evaluates the modules. */
  readonly kind: SystemKind;
  /** The System's name: its attribute in the flake, or its name inside another System. */
  readonly systemName: string;
  /** Its folder in the output, such as `hosts/classic-laddie`. */
  readonly folder: string;
}

/**
 * A construct that owns a list of Nix modules which Nix evaluates together.
 * It collects the NixModules of its own subtree; what stands below a System
 * inside it belongs to that one.
 *
 * @example
 * import { NixosContainer, System } from 'cosmo-nix';
 * declare const media: NixosContainer;
 *
 * // The system that a construct belongs to: here the inside of the container.
 * const system = System.of(media.inside);
 * system.importFile('nix/printer.nix');
 */
export abstract class System extends Construct {
  /** Whether `construct` is a System. */
  public static isSystem(construct: any): construct is System {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The System that `construct` stands in, or is.
   * @throws `SYSTEM_MISSING` where there is none
   */
  public static of(construct: IConstruct): System {
    const found = System.find(construct);
    if (found) return found;
    throw new CosmoError({
      code: 'SYSTEM_MISSING',
      message: `${construct.node.id} stands in no System`,
      why: 'option definitions belong to a host, a container, a guest, a home or a shared module',
      mend: 'make it below one: new NixModule(host, …)',
      construct,
    });
  }

  /** The System that `construct` stands in, or is; undefined where there is none. */
  public static find(construct: IConstruct): System | undefined {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (System.isSystem(at)) return at;
    }
    return undefined;
  }

  /** What evaluates the modules. */
  public readonly kind: SystemKind;
  /** The System's name. */
  public readonly systemName: string;
  /** Its folder in the output. */
  public readonly folder: string;
  /** @internal the NixModules that belong to it, in the order they were made. */
  public readonly _modules: NixModule[] = [];
  /** @internal modules of inputs and hand-written ones, by their text. */
  public readonly _imports = new Map<string, Expr>();
  /** @internal Systems inside it. */
  public readonly _nested: System[] = [];
  private readonly facts = new Map<string, () => unknown>();
  private pathText?: string;

  constructor(scope: Construct, id: string, props: SystemProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this.kind = props.kind;
    this.systemName = props.systemName;
    this.folder = props.folder;
    App.of(this)._addSystem(this);
    const parent = this.node.scope && System.find(this.node.scope);
    if (parent) parent._nested.push(this);
  }

  /** The System this one stands in, such as a container's host; undefined for one of its own. */
  public get parentSystem(): System | undefined {
    return this.node.scope && System.find(this.node.scope);
  }

  /**
   * Import a module into this System: an expression such as
   * `input.nixosModule('disko')`. Asking twice is harmless.
   *
   * @param module the module: an Expr, such as an output of a flake input
   */
  public importModule(module: Expr): void {
    this._imports.set(module.source(), module);
  }

  /**
   * Import a hand-written module: a `.nix` file, or a folder with a
   * `default.nix`, of the project. It is copied beside the generated ones.
   * @param path from the project's root.
   * @throws where there is no such file, or it lies outside the project.
   */
  public importFile(path: string): void {
    const id = `import-${path.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
    const asset = (this.node.tryFindChild(id) as Asset | undefined) ?? new Asset(this, id, { path });
    this.importModule(asset.file);
  }

  /** How the flake refers to what this System evaluates to, such as `inputs.self.nixosConfigurations.NAME`. */
  public abstract get configRef(): Expr;

  /** @internal its path in the tree, worked out once. */
  public get _path(): string {
    return (this.pathText ??= this.node.path);
  }

  /** @internal the System whose network it listens on: its own, or that of the System it stands in. */
  public _networkRealm(): System {
    return this;
  }

  /** @internal have `tree.json` tell something of it, for the command line; undefined is not told. */
  public _tell(key: string, fact: () => unknown): void {
    this.facts.set(key, fact);
  }

  /** @internal what `tree.json` tells of it beside its place. */
  public _treeFacts(): Record<string, unknown> {
    return Object.fromEntries([...this.facts].map(([key, fact]) => [key, fact()]));
  }

  /** @internal what it adds to the flake: attribute path and value. */
  public _outputs(): SystemOutput[] {
    return [];
  }
}

/** @internal a value in the flake's outputs. */
export interface SystemOutput {
  readonly path: readonly string[];
  readonly value: unknown;
}

const BRAND = Symbol.for('cosmo-nix.System');
