import { Construct } from 'constructs';
import { Expr, Nix } from '../nix';
import { App } from './app';
import { Claims, ClaimKind } from './claims';
import { CosmoError } from './error';
import { FlakeInput } from './flake-input';
import { NixModule } from './nix-module';
import { packageSetOptions, PackageSetProps } from './nixos-system';
import { System, SystemKind, SystemOutput } from './system';
import { WellKnownInput } from './well-known-inputs';

/** Props of `DarwinSystem`. */
export interface DarwinSystemProps extends PackageSetProps {
  /**
   * The name: its attribute in `darwinConfigurations`.
   * @default - the construct's id
   */
  readonly hostName?: string;
  /**
   * The platform: `aarch64-darwin` for Apple's own processors, `x86_64-darwin` for Intel's.
   * @default "aarch64-darwin"
   */
  readonly platform?: string;
}

/** The last release of nixpkgs with packages for Macs with Intel's processors. */
const LAST_FOR_INTEL = '26.05';

/**
 * A Mac that nix-darwin sets up: its name is its attribute in the flake's
 * `darwinConfigurations`. `DarwinHost` is the one to use; this one sets
 * nothing but the platform and the package set.
 *
 * @example
 * import { App, DarwinSystem, NixModule } from 'cosmo-nix';
 * declare const app: App;
 *
 * const mac = new DarwinSystem(app, 'macbook', { platform: 'aarch64-darwin' });
 * mac.importFile('nix/macbook.nix');
 * new NixModule(mac, 'dock', { options: { system: { defaults: { dock: { autohide: true } } } } });
 */
export class DarwinSystem extends System {
  /** Whether `construct` is a DarwinSystem. */
  public static isDarwinSystem(construct: any): construct is DarwinSystem {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The platform: `aarch64-darwin` or `x86_64-darwin`. */
  public readonly platform: string;

  /**
   * @throws `HOST_NAME` where the name cannot be a host's; `PLATFORM` where the platform is no Mac's, or the release
   * has no packages for it
   */
  constructor(scope: Construct, id: string, props: DarwinSystemProps = {}) {
    const name = props.hostName ?? id;
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(name)) {
      throw new CosmoError({
        code: 'HOST_NAME',
        message: `"${name}" cannot be the host name of a Mac`,
        why: 'nix-darwin takes letters, digits and -, at most 63 of them, with a letter or digit at both ends',
        mend: `give another one: hostName: '${name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'mac'}'`,
        path: scope.node.path === '' ? id : `${scope.node.path}/${id}`,
        keyPath: 'hostName',
      });
    }
    super(scope, id, { kind: SystemKind.DARWIN, systemName: name, folder: `hosts/${name}` });
    Object.defineProperty(this, BRAND, { value: true });
    this.platform = props.platform ?? 'aarch64-darwin';
    checkPlatform(this);
    Claims.of(this).add({ kind: ClaimKind.HOST_NAME, value: name, keyPath: 'hostName' });
    FlakeInput.wellKnown(this, WellKnownInput.NIXPKGS);
    FlakeInput.wellKnown(this, WellKnownInput.NIX_DARWIN);
    new NixModule(this, '$nixpkgs', {
      options: { nixpkgs: { hostPlatform: this.platform, ...packageSetOptions(props) } },
    });
  }

  /** `inputs.self.darwinConfigurations.NAME` */
  public get configRef(): Expr {
    return Nix.ref('inputs.self.darwinConfigurations').attr(this.systemName);
  }

  /** What `darwin-rebuild` builds of it. */
  public get toplevel(): Expr {
    return this.configRef.attr('system');
  }

  /** @internal */
  public _outputs(): SystemOutput[] {
    return [
      {
        path: ['darwinConfigurations', this.systemName],
        value: Nix.ref('inputs.nix-darwin.lib.darwinSystem').call({
          specialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
          modules: [Expr._outputFile(this.folder)],
        }),
      },
      { path: ['checks', this.platform, this.systemName], value: this.toplevel },
    ];
  }
}

function checkPlatform(system: DarwinSystem): void {
  const refuse = (message: string, mend: string, why?: string): never => {
    throw new CosmoError({ code: 'PLATFORM', message, mend, why, construct: system, keyPath: 'platform' });
  };
  if (!['aarch64-darwin', 'x86_64-darwin'].includes(system.platform)) {
    refuse(
      `"${system.platform}" is no platform that nix-darwin runs on`,
      'give aarch64-darwin, or x86_64-darwin for a Mac with an Intel processor; a Linux machine is a Host',
    );
  }
  const { release } = App.of(system);
  if (system.platform === 'x86_64-darwin' && (release === 'unstable' || release > LAST_FOR_INTEL)) {
    refuse(
      `nixpkgs ${release} has no packages for Macs with Intel processors`,
      `build the estate from an older release: new App({ release: '${LAST_FOR_INTEL}' })`,
      `${LAST_FOR_INTEL} was the last release that supports x86_64-darwin`,
    );
  }
}

const BRAND = Symbol.for('cosmo-nix.DarwinSystem');
