import { Construct } from 'constructs';
import { Expr, Nix } from '../nix';
import { Claims, ClaimKind } from './claims';
import { CosmoError } from './error';
import { FlakeInput } from './flake-input';
import { NixModule } from './nix-module';
import { System, SystemKind, SystemOutput } from './system';
import { WellKnownInput } from './well-known-inputs';

/** What a System may set for its package set. */
export interface PackageSetProps {
  /**
   * Allow every package with an unfree license.
   * @default false
   */
  readonly allowUnfree?: boolean;
  /**
   * Allow these unfree packages, by name.
   * @default - none
   */
  readonly allowUnfreePackages?: string[];
  /**
   * Allow these packages although they have known weaknesses, by name and version: `openssl-1.1.1w`.
   * @default - none
   */
  readonly permittedInsecurePackages?: string[];
  /**
   * Overlays: Exprs, such as `input.overlay()`.
   * @default - none
   */
  readonly overlays?: Expr[];
  /**
   * Further settings of `nixpkgs.config`.
   * @default - none
   */
  readonly nixpkgsConfig?: Record<string, any>;
}

/** Props of `NixosSystem`. */
export interface NixosSystemProps extends PackageSetProps {
  /**
   * The name: its attribute in `nixosConfigurations`.
   * @default - the construct's id
   */
  readonly hostName?: string;
  /**
   * The platform, such as `x86_64-linux` or `aarch64-linux`.
   * @default "x86_64-linux"
   */
  readonly platform?: string;
  /**
   * Whether it stands inside another System (a container), so that the flake
   * does not name it.
   * @default false
   */
  readonly nested?: boolean;
}

/** The form that NixOS asks of `networking.hostName`. */
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;

/**
 * A NixOS system: its name is its attribute in the flake's
 * `nixosConfigurations`. `Host` is the one to use; this one sets nothing but
 * the platform and the package set.
 *
 * @example
 * import { App, NixosSystem } from 'cosmo-nix';
 * declare const app: App;
 *
 * // A machine whose modules are written by hand; one of the estate's own is a Host.
 * const router = new NixosSystem(app, 'router');
 * router.importFile('nix/router.nix');
 */
export class NixosSystem extends System {
  /** Whether `construct` is a NixosSystem. */
  public static isNixosSystem(construct: any): construct is NixosSystem {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The platform, such as `x86_64-linux`. */
  public readonly platform: string;
  /** Whether it stands inside another System. */
  public readonly nested: boolean;

  /** @throws `HOST_NAME` for what cannot be the name of a host */
  constructor(scope: Construct, id: string, props: NixosSystemProps = {}) {
    const name = props.hostName ?? id;
    const nested = props.nested ?? false;
    if (!HOST_NAME.test(name)) {
      throw new CosmoError({
        code: 'HOST_NAME',
        message: `"${name}" cannot be a host name`,
        why: 'NixOS takes letters, digits, - and _, at most 63 of them, with a letter or digit at both ends',
        mend: `give another one: hostName: '${name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'server'}'`,
        path: scope.node.path === '' ? id : `${scope.node.path}/${id}`,
        keyPath: 'hostName',
      });
    }
    super(scope, id, {
      kind: SystemKind.NIXOS,
      systemName: name,
      folder: nested ? `${System.of(scope).folder}/${name}` : `hosts/${name}`,
    });
    Object.defineProperty(this, BRAND, { value: true });
    this.nested = nested;
    this.platform = props.platform ?? 'x86_64-linux';
    if (!/^[a-z0-9_]+-linux$/.test(this.platform)) {
      throw new CosmoError({
        code: 'PLATFORM',
        message: `"${this.platform}" is no platform that NixOS runs on`,
        mend: 'give x86_64-linux or aarch64-linux',
        construct: this,
        keyPath: 'platform',
      });
    }
    if (!nested) {
      Claims.of(this).add({ kind: ClaimKind.HOST_NAME, value: name, keyPath: 'hostName' });
      FlakeInput.wellKnown(this, WellKnownInput.NIXPKGS);
      new NixModule(this, '$nixpkgs', {
        options: { nixpkgs: { hostPlatform: this.platform, ...packageSetOptions(props) } },
      });
    } else if (Object.keys(packageSetOptions(props)).length > 0) {
      new NixModule(this, '$nixpkgs', { options: { nixpkgs: packageSetOptions(props) } });
    }
  }

  /** `inputs.self.nixosConfigurations.NAME`; for a System inside another, its configuration there is the host's to name. */
  public get configRef(): Expr {
    return Nix.ref('inputs.self.nixosConfigurations').attr(this.systemName);
  }

  /** What `nixos-rebuild` builds of it. */
  public get toplevel(): Expr {
    return this.configRef.attr('config', 'system', 'build', 'toplevel');
  }

  /** @internal */
  public _outputs(): SystemOutput[] {
    if (this.nested) return [];
    return [
      {
        path: ['nixosConfigurations', this.systemName],
        value: Nix.ref('inputs.nixpkgs.lib.nixosSystem').call({
          specialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
          modules: [Expr._outputFile(this.folder)],
        }),
      },
      { path: ['checks', this.platform, this.systemName], value: this.toplevel },
    ];
  }
}

/** The options below `nixpkgs` for package set props. */
export function packageSetOptions(props: PackageSetProps): Record<string, any> {
  const config: Record<string, any> = {
    ...(props.allowUnfree ? { allowUnfree: true } : {}),
    ...(props.allowUnfreePackages && props.allowUnfreePackages.length > 0
      ? {
          allowUnfreePredicate: Nix.fn(
            ['pkg'],
            Nix.apply(
              Nix.ref('builtins.elem'),
              Nix.apply(Nix.ref('lib.getName'), Nix.ref('pkg')),
              props.allowUnfreePackages,
            ),
          ),
        }
      : {}),
    ...(props.permittedInsecurePackages ? { permittedInsecurePackages: props.permittedInsecurePackages } : {}),
    ...props.nixpkgsConfig,
  };
  return {
    ...(Object.keys(config).length > 0 ? { config } : {}),
    ...(props.overlays && props.overlays.length > 0 ? { overlays: props.overlays } : {}),
  };
}

const BRAND = Symbol.for('cosmo-nix.NixosSystem');
