import { Construct, IConstruct } from 'constructs';
import { CosmoError, Derive, Endpoint, Feature, FlakeOutput, SharedModule, TextFile } from '../app';
import { Host } from '../hosts';
import { Expr } from '../nix';
import { DomainSpec } from './domain-spec';
import { domainXml } from './domain-xml';
import { readExtraXml } from './extra-xml';
import { claimGuest } from './guest-claims';
import { LibvirtFirmware } from './guest-enums';
import { LibvirtGuestProps } from './guest-props';
import { guestRefusal } from './guest-refusals';
import { isoLink, memoryOf, resolveDisks, resolveInterfaces, vcpusOf } from './guest-resolve';
import { guestService, NewImage } from './guest-service';
import { baseGuest, makeGuestHost } from './guest-system';
import { LibvirtHypervisor } from './hypervisor';
import { ENROLLED_FIRMWARE } from './hypervisor-options';
import { shellWord } from '../app/shell';

/**
 * A virtual machine of libvirt. One object gives its definition, what its
 * host needs for it, and, with `host`, the NixOS system inside it with its
 * image.
 *
 * The host defines it by a service of its own, which touches no other guest.
 * A rebuild renews the definition; a guest that runs goes on as it is until
 * it is started the next time, unless `restartOnChange` is set. A guest that
 * is taken out of the estate stays on the host as it is; `virsh undefine`
 * ends it.
 *
 * @example
 * import { Host, LibvirtDisk, LibvirtGuest, LibvirtInterface, NixModule } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const forge = new LibvirtGuest(laddie, 'forge', {
 *   memoryGib: 8,
 *   vcpus: 4,
 *   disks: [LibvirtDisk.image({ sizeGib: 60, fromGuestImage: true })],
 *   interfaces: [LibvirtInterface.bridge('br0')],
 *   host: { stateVersion: '25.11', allowNoLogin: true },
 * });
 * new NixModule(forge.host, 'forgejo', { options: { services: { forgejo: { enable: true } } } });
 * forge.host.firewall.allowTcp(3000);
 */
