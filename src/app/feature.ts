import { Construct } from 'constructs';
import { Expr } from '../nix';
import { CosmoError } from './error';
import { NixModule } from './nix-module';
import { System } from './system';

/** The escape hatches that every L2 construct has. */
export interface FeatureProps {
  /**
   * Further options beside the construct's own, as nested plain data that may hold Exprs.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Options set in place of what the construct would set, by path:
   * `{ 'services.openssh.ports': [2222] }`.
   * @default - none
   */
  readonly override?: Record<string, any>;
}

/**
 * A construct that knows a job: typed props in, Nix modules, inputs and
 * claims out. Its owner can set any option beside its own, override one of
 * its own, write raw Nix, or import a hand-written module.
 *
 * @example
 * import { Construct } from 'constructs';
 * import { Claims, Feature, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // ntfy on a host: notifications that machines push to phones.
 * class PushServer extends Feature {
 *   constructor(scope: Construct, id: string) {
 *     super(scope, id);
 *     Claims.of(this).tcpPort(2586, { purpose: 'ntfy' });
 *     this.addOptions({ services: { 'ntfy-sh': { enable: true } } });
 *   }
 * }
 * new PushServer(laddie, 'push');
 */
export abstract class Feature extends Construct {
  /** The System it contributes to. */
  public readonly system: System;
  private main?: NixModule;
  private rawCount = 0;
  private readonly features: FeatureProps;

  constructor(scope: Construct, id: string, props: FeatureProps = {}) {
    super(scope, id);
    this.system = System.of(this);
    this.features = props;
  }

  /**
   * Add options beside the construct's own.
   *
   * @param options options by path (`'a.b'` or nested sets), with the values they are set to
   */
  public addOptions(options: Record<string, any>): void {
    this.module.addOptions(options);
  }

  /**
   * Set an option in place of what the construct would set.
   * @param path such as `services.openssh.ports`.
   * @param value plain data or an Expr
   */
  public override(path: string, value: any): void {
    this.module.override(path, value);
  }

  /**
   * Add a module written in Nix. It is parsed now and printed like everything else.
   * @param source the text of the module
   * @throws where it is no Nix.
   */
  public addNix(source: string): NixModule {
    this.rawCount += 1;
    return new NixModule(this, this.rawCount === 1 ? 'nix' : `nix-${this.rawCount}`, { source });
  }

  /**
   * Import a module into the System: an Expr such as `input.nixosModule('x')`.
   *
   * @param module the module: an Expr, such as an output of a flake input
   */
  public importModule(module: Expr): void {
    this.system.importModule(module);
  }

  /**
   * Import a hand-written module of the project into the System.
   *
   * @param path where the file lies, from the root of the project
   */
  public importFile(path: string): void {
    this.system.importFile(path);
  }

  /**
   * The construct's own module. Made when it is first asked for, with the
   * escape hatches of the props in it.
   */
  protected get module(): NixModule {
    if (!this.main) {
      this.main = new NixModule(this, 'module');
      if (this.features.options) this.main.addOptions(this.features.options);
      for (const [path, value] of Object.entries(this.features.override ?? {})) this.main.override(path, value);
    }
    return this.main;
  }

  /** @internal a refusal of this construct. */
  protected _refuse(code: string, message: string, mend: string, keyPath?: string, why?: string): never {
    throw new CosmoError({ code, message, mend, keyPath, why, construct: this });
  }
}
