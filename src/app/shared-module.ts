import { Construct } from 'constructs';
import { Expr, Nix } from '../nix';
import { App } from './app';
import { CosmoError } from './error';
import { NixModule } from './nix-module';
import { System, SystemKind, SystemOutput } from './system';

/** Props of `SharedModule`. */
export interface SharedModuleProps {
  /**
   * What may import it.
   * @default SystemKind.NIXOS
   */
  readonly kind?: SystemKind;
  /**
   * Options, as a first module of it.
   * @default - none
   */
  readonly options?: Record<string, any>;
  /**
   * Whether the flake exports it (`nixosModules`, `darwinModules`, `homeModules`).
   * @default true
   */
  readonly exported?: boolean;
}

const OUTPUT = {
  [SystemKind.NIXOS]: 'nixosModules',
  [SystemKind.DARWIN]: 'darwinModules',
  [SystemKind.HOME]: 'homeModules',
};

/**
 * A module that several Systems share. Constructs below it contribute to it;
 * the flake exports it, so that other flakes can import it too.
 *
 * @example
 * import { App, Host, SharedModule } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 *
 * const base = new SharedModule(app, 'base', { options: { services: { fstrim: { enable: true } } } });
 * base.attachTo(laddie);
 */
export class SharedModule extends System {
  private readonly exported: boolean;

  /** @throws `SHARED_MODULE_SCOPE` where it does not stand directly below the app */
  constructor(scope: Construct, id: string, props: SharedModuleProps = {}) {
    super(scope, id, { kind: props.kind ?? SystemKind.NIXOS, systemName: id, folder: `modules/${id}` });
    this.exported = props.exported ?? true;
    if (!App.isApp(scope)) {
      throw new CosmoError({
        code: 'SHARED_MODULE_SCOPE',
        message: 'a shared module stands directly below the app',
        mend: `new SharedModule(app, '${id}', …)`,
        construct: this,
      });
    }
    if (props.options) new NixModule(this, '$options', { options: props.options, fileName: 'options' });
  }

  /** The module as a path, for use in `imports`. */
  public get file(): Expr {
    return Expr._outputFile(this.folder);
  }

  /**
   * Have `system` import it.
   * @throws `SHARED_MODULE_KIND` where the System is of another kind
   */
  public attachTo(system: System): void {
    if (system.kind !== this.kind) {
      throw new CosmoError({
        code: 'SHARED_MODULE_KIND',
        message: `a ${this.kind} module cannot be imported by ${system.node.path}, which is ${system.kind}`,
        mend: `make it with kind: SystemKind.${system.kind.toUpperCase()}`,
        construct: this,
      });
    }
    system.importModule(this.file);
  }

  /** `inputs.self.nixosModules.NAME` */
  public get configRef(): Expr {
    return Nix.ref(`inputs.self.${OUTPUT[this.kind]}`).attr(this.systemName);
  }

  /** @internal */
  public _outputs(): SystemOutput[] {
    return this.exported ? [{ path: [OUTPUT[this.kind], this.systemName], value: this.file }] : [];
  }
}