export class LibvirtGuest extends Feature {
  /** Whether `construct` is a LibvirtGuest. */
  public static isLibvirtGuest(construct: any): construct is LibvirtGuest {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The module that every NixOS guest of the estate imports, exported as
   * `nixosModules.base-guest`: what stands below it goes into all of them.
   */
  public static baseModule(scope: IConstruct): SharedModule {
    return baseGuest(scope);
  }

  /** The domain's name in libvirt. */
  public readonly guestName: string;
  /** The domain's UUID. */
  public readonly uuid: string;
  /** The machine it runs on. */
  public readonly machine: Host;
  /** libvirt on that machine. */
  public readonly hypervisor: LibvirtHypervisor;
  /** Memory in MiB. */
  public readonly memoryMib: number;
  /** Virtual processors. */
  public readonly vcpus: number;
  /** Whether it starts with its host. */
  public readonly autostart: boolean;
  /** @internal */
  public readonly _props: LibvirtGuestProps;
  /** @internal */
  public readonly _spec: DomainSpec;
  /** @internal files that the host links below `/etc`, for the definition to name. */
  public readonly _etcFiles: [string, Expr][] = [];
  private readonly inside?: Host;

  /**
   * @throws `GUEST_NAME`, `GUEST_UUID`, `GUEST_MEMORY`, `GUEST_BALLOON`, `GUEST_HUGEPAGES`, `GUEST_VCPUS`,
   * `GUEST_TOPOLOGY`, `GUEST_PINS`, `GUEST_CPU`, `GUEST_NESTED`, `GUEST_ARCHITECTURE`, `GUEST_MACHINE`,
   * `GUEST_FIRMWARE`, `GUEST_SECURE_BOOT`, `GUEST_DISK`, `GUEST_IMAGE`, `GUEST_IO_THREADS`, `GUEST_BOOT_ORDER`,
   * `GUEST_INTERFACE`, `GUEST_SHARE`, `GUEST_PCI`, `GUEST_USB`, `GUEST_GRAPHICS`, `GUEST_VSOCK`, `GUEST_TIMEOUT` for
   * props that libvirt or QEMU cannot do, or that contradict one another; `GUEST_XML`, `GUEST_XML_PATH`,
   * `GUEST_XML_SECRET`, `XML_CHARACTER` for XML of your own; `GUEST_NETWORK_ELSEWHERE` for a network of another host
   */
  constructor(scope: Construct, id: string, props: LibvirtGuestProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this.machine = Host.of(this);
    this.guestName = props.guestName ?? id;
    this.uuid = (props.uuid ?? Derive.uuid(this)).toLowerCase();
    const platform =
      props.host?.platform ?? (props.architecture ? `${props.architecture}-linux` : this.machine.platform);
    const architecture = platform.replace(/-linux$/, '');
    const { machine, guestName: name, uuid } = this;
    const refusal = guestRefusal(props, { name, uuid, architecture, machine });
    if (refusal) throw new CosmoError({ ...refusal, construct: this });
    this.memoryMib = memoryOf(props)!;
    this.vcpus = vcpusOf(props);
    this.autostart = props.autostart ?? true;
    this.hypervisor = LibvirtHypervisor.of(machine);
    this._spec = {
      props,
      name,
      uuid,
      architecture,
      kvm: machine.platform === platform,
      memoryMib: this.memoryMib,
      vcpus: this.vcpus,
      disks: resolveDisks(name, architecture === 'x86_64', props),
      interfaces: resolveInterfaces(this, props),
      enrolledFirmware: ENROLLED_FIRMWARE,
      extra: this.extraXml(),
    };
    this.linkIsos();
    this.reserveAddresses();
    claimGuest(this);
    if (props.host) this.inside = makeGuestHost(this, props.host, platform);
    this.defineOnHost();
    if (props.host && (props.image ?? true)) {
      new FlakeOutput(this, 'image', { path: ['packages', platform, `${name}-image`], value: this.image });
    }
  }

  /** Whether the estate describes the guest's system. */
  public get hasHost(): boolean {
    return this.inside !== undefined;
  }

  /**
   * The guest's own NixOS system.
   * @throws `GUEST_NO_HOST` where the estate does not describe it
   */
  public get host(): Host {
    return (
      this.inside ??
      this._refuse(
        'GUEST_NO_HOST',
        `the estate does not describe the system of ${this.guestName}`,
        'give host: { stateVersion: … }',
        'host',
      )
    );
  }

  /**
   * The image of the guest's system: a derivation that holds a qcow2 file,
   * with an EFI partition for UEFI. See `system.build.images` of NixOS.
   * @throws `GUEST_NO_HOST` where the estate does not describe the guest's system
   */
  public get image(): Expr {
    const variant = this._props.firmware === LibvirtFirmware.BIOS ? 'qemu' : 'qemu-efi';
    return this.host.configRef.attr('config', 'system', 'build', 'images', variant);
  }

  /**
   * The MAC address of an interface.
   * @param index its place among `interfaces`; 0 unless given
   * @throws `GUEST_NO_INTERFACE` where there is no such interface
   */
  public macAddress(index: number = 0): string {
    const found = this._spec.interfaces[index];
    return (
      found?.mac ??
      this._refuse('GUEST_NO_INTERFACE', `${this.guestName} has no interface ${index}`, 'count from 0', 'interfaces')
    );
  }

  /**
   * The first static address: of its interfaces, or of its own system.
   * @throws `GUEST_NO_ADDRESS` where it has none
   */
  public get address(): string {
    const own = this._spec.interfaces
      .map((each) => each.interface._props.address)
      .find((address) => address !== undefined);
    return own ?? this.inside?.address ?? this.noAddress();
  }

  /**
   * Where a service of the guest can be reached.
   * @param port the number of the port that it listens on, from 1 to 65535
   * @throws `GUEST_NO_ADDRESS` where the guest has no static address; `ENDPOINT_PORT` where the port is none
   */
  public endpoint(port: number): Endpoint {
    return Endpoint._servedBy(this, { host: this.address, port });
  }

  private noAddress(): never {
    return this._refuse(
      'GUEST_NO_ADDRESS',
      `${this.guestName} has no static address`,
      "give one of its interfaces an address: LibvirtInterface.macvtap('enp4s0', { address: '192.168.1.20' })",
      'interfaces',
    );
  }

  private extraXml(): DomainSpec['extra'] {
    const found = readExtraXml(this._props.extraXml ?? {});
    if (Array.isArray(found)) return found;
    throw new CosmoError({ ...found, construct: this });
  }

  private linkIsos(): void {
    (this._props.disks ?? []).forEach((disk, i) => {
      if (disk._kind !== 'cdrom' || !Expr.isExpr(disk._source)) return;
      this._etcFiles.push([isoLink(this.guestName, this._spec.disks[i]!.target), disk._source]);
    });
  }

  private reserveAddresses(): void {
    for (const { interface: each, mac } of this._spec.interfaces) {
      const { address } = each._props;
      if (!each._network) continue;
      if (each._network.machine !== this.machine) {
        this._refuse(
          'GUEST_NETWORK_ELSEWHERE',
          `the network ${each._source} is one of ${each._network.machine.systemName}, and the guest runs on ${this.machine.systemName}`,
          'use a network of the same host',
          'interfaces',
        );
      }
      if (address !== undefined) each._network._addGuest(this, { macAddress: mac, address, name: this.guestName });
    }
  }

  private defineOnHost(): void {
    const { _props: props, hypervisor, autostart } = this;
    const definition = new TextFile(this, 'definition', { fileName: `${this.guestName}.xml` });
    definition._supply(() => domainXml(this._spec));
    hypervisor._addGuest(this, definition.file);
    const networks = this._spec.interfaces.flatMap(({ interface: each }) =>
      each._network ? [each._network._unit] : [],
    );
    const service = guestService({
      name: this.guestName,
      uuid: this.uuid,
      unit: hypervisor.manageAll ? `libvirt-images-${this.guestName}` : `libvirt-guest-${this.guestName}`,
      definition: definition.file,
      images: this.newImages(),
      autostart,
      startWhenNew: props.startWhenNew ?? autostart,
      restartOnChange: props.restartOnChange ?? false,
      shutdownTimeoutSeconds: props.shutdownTimeoutSeconds ?? 120,
      networks: [...new Set(networks)],
      imagesOnly: hypervisor.manageAll,
    });
    this.module.addOptions(service ?? {});
  }

  private newImages(): NewImage[] {
    return (this._props.disks ?? []).flatMap((disk, i) => {
      if (!disk._create) return [];
      const { path, format } = this._spec.disks[i]!;
      return [
        {
          path: path!,
          format,
          sizeMib: disk._sizeMib,
          from: this.imageSource(disk._props.from, disk._props.fromGuestImage),
        },
      ];
    });
  }

  private imageSource(from: any, ownImage: boolean | undefined): (string | Expr)[] | undefined {
    if (ownImage) return [this.image, '/*.qcow2'];
    if (from === undefined) return undefined;
    return [Expr.isExpr(from) ? from : shellWord(from)];
  }
}

const BRAND = Symbol.for('cosmo-nix.LibvirtGuest');
