import { Construct } from 'constructs';
import { ConfigureNixos, NixModule, NixosSystem, PackageSetProps, System } from '../app';
import { Expr } from '../nix';

/** Props of `ContainerSystem`. */
export interface ContainerSystemProps extends PackageSetProps {
  /** The name of the container. */
  readonly containerName: string;
  /** Whether it has a network of its own. */
  readonly ownNetwork: boolean;
  /** Whether it has the device `/dev/net/tun`. */
  readonly tun: boolean;
}

/**
 * The inside of a container: a NixOS system without a kernel, on its host. Made by `NixosContainer`.
 *
 * @example
 * import { NixModule, NixosContainer } from 'cosmo-nix';
 * declare const media: NixosContainer;
 *
 * // What is made below the inside of a container belongs to it, and not to its host.
 * new NixModule(media.inside, 'tools', { options: { programs: { mtr: { enable: true } } } });
 * const name = media.inside.containerName;
 */
export class ContainerSystem extends NixosSystem {
  /** Whether `construct` is the inside of a container. */
  public static isContainerSystem(construct: any): construct is ContainerSystem {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The name of the container. */
  public readonly containerName: string;
  /** Whether it has a network of its own; else it is on that of the host. */
  public readonly ownNetwork: boolean;
  /** Whether it has the device `/dev/net/tun`, which VPNs need. */
  public readonly tun: boolean;
  /** The host it runs on. */
  public readonly host: System;
  private rest?: NixModule;

  constructor(scope: Construct, id: string, props: ContainerSystemProps) {
    super(scope, id, {
      hostName: props.containerName,
      nested: true,
      allowUnfree: props.allowUnfree,
      allowUnfreePackages: props.allowUnfreePackages,
      permittedInsecurePackages: props.permittedInsecurePackages,
      overlays: props.overlays,
      nixpkgsConfig: props.nixpkgsConfig,
      platform: (System.of(scope) as NixosSystem).platform,
    });
    Object.defineProperty(this, BRAND, { value: true });
    this.host = System.of(scope);
    this.containerName = props.containerName;
    this.ownNetwork = props.ownNetwork;
    this.tun = props.tun;
  }

  /** `inputs.self.nixosConfigurations.HOST.config.containers.NAME`, which has its options below `config`. */
  public get configRef(): Expr {
    return this.host.configRef.attr('config', 'containers', this.containerName);
  }

  /**
   * Add options, with types: those that `cosmo import` wrote, of each option its
   * values and its documentation. Any value may be an Expr. A `NixModule` below it is the same without types.
   *
   * @jsii ignore
   */
  public configure(options: ConfigureNixos): void {
    this.rest ??= new NixModule(this, 'options', { description: `Further options (${this.containerName})` });
    this.rest.addOptions(options);
  }

  /** @internal */
  public _networkRealm(): System {
    return this.ownNetwork ? this : this.host._networkRealm();
  }
}

const BRAND = Symbol.for('cosmo-nix.ContainerSystem');
