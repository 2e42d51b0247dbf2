import { Construct, IConstruct } from 'constructs';
import { ClaimKind, Claims, Derive, Feature, TextFile } from '../app';
import { contains, formatAddress, formatNetwork, IpPrefix, parseAddress, parsePrefix, sizeOf } from '../app/ip';
import { isUnicastMac } from '../app/mac';
import { Host } from '../hosts';
import { LibvirtHypervisor } from './hypervisor';

import { LibvirtDhcpHost, LibvirtNetworkMode, LibvirtNetworkProps } from './network-props';
import { networkService } from './network-service';
import { networkXml, NetworkSpec } from './network-xml';
import { UUID } from './uuid';

/**
 * A network of libvirt on a host, for guests: NAT with DHCP unless told
 * otherwise. Guests join it by `LibvirtInterface.network(…)`, and those that
 * give an address there get it by DHCP.
 *
 * The network is defined by a service of the host. One that runs is not
 * interrupted: it gets new fixed addresses at once, other changes when it is
 * started the next time.
 *
 * @example
 * import { Host, LibvirtNetwork } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const lab = new LibvirtNetwork(laddie, 'lab', { subnet: '192.168.100.0/24', domain: 'lab.home.arpa' });
 * lab.addDhcpHost({ name: 'printer', macAddress: '52:54:00:12:34:56', address: '192.168.100.30' });
 */
