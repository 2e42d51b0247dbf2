import { Construct } from 'constructs';
import { Expr } from '../nix';
import { CosmoError } from './error';
import { noteLine } from './made-at';
import { mergeOptions, OptionPath, parseOptionPath, setOption } from './option-tree';
import { Still } from './still';
import { System } from './system';

/** Props of `NixModule`. */
export interface NixModuleProps {
  /**
   * Option definitions: nested plain data, in which any value may be an Expr.
   * `{ services: { openssh: { enable: true } } }`
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Modules that this one imports: Exprs.
   * @default - none
   */
  readonly imports?: Expr[];
  /**
   * A whole module as Nix source, in place of `options`. It is parsed and
   * printed like everything else; its comments stay.
   * @default - none
   */
  readonly source?: string;
  /**
   * The file's name, without `.nix`.
   * @default - from the construct's path inside its System
   */
  readonly fileName?: string;
  /**
   * What the file's first comment line says it is for.
   * @default - the construct's path
   */
  readonly description?: string;
}

/**
 * The L1: option definitions contributed to the nearest enclosing System.
 * One NixModule becomes one file; Nix's module system merges them.
 *
 * @example
 * import { Host, NixModule } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const samba = new NixModule(laddie, 'samba', {
 *   options: { services: { samba: { enable: true, settings: { photos: { path: '/srv/photos' } } } } },
 * });
 * samba.override('services.samba.winbindd.enable', false);
 * laddie.firewall.allowTcp(445, { interface: 'br0' });
 */
export class NixModule extends Construct {
  /** Whether `construct` is a NixModule. */
  public static isNixModule(construct: any): construct is NixModule {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The System it belongs to. */
  public readonly system: System;
  /** @internal */
  public readonly _props: NixModuleProps;
  /** @internal */
  public readonly _importList: Expr[];
  private options: Record<string, any> | undefined;
  private readonly overrides: { path: OptionPath; value: unknown }[] = [];
  private readonly suppliers: (() => Record<string, any> | undefined)[] = [];
  private readonly still = new Still<unknown>();
  private isSupplying = false;
  private readonly declarations: { path: OptionPath; value: unknown }[] = [];

  /** @throws `MODULE_SOURCE_AND_OPTIONS` where it is given both Nix source and options */
  constructor(scope: Construct, id: string, props: NixModuleProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this._importList = [...(props.imports ?? [])];
    this.options = props.options;
    this.system = System.of(this);
    this.system._modules.push(this);
    noteLine(this, [], props.options);
    if (props.source !== undefined && (props.options !== undefined || props.imports !== undefined)) {
      throw new CosmoError({
        code: 'MODULE_SOURCE_AND_OPTIONS',
        message: 'a module has both Nix source and options',
        mend: 'write the options into the source, or make two modules',
        construct: this,
      });
    }
  }

  /**
   * Add option definitions.
   * @param options options by path (`'a.b'` or nested sets), with the values they are set to
   * @throws `MODULE_IS_SOURCE` on a module of Nix source; `OPTION_SET_TWICE` where a value is set that the module
   * already sets to another one
   */
  public addOptions(options: Record<string, any>): void {
    this.refuseForSource('addOptions');
    noteLine(this, [], options);
    if (this.options === undefined) {
      this.options = options;
    } else {
      this.options = mergeOptions(this.options, options, this);
    }
  }

  /**
   * Set one option in place of what the module would set, or beside it.
   * @param path such as `services.openssh.ports` or `fileSystems."/".device`.
   * @param value plain data or an Expr
   * @throws `MODULE_IS_SOURCE` on a module of Nix source; `OPTION_PATH` for what is no path; `OVERRIDE_THROUGH_VALUE`
   * where it leads through something that is no plain set
   */
  public override(path: string, value: any): void {
    this.refuseForSource('override');
    this.overrides.push({ path: parseOptionPath(path, this), value });
    noteLine(this, parseOptionPath(path, this), value);
  }

  /**
   * Import a module from this one.
   *
   * @param module the module: an Expr, such as an output of a flake input
   * @throws `MODULE_IS_SOURCE` on a module of Nix source
   */
  public addImport(module: Expr): void {
    this.refuseForSource('addImport');
    this._importList.push(module);
  }

  /**
   * Declare an option of the estate's own.
   * @param path such as `estate.vpn.port`.
   * @param declaration an Expr such as `Nix.raw('lib.mkOption { … }')`; see `OptionDeclaration`.
   * @throws `MODULE_IS_SOURCE` on a module of Nix source
   */
  public declare(path: string, declaration: any): void {
    this.refuseForSource('declare');
    this.declarations.push({ path: parseOptionPath(path, this), value: declaration });
  }

  /** @internal options that only the finished tree can tell. */
  public _supply(supplier: () => Record<string, any> | undefined): void {
    this.suppliers.push(supplier);
  }

  /** @internal the option tree as it is printed. */
  public _definitions(): unknown {
    if (this.suppliers.length === 0 && this.overrides.length === 0) return this.options;
    // Suppliers look at what other modules set, and theirs at this one: then it is what stands here without asking.
    if (this.isSupplying) return this.options;
    return this.still.get(() => {
      this.isSupplying = true;
      try {
        return this.supplied();
      } finally {
        this.isSupplying = false;
      }
    });
  }

  private supplied(): unknown {
    let options: Record<string, any> | undefined = this.options;
    for (const supplier of this.suppliers) {
      const more = supplier();
      if (more === undefined) continue;
      options = options === undefined ? more : mergeOptions(options, more, this);
    }
    if (this.overrides.length > 0) {
      options = mergeOptions({}, options ?? {}, this);
      for (const { path, value } of this.overrides) setOption(options, path, value, this);
    }
    return options;
  }

  /** @internal the declared options as a tree. */
  public _declared(): Record<string, any> | undefined {
    if (this.declarations.length === 0) return undefined;
    const tree: Record<string, any> = {};
    for (const { path, value } of this.declarations) setOption(tree, path, value, this);
    return tree;
  }

  private refuseForSource(what: string): void {
    if (this._props.source === undefined) return;
    throw new CosmoError({
      code: 'MODULE_IS_SOURCE',
      message: `${what} on a module that is Nix source`,
      mend: 'write it into the source, or make another NixModule beside it',
      construct: this,
    });
  }
}

const BRAND = Symbol.for('cosmo-nix.NixModule');
