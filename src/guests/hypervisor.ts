import { Construct } from 'constructs';
import { CosmoError, Feature, FeatureProps, FlakeInput, WellKnownInput } from '../app';
import { CpuVendor, Host } from '../hosts';
import { Expr } from '../nix';
import type { LibvirtGuest } from './guest';
import { hypervisorOptions } from './hypervisor-options';
import type { LibvirtNetwork } from './network';

/** What happens to guests that were running when the host went down, beside those that start by themselves. */
export enum LibvirtOnBoot {
  /** They are started again. */
  START = 'start',
  /** They stay off. */
  IGNORE = 'ignore',
}

/** What happens to running guests when the host goes down. */
export enum LibvirtOnShutdown {
  /** They are asked to shut down. */
  SHUTDOWN = 'shutdown',
  /** Their memory is written to disk, and read again at boot. Takes long and much space. */
  SUSPEND = 'suspend',
}

/** Props of `LibvirtHypervisor`. */
export interface LibvirtHypervisorProps extends FeatureProps {
  /**
   * What happens to running guests when the host goes down.
   * @default LibvirtOnShutdown.SHUTDOWN (NixOS itself has SUSPEND)
   */
  readonly onShutdown?: LibvirtOnShutdown;
  /**
   * What happens at boot to guests that were running.
   * @default - what NixOS sets (START)
   */
  readonly onBoot?: LibvirtOnBoot;
  /**
   * How many guests are shut down at the same time; 0 for one after the other.
   * @default - what NixOS sets (0)
   */
  readonly parallelShutdown?: number;
  /**
   * How many seconds a guest may take to shut down with the host.
   * @default - what NixOS sets (300)
   */
  readonly shutdownTimeoutSeconds?: number;
  /**
   * QEMU: an attribute path in `pkgs`, such as `qemu_kvm`, which knows the host's architecture alone, or an Expr.
   * @default - what NixOS sets (`qemu`)
   */
  readonly qemuPackage?: string | Expr;
  /**
   * Run QEMU as root, in place of the user `qemu-libvirtd`.
   * @default - what NixOS sets (true)
   */
  readonly runAsRoot?: boolean;
  /**
   * Install virt-manager, and dconf, where it keeps its settings.
   * @default false
   */
  readonly virtManager?: boolean;
  /**
   * Who made the host's processor: PCI pass-through and nested guests depend on it.
   * @default - what the host's `hardware` says
   */
  readonly cpu?: CpuVendor;
  /**
   * Memory in MiB that guests must leave to the host, for the check of what
   * they are promised. ZFS takes much for its cache.
   * @default 1024
   */
  readonly reservedMemoryMib?: number;
  /**
   * Have NixVirt manage every guest (and every network, where the estate has
   * one) of the host. Guests and networks that the estate does not describe
   * are then destroyed and deleted. x86_64 alone.
   * @default false
   */
  readonly manageAll?: boolean;
}

/**
 * libvirt on a host, with what its guests need of it. Guests and networks
 * make it when they are first; make it yourself, before them, to set its
 * props. One a host.
 *
 * @example
 * import { Host, LibvirtHypervisor, LibvirtOnShutdown } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Before the guests: they take the one that is there.
 * new LibvirtHypervisor(laddie, 'libvirt', { reservedMemoryMib: 8192, onShutdown: LibvirtOnShutdown.SHUTDOWN });
 */
export class LibvirtHypervisor extends Feature {
  /** Whether `construct` is a LibvirtHypervisor. */
  public static isLibvirtHypervisor(construct: any): construct is LibvirtHypervisor {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The hypervisor of a host; made where there is none.
   *
   * @param host the machine that it runs on
   */
  public static of(host: Host): LibvirtHypervisor {
    return LibvirtHypervisor.find(host) ?? new LibvirtHypervisor(host, 'libvirt');
  }

  /**
   * The hypervisor of a host; undefined where there is none.
   *
   * @param host the machine that it runs on
   */
  public static find(host: Host): LibvirtHypervisor | undefined {
    return (host as { [SLOT]?: LibvirtHypervisor })[SLOT];
  }

  /** The host. */
  public readonly machine: Host;
  /** Whether NixVirt manages every guest of the host. */
  public readonly manageAll: boolean;
  /** Who made the host's processor, where it was told. */
  public readonly cpu?: CpuVendor;
  /** @internal */
  public readonly _props: LibvirtHypervisorProps;
  /** @internal */
  public readonly _guests: { guest: LibvirtGuest; definition: Expr }[] = [];
  /** @internal */
  public readonly _networks: { network: LibvirtNetwork; definition: Expr }[] = [];

  /**
   * @throws `LIBVIRT_ON_WSL` where the host cannot run virtual machines; `LIBVIRT_TWICE` where it has libvirt already;
   * `LIBVIRT_MANAGE_ALL` on another platform than x86_64-linux; `LIBVIRT_NUMBER` for what is no whole number from 0
   */
  constructor(scope: Construct, id: string, props: LibvirtHypervisorProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this.machine = Host.of(this);
    this.manageAll = props.manageAll ?? false;
    this.cpu = props.cpu ?? this.machine.cpu;
    this.checkHost();
    this.checkNumbers();
    Object.defineProperty(this.machine, SLOT, { value: this });
    if (this.manageAll) {
      this.importModule(FlakeInput.wellKnown(this, WellKnownInput.NIXVIRT).nixosModule());
    }
    this.module._supply(() => hypervisorOptions(this));
  }

  /** The guests of the host, in the order they were made. */
  public get guests(): LibvirtGuest[] {
    return this._guests.map(({ guest }) => guest);
  }

  /** The networks of the host, in the order they were made. */
  public get networks(): LibvirtNetwork[] {
    return this._networks.map(({ network }) => network);
  }

  /** @internal */
  public _addGuest(guest: LibvirtGuest, definition: Expr): void {
    this._guests.push({ guest, definition });
  }

  /** @internal */
  public _addNetwork(network: LibvirtNetwork, definition: Expr): void {
    this._networks.push({ network, definition });
  }

  private checkHost(): void {
    const { machine } = this;
    if (!machine.canBoot) {
      this._refuse(
        'LIBVIRT_ON_WSL',
        `${machine.systemName} cannot run virtual machines`,
        'put its guests on another host',
        undefined,
        'it boots no kernel of its own, so it has neither KVM nor its modules',
      );
    }
    const before = LibvirtHypervisor.find(machine);
    if (before) {
      throw new CosmoError({
        code: 'LIBVIRT_TWICE',
        message: `${machine.systemName} has libvirt already, at ${before.node.path}`,
        why: 'guests and networks make it when they are first',
        mend: 'make the LibvirtHypervisor before them, and once',
        construct: this,
      });
    }
    if (this.manageAll && machine.platform !== 'x86_64-linux') {
      this._refuse(
        'LIBVIRT_MANAGE_ALL',
        `NixVirt's module is for x86_64-linux, and the host is ${machine.platform}`,
        'leave manageAll out',
        'manageAll',
      );
    }
  }

  private checkNumbers(): void {
    const { parallelShutdown, shutdownTimeoutSeconds, reservedMemoryMib } = this._props;
    for (const [key, value] of Object.entries({ parallelShutdown, shutdownTimeoutSeconds, reservedMemoryMib })) {
      if (value === undefined || (Number.isInteger(value) && value >= 0)) continue;
      this._refuse('LIBVIRT_NUMBER', `${value} is no whole number from 0`, 'give one', key);
    }
  }
}

const SLOT = Symbol('cosmo-nix.libvirt');
const BRAND = Symbol.for('cosmo-nix.LibvirtHypervisor');