export class LibvirtNetwork extends Feature {
  /** Whether `construct` is a LibvirtNetwork. */
  public static isLibvirtNetwork(construct: any): construct is LibvirtNetwork {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host that has the network. */
  public readonly machine: Host;
  /** Its name in libvirt. */
  public readonly networkName: string;
  /** Its UUID. */
  public readonly uuid: string;
  /** The bridge's name on the host. */
  public readonly bridgeName: string;
  /** The host's IPv4 address in it, where it has a subnet. */
  public readonly gateway?: string;
  /** @internal the unit that defines it. */
  public readonly _unit: string;
  private readonly props: LibvirtNetworkProps;
  /** @internal */
  public readonly _mode: LibvirtNetworkMode;
  private readonly ipv4?: IpPrefix;
  private readonly hosts: LibvirtDhcpHost[] = [];
  private readonly guestHosts: LibvirtDhcpHost[] = [];

  /**
   * @throws `NETWORK_NAME`, `NETWORK_UUID`, `NETWORK_BRIDGE`, `NETWORK_MAC` for names and numbers of another form;
   * `NETWORK_SUBNET` where its mode has no such subnet, or it is none; `NETWORK_NO_DHCP` where hosts are given and no
   * addresses; `NETWORK_ADDRESS` for what does not lie in the subnet, or is given twice
   */
  constructor(scope: Construct, id: string, props: LibvirtNetworkProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.props = props;
    this.machine = Host.of(this);
    this.networkName = props.networkName ?? id;
    this._mode = props.mode ?? LibvirtNetworkMode.NAT;
    this.uuid = (props.uuid ?? Derive.uuid(this)).toLowerCase();
    this.checkNames();
    this.bridgeName = this.bridge();
    this.ipv4 = this.network();
    this.gateway = this.ipv4 && (props.gateway ?? nth(this.ipv4, 1n));
    this.checkAddresses();
    this._unit = `libvirt-network-${this.networkName}`;
    this.claim();
    for (const host of props.dhcpHosts ?? []) this.addDhcpHost(host);
    const file = new TextFile(this, 'definition', { fileName: `${this.networkName}-network.xml` });
    file._supply(() => networkXml(this.spec()));
    const hypervisor = LibvirtHypervisor.of(this.machine);
    hypervisor._addNetwork(this, file.file);
    if (!hypervisor.manageAll) {
      this.module._supply(() => networkService(this.spec(), this._unit, file.file, this.autostart));
    }
    if (this.dhcp) this.openFirewall();
  }

  /** Whether it is started with the host. */
  public get autostart(): boolean {
    return this.props.autostart ?? true;
  }

  /**
   * Give an address to a MAC address, always the same.
   * @param host the MAC address, with the address and the name that it gets
   * @throws `NETWORK_NO_DHCP` where the network gives no addresses; `NETWORK_MAC` for what is no MAC address;
   * `NETWORK_ADDRESS` where the address does not lie in the subnet, or is taken by another entry
   */
  public addDhcpHost(host: LibvirtDhcpHost): void {
    this.checkHost(host, 'address');
    if ([this.gateway, ...this.hosts.map((other) => other.address)].includes(host.address)) {
      this._refuse(
        'NETWORK_ADDRESS',
        `${host.address} is given twice in ${this.networkName}`,
        'give each machine its own; the gateway is the host',
        'dhcpHosts',
      );
    }
    this.hosts.push(host);
    Claims.of(this).add({ kind: ClaimKind.IP_ADDRESS, value: host.address, within: this.node.path });
  }

  /** @internal its IPv4 network, where it has one. */
  public get _subnet(): string | undefined {
    return this.ipv4 && formatNetwork(this.ipv4);
  }

  /** @internal the fixed addresses that it gives. */
  public get _leases(): readonly LibvirtDhcpHost[] {
    return [...this.hosts, ...this.guestHosts];
  }

  /** @internal give an address to a guest; the guest claims it. */
  public _addGuest(guest: IConstruct, host: LibvirtDhcpHost): void {
    this.checkHost(host, 'interfaces');
    Claims.of(guest).add({
      kind: ClaimKind.IP_ADDRESS,
      value: host.address,
      within: this.node.path,
      keyPath: 'interfaces',
    });
    this.guestHosts.push(host);
  }

  private checkHost(host: LibvirtDhcpHost, keyPath: string): void {
    if (!this.ipv4 || !this.dhcp) {
      this._refuse(
        'NETWORK_NO_DHCP',
        `${this.networkName} gives no addresses`,
        'give it a subnet, and leave dhcp on',
        'dhcp',
      );
    }
    this.checkAddress(host.address, keyPath);
  }

  private get dhcp(): boolean {
    return this.ipv4 !== undefined && (this.props.dhcp ?? true);
  }

  private spec(): NetworkSpec {
    const { ipv4, gateway, props } = this;
    const [address, prefix] = props.ipv6?.split('/') ?? [];
    return {
      name: this.networkName,
      uuid: this.uuid,
      mode: this._mode,
      bridge: this.bridgeName,
      mac: props.macAddress ?? Derive.mac(this),
      forwardDevice: props.forwardDevice,
      mtu: props.mtu,
      domain: props.domain,
      ipv4: ipv4 && { gateway: gateway!, netmask: netmask(ipv4) },
      ipv6: address !== undefined ? { address, prefix: prefix! } : undefined,
      dhcp:
        ipv4 && this.dhcp
          ? { start: this.dhcpStart(ipv4), end: props.dhcpEnd ?? nth(ipv4, sizeOf(ipv4) - 2n) }
          : undefined,
      hosts: [...this.hosts, ...this.guestHosts],
    };
  }

  private dhcpStart(network: IpPrefix): string {
    const second = nth(network, 2n);
    return this.props.dhcpStart ?? (this.gateway === second ? nth(network, 3n) : second);
  }

  private checkNames(): void {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(this.networkName)) {
      this._refuse(
        'NETWORK_NAME',
        `"${this.networkName}" cannot be the name of a network`,
        'use letters, digits, . _ and -',
        'networkName',
      );
    }
    if (!UUID.test(this.uuid)) {
      this._refuse('NETWORK_UUID', `"${this.uuid}" is no UUID`, 'give it as virsh net-uuid prints it', 'uuid');
    }
  }

  private bridge(): string {
    const given = this.props.bridgeName;
    if (given === undefined && this._mode === LibvirtNetworkMode.BRIDGE) {
      this._refuse(
        'NETWORK_BRIDGE',
        'a network on a bridge of the host names no bridge',
        "give bridgeName: 'br0'",
        'bridgeName',
      );
    }
    const usual = `virbr-${this.networkName}`;
    const name = given ?? (usual.length <= 15 ? usual : `virbr-${this.uuid.slice(0, 8)}`);
    if (!/^[A-Za-z0-9_.-]{1,15}$/.test(name)) {
      this._refuse(
        'NETWORK_BRIDGE',
        `"${name}" cannot be the name of a bridge`,
        'use at most 15 letters, digits, . _ and -',
        'bridgeName',
      );
    }
    return name;
  }

