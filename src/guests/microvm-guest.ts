import { Construct } from 'constructs';
import {
  ClaimKind,
  Claims,
  CosmoError,
  Endpoint,
  Feature,
  FlakeInput,
  FlakeOutput,
  NixModule,
  Protocol,
  WellKnownInput,
} from '../app';
import { BootLoader, Host, HostProps, NetworkBackend, NetworkingProps } from '../hosts';
import { Expr, Nix } from '../nix';
import { guestHostProps } from './guest-system';
import { MicrovmForwardFrom } from './microvm-enums';
import { MicrovmHost } from './microvm-host';
import { microvmOptions } from './microvm-options';
import { MicrovmGuestProps, MicrovmPortForward } from './microvm-props';
import { microvmRefusal } from './microvm-refusals';
import { InterfaceOf, interfacesOf, microvmMemory, sharesOf } from './microvm-spec';
import { formatPciAddress, parsePciAddress } from './passthrough';

/**
 * A small NixOS virtual machine by microvm.nix: it starts in a second, its
 * root is in memory, and it uses the host's `/nix/store`. One object gives
 * its system, what its machine needs for it, and a program that runs it
 * anywhere.
 *
 * @example
 * import { Host, MicrovmGuest, MicrovmInterface, NixModule } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const web = new MicrovmGuest(laddie, 'web', {
 *   memoryMib: 1024,
 *   interfaces: [MicrovmInterface.tap({ bridge: 'br0', addresses: ['192.168.1.20/24'], gateway: '192.168.1.1' })],
 *   volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
 *   host: { stateVersion: '25.11', allowNoLogin: true },
 * });
 * new NixModule(web.host, 'nginx', { options: { services: { nginx: { enable: true } } } });
 * web.host.firewall.allowTcp(80);
 */
