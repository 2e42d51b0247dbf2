import { Construct } from 'constructs';
import { ClaimKind, Claims, Endpoint, Feature, NixModule, NixosSystem, Protocol } from '../app';
import { listed } from '../app/compact';
import { refuser } from '../app/refuse';
import { Host } from '../hosts';
import { Expr, Nix } from '../nix';
import { seenFiles } from './bind-mounts';
import { addressesOf, checkNetworking, ContainerAddresses } from './container-addresses';
import { checkContainer } from './container-checks';
import { ContainerNetwork } from './container-network';
import { ContainerPortForward } from './container-network-props';
import { NixosContainerProps } from './container-props';
import { ContainerSystem } from './container-system';

/**
 * A container of a host (systemd-nspawn) with a NixOS of its own inside.
 * Constructs that are made below `inside` belong to it:
 *
 * Unless told otherwise it has a network of its own: a cable to the host with
 * an address at each end, name resolution, and the way to the internet.
 *
 * @example
 * import { ContainerNetwork, Host, NixModule, NixosContainer, ZfsDataset } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const photos: ZfsDataset;
 *
 * new ContainerNetwork(laddie, 'container-network', { externalInterface: 'br0' });
 * const jellyfin = new NixosContainer(laddie, 'jellyfin', {
 *   bindMounts: [{ mountPoint: '/media', hostPath: photos }],
 *   devices: ['/dev/dri/renderD128'],
 *   memoryMib: 4096,
 * });
 * new NixModule(jellyfin.inside, 'jellyfin', { options: { services: { jellyfin: { enable: true } } } });
 * const web = jellyfin.endpoint(8096).url('http');
 */