  private network(): IpPrefix | undefined {
    const { subnet } = this.props;
    if (subnet === undefined) {
      if ([LibvirtNetworkMode.ISOLATED, LibvirtNetworkMode.BRIDGE].includes(this._mode)) return undefined;
      this._refuse(
        'NETWORK_SUBNET',
        `a ${this._mode} network has no subnet`,
        "give subnet: '192.168.50.0/24'",
        'subnet',
      );
    }
    if (this._mode === LibvirtNetworkMode.BRIDGE) {
      this._refuse(
        'NETWORK_SUBNET',
        'the network behind a bridge of the host is not for libvirt to describe',
        'leave subnet out',
        'subnet',
      );
    }
    const parsed = parsePrefix(subnet!);
    if (!parsed || parsed.family !== 4 || parsed.value !== parsed.network || parsed.prefix < 8 || parsed.prefix > 29) {
      this._refuse(
        'NETWORK_SUBNET',
        `"${subnet}" is no IPv4 network of a fitting size`,
        'give its first address and a prefix from 8 to 29, such as 192.168.50.0/24',
        'subnet',
      );
    }
    return parsed;
  }

  private checkAddresses(): void {
    const { gateway, dhcpStart, dhcpEnd, ipv6, macAddress } = this.props;
    for (const [key, address] of Object.entries({ gateway, dhcpStart, dhcpEnd })) {
      if (address !== undefined) this.checkAddress(address, key);
    }
    if (
      dhcpStart !== undefined &&
      dhcpEnd !== undefined &&
      parseAddress(dhcpStart)!.value > parseAddress(dhcpEnd)!.value
    ) {
      this._refuse(
        'NETWORK_ADDRESS',
        `DHCP ends at ${dhcpEnd}, before it starts at ${dhcpStart}`,
        'change the two',
        'dhcpEnd',
      );
    }
    if (ipv6 !== undefined) {
      if (parsePrefix(ipv6)?.family !== 6) {
        this._refuse(
          'NETWORK_ADDRESS',
          `"${ipv6}" is no IPv6 address with a prefix`,
          'give one such as fd00:50::1/64',
          'ipv6',
        );
      }
    }
    if (macAddress !== undefined && !isUnicastMac(macAddress)) {
      this._refuse(
        'NETWORK_MAC',
        `"${macAddress}" is no MAC address of one card`,
        'give one such as 52:54:00:12:34:56',
        'macAddress',
      );
    }
  }

  private checkAddress(address: string, key: string): void {
    const parsed = parseAddress(address);
    const ends = this.ipv4 ? [this.ipv4.network, this.ipv4.network + sizeOf(this.ipv4) - 1n] : [];
    if (this.ipv4 && parsed && contains(this.ipv4, parsed) && !ends.includes(parsed.value)) return;
    this._refuse(
      'NETWORK_ADDRESS',
      `${address} is no address of a machine in ${this.props.subnet ?? 'this network, which has no subnet'}`,
      'give an IPv4 address of the subnet, neither its first nor its last',
      key,
    );
  }

  private claim(): void {
    const claims = Claims.of(this);
    const within = this.machine.node.path;
    claims.add({ kind: ClaimKind.UUID, value: this.uuid, keyPath: 'uuid' });
    claims.add({
      kind: ClaimKind.OTHER,
      what: 'libvirt network',
      value: this.networkName,
      within,
      keyPath: 'networkName',
    });
    if (this._mode !== LibvirtNetworkMode.BRIDGE) {
      claims.add({
        kind: ClaimKind.MAC_ADDRESS,
        value: this.props.macAddress ?? Derive.mac(this),
        keyPath: 'macAddress',
      });
      claims.add({
        kind: ClaimKind.OTHER,
        what: 'network interface',
        value: this.bridgeName,
        within,
        keyPath: 'bridgeName',
      });
    }
    if (this.gateway !== undefined) {
      claims.add({ kind: ClaimKind.IP_ADDRESS, value: this.gateway, within: this.node.path });
      const purpose = `DNS of the network ${this.networkName}`;
      claims.tcpPort(53, { address: this.gateway, purpose });
      claims.udpPort(53, { address: this.gateway, purpose });
    }
  }

  /** libvirt's own rules let guests through to the outside; those of NixOS would still drop what they ask the host. */
  private openFirewall(): void {
    const on = { interface: this.bridgeName };
    this.machine.firewall.allowTcp(53, on);
    this.machine.firewall.allowUdp(53, on);
    this.machine.firewall.allowUdp(67, on);
  }
}

/** An address of a network by its number. */
function nth({ family, network }: IpPrefix, index: bigint): string {
  return formatAddress({ family, value: network + index });
}

function netmask(network: IpPrefix): string {
  return formatAddress({ family: 4, value: 2n ** 32n - sizeOf(network) });
}

const BRAND = Symbol.for('cosmo-nix.LibvirtNetwork');