export class MicrovmGuest extends Feature {
  /** Whether `construct` is a MicrovmGuest. */
  public static isMicrovmGuest(construct: any): construct is MicrovmGuest {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** Its name. */
  public readonly guestName: string;
  /** The machine it runs on. */
  public readonly machine: Host;
  /** Its own NixOS system: what is made below it belongs to the guest. */
  public readonly host: Host;
  /** Memory in MiB. */
  public readonly memoryMib: number;
  /** Virtual processors. */
  public readonly vcpus: number;
  /** Whether it starts with its machine. */
  public readonly autostart: boolean;
  /** @internal */
  public readonly _props: MicrovmGuestProps;

  /**
   * @throws `MICROVM_NAME`, `MICROVM_MEMORY`, `MICROVM_VCPUS`, `MICROVM_BALLOON`, `MICROVM_INTERFACE`,
   * `MICROVM_INTERFACE_TWICE`, `MICROVM_NETWORK_TWICE`, `MICROVM_FORWARD`, `MICROVM_VOLUME`, `MICROVM_VOLUME_TWICE`,
   * `MICROVM_SHARE`, `MICROVM_SHARE_TWICE`, `MICROVM_MOUNT_POINT`, `MICROVM_CREDENTIAL`, `MICROVM_DEVICE`,
   * `MICROVM_VSOCK`, `PORT_OUT_OF_RANGE` for props that have another form, or contradict one another;
   * `MICROVM_PLATFORM`, `MICROVM_CANNOT`, `MICROVM_BOOT_LOADER` for what microvm.nix or the hypervisor cannot do;
   * `MICROVM_MOUNT_TWICE` where two volumes or shares are mounted at one place
   */
  constructor(scope: Construct, id: string, props: MicrovmGuestProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this.machine = Host.of(this);
    const microvms = MicrovmHost.of(this.machine);
    this.guestName = props.guestName ?? id;
    this.memoryMib = microvmMemory(props);
    this.vcpus = props.vcpus ?? 1;
    this.autostart = props.autostart ?? true;
    const refusal = microvmRefusal(this);
    if (refusal) throw new CosmoError({ ...refusal, construct: this });
    microvms._addGuest(this);
    this.host = this.makeHost();
    this.claim();
    this.defineOnMachine();
    if (props.runner ?? true) {
      new FlakeOutput(this, 'runner', {
        path: ['packages', this.host.platform, `${this.guestName}-runner`],
        value: this.runner,
      });
    }
  }

  /** A program that runs the guest: a derivation with `bin/microvm-run`. */
  public get runner(): Expr {
    return this.host.configRef.attr('config', 'microvm', 'declaredRunner');
  }

  /**
   * The MAC address of an interface.
   * @param index its place among `interfaces`; 0 unless given
   * @throws `GUEST_NO_INTERFACE` where there is no such interface.
   */
  public macAddress(index: number = 0): string {
    return (
      interfacesOf(this)[index]?.mac ??
      this._refuse('GUEST_NO_INTERFACE', `${this.guestName} has no interface ${index}`, 'count from 0', 'interfaces')
    );
  }

  /**
   * The first static address of its system.
   * @throws `HOST_NO_ADDRESS` where it has none.
   */
  public get address(): string {
    return this.host.address;
  }

  /**
   * Where a service of the guest can be reached: at its static address; for
   * a forwarded port, at the port of its machine; else by its name.
   * @param port that the service listens on in the guest
   * @param protocol the protocol that is spoken there
   */
  public endpoint(port: number, protocol: Protocol = Protocol.TCP): Endpoint {
    const forward = this.entries().find(
      (each) => (each.guestPort ?? each.hostPort) === port && (each.protocol ?? Protocol.TCP) === protocol,
    );
    if (forward && this.host.addresses.length === 0) return this.machine.endpoint(forward.hostPort, protocol);
    return this.host.endpoint(port, protocol);
  }

  /** @internal the bridges of its machine that QEMU's helper puts it on. */
  public get _bridges(): string[] {
    return (this._props.interfaces ?? []).filter((each) => each._kind === 'bridge').map((each) => each._source!);
  }

  /** What is forwarded into the guest. */
  private entries(): MicrovmPortForward[] {
    return (this._props.forwardPorts ?? []).filter(({ from }) => from !== MicrovmForwardFrom.GUEST);
  }

  private makeHost(): Host {
    const { host: given } = this._props;
    const host = new Host(this, 'host', {
      ...guestHostProps(this, given, given.platform ?? this.machine.platform),
      boot: { ...given.boot, loader: BootLoader.none() },
      networking: this.networking(given),
    });
    host.importModule(FlakeInput.wellKnown(this, WellKnownInput.MICROVM).nixosModule('microvm'));
    const module = new NixModule(host, 'microvm', { description: `What the microvm ${this.guestName} is made of` });
    module._supply(() => microvmOptions(this));
    for (const { guestPort, hostPort, protocol } of this.entries()) {
      const port = guestPort ?? hostPort;
      if (protocol === Protocol.UDP) host.firewall.allowUdp(port);
      else host.firewall.allowTcp(port);
    }
    const claims = Claims.of(module);
    for (const { mountPoint } of [...(this._props.volumes ?? []), ...sharesOf(this._props).map(({ share }) => share)]) {
      if (mountPoint !== undefined) claimMount(module, claims, mountPoint);
    }
    return host;
  }

  /** networkd, with the interfaces by their MAC addresses where the guest's host does not say them. */
  private networking(given: HostProps): NetworkingProps {
    const base = { backend: NetworkBackend.NETWORKD, ...given.networking };
    const own = interfacesOf(this);
    if (given.networking?.interfaces !== undefined || own.length === 0) return base;
    if (base.backend !== NetworkBackend.NETWORKD) return base;
    const entry = ({ id, mac, interface: { _props: props } }: InterfaceOf) => {
      const { addresses, gateway, nameservers } = props;
      return [id, { macAddress: mac, addresses, gateway, nameservers }];
    };
    return { ...base, interfaces: Object.fromEntries(own.map(entry)) };
  }

  private defineOnMachine(): void {
    const { guestName, host, _props: props } = this;
    const credentials = Object.entries(props.credentialFiles ?? {}).map(([name, { path }]) => [name, path]);
    this.module.addOptions({
      microvm: {
        vms: {
          [guestName]: {
            // The guest makes its own package set, as it does where it is built alone.
            pkgs: null,
            specialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
            config: Expr._outputFile(host.folder),
            ...(credentials.length > 0
              ? // The files are the machine's: what names them is read in its configuration.
                { extraModules: [{ microvm: { credentialFiles: Object.fromEntries(credentials) } }] }
              : {}),
            ...(this.autostart ? {} : { autostart: false }),
            ...(props.restartIfChanged === false ? { restartIfChanged: false } : {}),
          },
        },
      },
    });
    const taps = interfacesOf(this).filter(({ interface: { _kind, _source } }) => _kind === 'tap' && _source);
    if (taps.length === 0 || this.machine.networkBackend !== NetworkBackend.NETWORKD) return;
    const networks = taps.map(({ id, interface: { _source } }) => [
      `20-${id}`,
      { matchConfig: { Name: id }, networkConfig: { Bridge: _source }, linkConfig: { RequiredForOnline: 'no' } },
    ]);
    this.module.addOptions({ systemd: { network: { networks: Object.fromEntries(networks) } } });
  }

  private claim(): void {
    const { _props: props, guestName } = this;
    const claims = Claims.of(this);
    const within = this.machine.node.path;
    claims.add({ kind: ClaimKind.OTHER, what: 'microvm', value: guestName, within, keyPath: 'guestName' });
    const byHost =
      props.host.networking?.interfaces === undefined && this.host.networkBackend === NetworkBackend.NETWORKD;
    interfacesOf(this).forEach(({ id, mac, interface: { _kind: kind } }, index) => {
      const keyPath = `interfaces[${index}]`;
      // Where the guest's system finds its interfaces by their addresses, that claims them.
      if (!byHost) claims.add({ kind: ClaimKind.MAC_ADDRESS, value: mac, keyPath });
      if (kind !== 'tap' && kind !== 'macvtap') return;
      claims.add({ kind: ClaimKind.OTHER, what: 'network interface', value: id, within, keyPath });
    });
    (props.volumes ?? []).forEach(({ image }, index) => {
      const value = image.startsWith('/') ? image : `${guestName}/${image}`;
      claims.add({ kind: ClaimKind.OTHER, what: 'disk of a guest', value, within, keyPath: `volumes[${index}].image` });
    });
    if (props.vsockCid !== undefined) {
      claims.add({ kind: ClaimKind.VSOCK_ID, value: String(props.vsockCid), keyPath: 'vsockCid' });
    }
    for (const { hostPort, hostAddress, protocol } of this.entries()) {
      const options = { address: hostAddress, purpose: `forwarded to ${guestName}` };
      if (protocol === Protocol.UDP) claims.udpPort(hostPort, options);
      else claims.tcpPort(hostPort, options);
    }
    // Guests that are started by hand may take turns with a device.
    if (!this.autostart) return;
    (props.pciDevices ?? []).forEach((address, index) => {
      const value = formatPciAddress(parsePciAddress(address)!);
      claims.add({ kind: ClaimKind.OTHER, what: 'PCI device', value, within, keyPath: `pciDevices[${index}]` });
    });
    (props.usbDevices ?? []).forEach((device, index) => {
      const value = device.toLowerCase();
      claims.add({ kind: ClaimKind.OTHER, what: 'USB device', value, within, keyPath: `usbDevices[${index}]` });
    });
  }
}

function claimMount(module: NixModule, claims: Claims, value: string): void {
  if (claims._entries.some(({ claim }) => claim.value === value)) {
    throw new CosmoError({
      code: 'MICROVM_MOUNT_TWICE',
      message: `two volumes or shares are mounted at ${value}`,
      mend: 'give one of them another place',
      construct: module,
    });
  }
  claims.add({ kind: ClaimKind.MOUNT_POINT, value });
}

const BRAND = Symbol.for('cosmo-nix.MicrovmGuest');