export class NixosContainer extends Feature {
  /** Whether `construct` is a NixosContainer. */
  public static isNixosContainer(construct: any): construct is NixosContainer {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** Its name. */
  public readonly containerName: string;
  /** What is inside: the scope for its modules and constructs. */
  public readonly inside: ContainerSystem;
  /** The host's end of the virtual cable; undefined where there is none. */
  public readonly hostAddress?: string;
  /** Its IPv6 address without a prefix length; undefined where it has none that is known. */
  public readonly address6?: string;
  /** @internal */
  public readonly _props: NixosContainerProps;
  private readonly local?: string;
  private readonly tcpPorts = new Set<number>();
  private readonly udpPorts = new Set<number>();

  /**
   * @throws `CONTAINER_HOST` where nothing there runs containers; `CONTAINER_NESTED` in another container;
   * `CONTAINER_STATE_VERSION` for what is no release; `CONTAINER_NAME`, `CONTAINER_NAME_TOO_LONG`, `CONTAINER_SUBNET`,
   * `CONTAINER_SUBNET_FULL`, `CONTAINER_ADDRESS`, `CONTAINER_ADDRESS_OUTSIDE`, `CONTAINER_ADDRESS_PAIR`,
   * `CONTAINER_ADDRESS_PREFIX`, `CONTAINER_GATEWAY`, `CONTAINER_MAC_ADDRESS`, `CONTAINER_INTERFACE`,
   * `CONTAINER_BRIDGE_AND_CABLE`, `CONTAINER_NOT_PRIVATE`, `CONTAINER_PORT`, `CONTAINER_PORT_TWICE`,
   * `CONTAINER_BIND_MOUNT`, `CONTAINER_BIND_MOUNT_TWICE`, `CONTAINER_BIND_MOUNT_UNMOUNTED`, `CONTAINER_TMPFS`,
   * `CONTAINER_DEVICE`, `CONTAINER_CAPABILITY`, `CONTAINER_PRIVATE_USERS`, `CONTAINER_LIMIT`, `CONTAINER_TIMEOUT`,
   * `CONTAINER_FLAG` for each value that NixOS would refuse or ignore
   */
  constructor(scope: Construct, id: string, props: NixosContainerProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const name = props.containerName ?? id;
    this.containerName = name;
    const refuse = refuser(this);
    if (!NixosSystem.isNixosSystem(this.system)) {
      refuse('CONTAINER_HOST', `${this.system.node.path} runs no containers`, 'make it below a host that runs NixOS');
    }
    if (ContainerSystem.isContainerSystem(this.system)) {
      refuse('CONTAINER_NESTED', 'a container stands in a container', 'make it beside the other one, below the host');
    }
    checkContainer(name, props, refuse);
    checkNetworking(props, refuse);
    const ownNetwork = props.privateNetwork ?? true;
    const files = seenFiles(props.bindMounts ?? [], props.devices ?? [], refuse);
    const stateVersion = this.stateVersionOf(props);
    const network = ContainerNetwork.of(this);
    const addresses = addressesOf(name, props, network, refuse);
    this.hostAddress = addresses.hostAddress;
    this.local = addresses.localAddress?.split('/')[0];
    this.address6 = addresses.localAddress6?.split('/')[0];
    this.claim(props, addresses, network);
    if (props.nat ?? (addresses.hostAddress !== undefined || addresses.hostAddress6 !== undefined)) {
      network._requireNat(addresses.hostAddress6 !== undefined);
    }

    this.inside = new ContainerSystem(this, 'inside', {
      ...packageSet(props),
      containerName: name,
      ownNetwork,
      tun: props.enableTun ?? false,
    });
    for (const mountPoint of Object.keys(files.bindMounts)) {
      Claims.of(this).add({ kind: ClaimKind.MOUNT_POINT, value: mountPoint, within: this.inside.node.path });
    }
    this.module.addOptions({
      containers: {
        [name]: {
          autoStart: (props.autoStart ?? true) ? true : undefined,
          ephemeral: props.ephemeral ? true : undefined,
          privateNetwork: ownNetwork ? true : undefined,
          hostBridge: props.hostBridge,
          hostAddress: addresses.hostAddress,
          localAddress: addresses.localAddress,
          hostAddress6: addresses.hostAddress6,
          localAddress6: addresses.localAddress6,
          localMacAddress: props.macAddress,
          macvlans: listed(props.macvlans),
          interfaces: listed(props.interfaces),
          forwardPorts: listed(props.forwardPorts?.map(forwarded)),
          bindMounts: Object.keys(files.bindMounts).length > 0 ? files.bindMounts : undefined,
          allowedDevices: listed(files.allowedDevices),
          tmpfs: listed(props.tmpfs),
          additionalCapabilities: listed(props.capabilities),
          enableTun: props.enableTun ? true : undefined,
          privateUsers: /^\d+$/.test(props.privateUsers ?? '') ? Number(props.privateUsers) : props.privateUsers,
          timeoutStartSec: props.startTimeout,
          restartIfChanged: props.restartIfChanged === false ? false : undefined,
          extraFlags: listed(props.extraFlags),
          specialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
          config: Expr._outputFile(this.inside.folder),
        },
      },
    });
    const unit = {
      ...(files.required.length > 0 ? { unitConfig: { RequiresMountsFor: files.required } } : {}),
      ...(props.memoryMib !== undefined || props.cpuPercent !== undefined
        ? {
            serviceConfig: {
              MemoryMax: props.memoryMib === undefined ? undefined : `${props.memoryMib}M`,
              CPUQuota: props.cpuPercent === undefined ? undefined : `${props.cpuPercent}%`,
            },
          }
        : {}),
    };
    if (Object.keys(unit).length > 0) {
      this.module.addOptions({ systemd: { services: { [`container@${name}`]: unit } } });
    }
    const base = new NixModule(this.inside, '$container', { description: `${this.node.path}, the container itself` });
    base.addOptions(insideOptions(props, stateVersion, ownNetwork));
    if (ownNetwork) base._supply(() => this.openPorts());
    if (props.config) new NixModule(this.inside, '$config', { options: props.config });
  }

  /**
   * The address at which the host, and whoever it routes for, reaches the
   * container: its own, or 127.0.0.1 where it is on the network of the host.
   * @throws `CONTAINER_NO_ADDRESS` where only DHCP knows it
   */
  public get address(): string {
    if (!this.inside.ownNetwork) return '127.0.0.1';
    const address = this.local ?? this.address6;
    if (address === undefined) {
      refuser(this)(
        'CONTAINER_NO_ADDRESS',
        `nobody knows the address of ${this.containerName} before it asks for one by DHCP`,
        'give it one: localAddress',
        'localAddress',
      );
    }
    return address!;
  }

  /**
   * Where a service in the container can be reached. The port is opened in the container's firewall.
   * @param port that the service listens on in the container
   * @param protocol what it speaks; TCP unless given
   * @throws `CONTAINER_NO_ADDRESS` where only DHCP knows the address
   */
  public endpoint(port: number, protocol: Protocol = Protocol.TCP): Endpoint {
    const endpoint = Endpoint._servedBy(this, { host: this.address, port, protocol });
    this.open(port, protocol);
    return endpoint;
  }

  private open(port: number, protocol: Protocol): void {
    (protocol === Protocol.UDP ? this.udpPorts : this.tcpPorts).add(port);
  }

  private openPorts(): Record<string, any> | undefined {
    const ports = (from: ReadonlySet<number>) => listed([...from].sort((a, b) => a - b));
    const [tcp, udp] = [ports(this.tcpPorts), ports(this.udpPorts)];
    if (!tcp && !udp) return undefined;
    return { networking: { firewall: { allowedTCPPorts: tcp, allowedUDPPorts: udp } } };
  }

  private stateVersionOf(props: NixosContainerProps): string {
    const version = props.stateVersion ?? (Host.isHost(this.system) ? this.system.stateVersion : undefined);
    if (typeof version === 'string' && /^\d\d\.(03|05|09|11)$/.test(version)) return version;
    return refuser(this)(
      'CONTAINER_STATE_VERSION',
      version === undefined ? 'the container has no state version' : `"${version}" is no release of NixOS`,
      "give the release it was first made with: stateVersion: '25.11'",
      'stateVersion',
    );
  }

  private claim(props: NixosContainerProps, addresses: ContainerAddresses, network: ContainerNetwork): void {
    const claims = Claims.of(this);
    const bridged = props.hostBridge !== undefined;
    claims.add({ kind: ClaimKind.CONTAINER_NAME, value: this.containerName, keyPath: 'containerName' });
    for (const [keyPath, address] of Object.entries({
      localAddress: addresses.localAddress,
      localAddress6: addresses.localAddress6,
    })) {
      if (address === undefined) continue;
      const value = address.split('/')[0]!;
      // On a bridge it is an address of that network; on a cable nobody but the host sees it.
      claims.add({ kind: ClaimKind.IP_ADDRESS, value, keyPath, ...(bridged ? {} : { within: this.system.node.path }) });
    }
    for (const address of [addresses.hostAddress, addresses.hostAddress6]) {
      if (address !== undefined) network._useHostAddress(address);
    }
    if (props.macAddress !== undefined) {
      claims.add({ kind: ClaimKind.MAC_ADDRESS, value: props.macAddress, keyPath: 'macAddress' });
    }
    for (const forward of props.forwardPorts ?? []) {
      const options = { purpose: `forwarded to the container ${this.containerName}` };
      if (forward.protocol === Protocol.UDP) claims.udpPort(forward.hostPort, options);
      else claims.tcpPort(forward.hostPort, options);
      this.open(forward.containerPort ?? forward.hostPort, forward.protocol ?? Protocol.TCP);
    }
    for (const port of props.allowedTcpPorts ?? []) this.open(port, Protocol.TCP);
    for (const port of props.allowedUdpPorts ?? []) this.open(port, Protocol.UDP);
  }
}

/** What the inside needs to work as a container. */
function insideOptions(props: NixosContainerProps, stateVersion: string, ownNetwork: boolean): Record<string, any> {
  const system = { stateVersion };
  if (!ownNetwork) return { system };
  const macvlans = (props.macvlans ?? []).map((name) => `mv-${name}`.slice(0, 15));
  const bridge = props.hostBridge !== undefined ? ['eth0'] : [];
  const dhcp = props.dhcp ?? (macvlans.length > 0 || (bridge.length > 0 && props.localAddress === undefined));
  const asking = dhcp ? [...bridge, ...macvlans, ...(props.interfaces ?? [])] : [];
  return {
    system,
    networking: {
      // The host's resolv.conf names a resolver that is not inside; resolved is.
      useHostResolvConf: Nix.mkForce(false),
      nameservers: listed(props.nameservers),
      defaultGateway: props.gateway === undefined ? undefined : { address: props.gateway, interface: 'eth0' },
      interfaces: asking.length > 0 ? Object.fromEntries(asking.map((name) => [name, { useDHCP: true }])) : undefined,
    },
    services: { resolved: { enable: true } },
  };
}

function forwarded({ hostPort, containerPort, protocol }: ContainerPortForward): Record<string, any> {
  return {
    hostPort,
    containerPort: containerPort === hostPort ? undefined : containerPort,
    protocol: protocol === Protocol.UDP ? 'udp' : undefined,
  };
}

function packageSet(props: NixosContainerProps) {
  const { allowUnfree, allowUnfreePackages, permittedInsecurePackages, overlays, nixpkgsConfig } = props;
  return { allowUnfree, allowUnfreePackages, permittedInsecurePackages, overlays, nixpkgsConfig };
}

const BRAND = Symbol.for('cosmo-nix.NixosContainer');
