import { Construct } from 'constructs';
import { CosmoError, Feature, FeatureProps, FlakeInput, WellKnownInput } from '../app';
import { Host } from '../hosts';
import { LibvirtHypervisor } from './hypervisor';
import { iommu } from './hypervisor-options';
import type { MicrovmGuest } from './microvm-guest';

/** Props of `MicrovmHost`. */
export interface MicrovmHostProps extends FeatureProps {
  /**
   * How many seconds a guest may take to start and to stop.
   * @default - what microvm.nix sets (150)
   */
  readonly startupTimeoutSeconds?: number;
  /**
   * Where the guests' volumes and state are.
   * @default - what microvm.nix sets (`/var/lib/microvms`)
   */
  readonly stateDir?: string;
  /**
   * Memory in MiB that guests must leave to the host, for the check of what they are promised. Where the host has
   * a `LibvirtHypervisor`, that one says it.
   * @default 1024
   */
  readonly reservedMemoryMib?: number;
}

/**
 * microvm.nix on a machine. Guests make it when they are first; make it
 * yourself, before them, to set its props. One a host.
 *
 * @example
 * import { Host, MicrovmHost } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Before the guests: they take the one that is there.
 * new MicrovmHost(laddie, 'microvm', { stateDir: '/srv/microvms', reservedMemoryMib: 4096 });
 */
export class MicrovmHost extends Feature {
  /** Whether `construct` is a MicrovmHost. */
  public static isMicrovmHost(construct: any): construct is MicrovmHost {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * That of a host; made where there is none.
   *
   * @param host the machine that it runs on
   */
  public static of(host: Host): MicrovmHost {
    return MicrovmHost.find(host) ?? new MicrovmHost(host, 'microvms');
  }

  /**
   * That of a host; undefined where there is none.
   *
   * @param host the machine that it runs on
   */
  public static find(host: Host): MicrovmHost | undefined {
    return (host as { [SLOT]?: MicrovmHost })[SLOT];
  }

  /** The machine. */
  public readonly machine: Host;
  /** @internal */
  public readonly _props: MicrovmHostProps;
  private readonly list: MicrovmGuest[] = [];

  /** @throws `MICROVM_ON_WSL`, `MICROVM_TWICE`, `MICROVM_NUMBER`, `MICROVM_STATE_DIR` */
  constructor(scope: Construct, id: string, props: MicrovmHostProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this.machine = Host.of(this);
    this.checkHost();
    Object.defineProperty(this.machine, SLOT, { value: this });
    this.importModule(FlakeInput.wellKnown(this, WellKnownInput.MICROVM).nixosModule('host'));
    this.module._supply(() => this.definitions());
  }

  /** The microvms of the host, in the order they were made. */
  public get guests(): MicrovmGuest[] {
    return [...this.list];
  }

  /** @internal */
  public _addGuest(guest: MicrovmGuest): void {
    this.list.push(guest);
  }

  private definitions(): Record<string, any> | undefined {
    const { startupTimeoutSeconds, stateDir } = this._props;
    const pci = this.list.some((guest) => (guest._props.pciDevices ?? []).length > 0);
    const usb = [...new Set(this.list.flatMap((guest) => guest._props.usbDevices ?? []).map((id) => id.toLowerCase()))];
    const rules = usb.map((id) => {
      const [vendor, product] = id.split(':');
      return `SUBSYSTEM=="usb", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", GROUP="kvm"\n`;
    });
    // libvirtd says which bridges QEMU's helper may use; microvm.nix alone would allow all.
    const bridges = LibvirtHypervisor.find(this.machine)
      ? this.list.flatMap((guest) => guest._bridges).filter((name, i, all) => all.indexOf(name) === i)
      : [];
    const microvm = {
      ...(startupTimeoutSeconds !== undefined ? { host: { startupTimeout: startupTimeoutSeconds } } : {}),
      ...(stateDir !== undefined ? { stateDir } : {}),
    };
    const options = {
      ...(pci ? { boot: { kernelParams: iommu(this.machine.cpu) } } : {}),
      ...(Object.keys(microvm).length > 0 ? { microvm } : {}),
      ...(rules.length > 0 ? { services: { udev: { extraRules: rules.join('') } } } : {}),
      ...(bridges.length > 0 ? { virtualisation: { libvirtd: { allowedBridges: ['virbr0', ...bridges] } } } : {}),
    };
    return Object.keys(options).length > 0 ? options : undefined;
  }

  private checkHost(): void {
    const { machine, _props: props } = this;
    if (!machine.canBoot) {
      this._refuse(
        'MICROVM_ON_WSL',
        `${machine.systemName} cannot run virtual machines`,
        'put its guests on another host',
        undefined,
        'it boots no kernel of its own, so it has neither KVM nor its modules',
      );
    }
    const before = MicrovmHost.find(machine);
    if (before) {
      throw new CosmoError({
        code: 'MICROVM_TWICE',
        message: `${machine.systemName} runs microvms already, by ${before.node.path}`,
        why: 'guests make it when they are first',
        mend: 'make the MicrovmHost before them, and once',
        construct: this,
      });
    }
    const { startupTimeoutSeconds, reservedMemoryMib, stateDir } = props;
    for (const [key, value] of Object.entries({ startupTimeoutSeconds, reservedMemoryMib })) {
      if (value === undefined || (Number.isInteger(value) && value >= (key === 'reservedMemoryMib' ? 0 : 1))) continue;
      this._refuse('MICROVM_NUMBER', `${value} cannot be ${key}`, 'give a whole number', key);
    }
    if (stateDir !== undefined && !/^(\/[A-Za-z0-9_.-]+)+$/.test(stateDir)) {
      this._refuse('MICROVM_STATE_DIR', `"${stateDir}" is no folder`, 'give an absolute path', 'stateDir');
    }
  }
}

const SLOT = Symbol('cosmo-nix.microvms');
const BRAND = Symbol.for('cosmo-nix.MicrovmHost');
