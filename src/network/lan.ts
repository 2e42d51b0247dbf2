import { Construct, IConstruct } from 'constructs';
import {
  contains,
  formatAddress,
  formatNetwork,
  IpAddress,
  IpPrefix,
  parseAddress,
  parsePrefix,
  sizeOf,
} from '../app/ip';
import { Refuse, refuser } from '../app/refuse';
import { checkInteger } from '../app/value-checks';
import { InterfaceProps } from '../hosts';
import { LanProps } from './lan-props';

/**
 * A network of the house. It says once what its machines share, gives them
 * their addresses by number, and has the checks hold every address of its
 * site against it.
 *
 * It is for the machines below the construct that it is made in: below the App
 * for all, below a construct that stands for a site for those of that site.
 *
 * @example
 * import { App, Host, Lan } from 'cosmo-nix';
 * declare const app: App;
 *
 * const lan = new Lan(app, 'home', { subnet: '192.168.1.0/24', gateway: '192.168.1.1', domain: 'home.arpa' });
 * new Host(app, 'nas', {
 *   stateVersion: '25.11',
 *   allowNoLogin: true,
 *   fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
 *   networking: { interfaces: { eno1: lan.interfaceAt(20) } },
 * });
 */
export class Lan extends Construct {
  /** Whether `construct` is a Lan. */
  public static isLan(construct: any): construct is Lan {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The IPv4 network, such as `192.168.1.0/24`. */
  public readonly subnet: string;
  /** The IPv6 network, where it has one. */
  public readonly subnet6?: string;
  /** The router's IPv4 address, where it is known. */
  public readonly gateway?: string;
  /** The router's IPv6 address, where it is known. */
  public readonly gateway6?: string;
  /** DNS servers of its machines. */
  public readonly nameservers: string[];
  /** The domain of its machines, where it has one. */
  public readonly domain?: string;
  /** The VLAN that it is, where it is one. */
  public readonly vlanId?: number;
  /** @internal */
  public readonly _ipv4: IpPrefix;
  /** @internal */
  public readonly _ipv6?: IpPrefix;
  /** @internal the first and last address that DHCP gives. */
  public readonly _dhcp?: readonly [IpAddress, IpAddress];
  private readonly refuse: Refuse;

  /**
   * @throws `LAN_SUBNET` for what is no network of its family; `LAN_GATEWAY`, `LAN_NAMESERVER` for what is no address,
   * and a router that lies outside; `LAN_DHCP_RANGE` where it does not lie in the subnet, ends before it starts, or has
   * the router in it; `LAN_DOMAIN` for what is no domain; `NUMBER_OUT_OF_RANGE` for what is no VLAN
   */
  constructor(scope: Construct, id: string, props: LanProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = (this.refuse = refuser(this));
    this._ipv4 = this.network(props.subnet, 4, 'subnet');
    this._ipv6 = props.subnet6 === undefined ? undefined : this.network(props.subnet6, 6, 'subnet6');
    this.subnet = formatNetwork(this._ipv4);
    this.subnet6 = this._ipv6 && formatNetwork(this._ipv6);
    this.gateway = this.router(props.gateway, 4, 'gateway', this._ipv4);
    this.gateway6 = this.router(props.gateway6, 6, 'gateway6', this._ipv6);
    this.nameservers = (props.nameservers ?? []).map((text, i) => {
      const parsed = parseAddress(text);
      if (parsed) return formatAddress(parsed);
      return refuse(
        'LAN_NAMESERVER',
        `"${text}" is no address of a server`,
        "give one: '192.168.1.1'",
        `nameservers[${i}]`,
      );
    });
    this._dhcp = this.dhcpRange(props);
    this.domain = props.domain;
    if (props.domain !== undefined && !props.domain.split('.').every((label) => LABEL.test(label))) {
      refuse('LAN_DOMAIN', `"${props.domain}" is no domain`, "give one such as 'home.arpa'", 'domain');
    }
    checkInteger(refuse, props.vlanId, 'vlanId', 1, 4094);
    this.vlanId = props.vlanId;
  }

  /**
   * An IPv4 address by its number in the network, without a prefix: 10 in `192.168.1.0/24` is `192.168.1.10`.
   * @param number of the address, counted from that of the network: 10 in `192.168.1.0/24` is `192.168.1.10`
   * @throws `LAN_ADDRESS` where the network has no such address for a machine
   */
  public address(number: number): string {
    return this.nth(this._ipv4, number);
  }

  /**
   * The same with the prefix, as an interface takes it: `192.168.1.10/24`.
   * @param number of the address, counted from that of the network: 10 in `192.168.1.0/24` is `192.168.1.10`
   * @throws `LAN_ADDRESS` where the network has no such address for a machine
   */
  public prefixed(number: number): string {
    return `${this.address(number)}/${this._ipv4.prefix}`;
  }

  /**
   * An IPv6 address by its number in the network, without a prefix.
   * @param number of the address, counted from that of the network: 10 in `192.168.1.0/24` is `192.168.1.10`
   * @throws `LAN_ADDRESS` where it has no IPv6, or no such address
   */
  public address6(number: number): string {
    if (this._ipv6) return this.nth(this._ipv6, number);
    return this.refuse('LAN_ADDRESS', `${this.node.id} has no IPv6`, "give it a subnet6: 'fd00:1::/64'", 'subnet6');
  }

  /**
   * The same with the prefix: `fd00:1::a/64`.
   * @param number of the address, counted from that of the network: 10 in `192.168.1.0/24` is `192.168.1.10`
   * @throws `LAN_ADDRESS` where it has no IPv6, or no such address
   */
  public prefixed6(number: number): string {
    return `${this.address6(number)}/${this._ipv6!.prefix}`;
  }

  /**
   * The interface of a host: its addresses by number (in IPv6 too, where the
   * network has it), the router and the DNS servers.
   * @param number of the address, counted from that of the network: 10 in `192.168.1.0/24` is `192.168.1.10`
   * @param props what else is said of it; what is given here is taken
   * @throws `LAN_ADDRESS` where the network has no such address for a machine
   */
  public interfaceAt(number: number, props: InterfaceProps = {}): InterfaceProps {
    const { gateway, gateway6, nameservers } = this;
    return {
      addresses: [this.prefixed(number), ...(this._ipv6 ? [this.prefixed6(number)] : [])],
      ...(gateway !== undefined && gateway !== this.address(number) ? { gateway } : {}),
      ...(gateway6 !== undefined && !(this._ipv6 && gateway6 === this.address6(number)) ? { gateway6 } : {}),
      ...(nameservers.length > 0 ? { nameservers: [...nameservers] } : {}),
      ...props,
    };
  }

  /**
   * Whether an address, with or without a prefix, lies in it.
   *
   * @param address an IPv4 or IPv6 address
   */
  public includes(address: string): boolean {
    const parsed = parseAddress(address.split('/')[0]!);
    return parsed !== undefined && this._networks.some((network) => contains(network, parsed));
  }

  /** @internal */
  public get _networks(): IpPrefix[] {
    return this._ipv6 ? [this._ipv4, this._ipv6] : [this._ipv4];
  }

  /** @internal whether it is for what stands there. */
  public _covers(construct: IConstruct): boolean {
    const site = this.node.scope!.node.path;
    return site === '' || `${construct.node.path}/`.startsWith(`${site}/`);
  }

  private network(text: string, family: 4 | 6, keyPath: string): IpPrefix {
    const parsed = parsePrefix(text);
    const [least, most] = family === 4 ? [8, 30] : [16, 126];
    if (
      parsed?.family === family &&
      parsed.value === parsed.network &&
      parsed.prefix >= least &&
      parsed.prefix <= most
    ) {
      return parsed;
    }
    const machine = parsed?.family === family && parsed.value !== parsed.network;
    return this.refuse(
      'LAN_SUBNET',
      machine ? `${text} is a machine in a network` : `"${text}" is no IPv${family} network for machines`,
      machine
        ? `give the network: '${formatNetwork(parsed)}'`
        : `give its first address and a prefix from ${least} to ${most}: '${family === 4 ? '192.168.1.0/24' : 'fd00:1::/64'}'`,
      keyPath,
    );
  }

  private router(text: string | undefined, family: 4 | 6, keyPath: string, network?: IpPrefix): string | undefined {
    if (text === undefined) return undefined;
    const parsed = parseAddress(text);
    if (parsed?.family !== family) {
      this.refuse('LAN_GATEWAY', `"${text}" is no IPv${family} address`, 'give one without a prefix', keyPath);
    }
    const linkLocal = family === 6 && /^fe[89ab]/i.test(text);
    if (!linkLocal && !(network && contains(network, parsed!) && isMachine(network, parsed!.value))) {
      this.refuse(
        'LAN_GATEWAY',
        `the router ${text} is no machine of ${network ? formatNetwork(network) : 'the network, which has no IPv6'}`,
        network ? 'correct the router, or the subnet' : `give the subnet too: subnet6: '…'`,
        keyPath,
        'a host reaches its router without another one',
      );
    }
    return formatAddress(parsed!);
  }

  private dhcpRange({ dhcpRange }: LanProps): readonly [IpAddress, IpAddress] | undefined {
    if (!dhcpRange) return undefined;
    const ends = (['from', 'to'] as const).map((key) => {
      const parsed = parseAddress(dhcpRange[key]);
      if (parsed && contains(this._ipv4, parsed) && isMachine(this._ipv4, parsed.value)) return parsed;
      return this.refuse(
        'LAN_DHCP_RANGE',
        `"${dhcpRange[key]}" is no address of a machine in ${this.subnet}`,
        'give one of the subnet, neither its first nor its last',
        `dhcpRange.${key}`,
      );
    });
    const [from, to] = ends as [IpAddress, IpAddress];
    if (from.value > to.value) {
      this.refuse(
        'LAN_DHCP_RANGE',
        `DHCP ends at ${dhcpRange.to}, before it starts at ${dhcpRange.from}`,
        'change the two',
        'dhcpRange',
      );
    }
    const gateway = this.gateway === undefined ? undefined : parseAddress(this.gateway)!.value;
    if (gateway !== undefined && gateway >= from.value && gateway <= to.value) {
      this.refuse(
        'LAN_DHCP_RANGE',
        `DHCP would give away the router's address ${this.gateway}`,
        'begin the range after it, or end it before',
        'dhcpRange',
      );
    }
    return [from, to];
  }

  private nth(network: IpPrefix, number: number): string {
    const { family } = network;
    const value = Number.isSafeInteger(number) && number > 0 ? network.network + BigInt(number) : network.network;
    if (isMachine(network, value) && contains(network, { family, value })) return formatAddress({ family, value });
    const most = sizeOf(network) - (family === 4 ? 2n : 1n);
    return this.refuse(
      'LAN_ADDRESS',
      `${formatNetwork(network)} has no machine number ${number}`,
      `give a whole number from 1 to ${most}`,
    );
  }
}

/** Whether it is neither the address of the network itself nor, in IPv4, that for all machines. */
function isMachine(network: IpPrefix, value: bigint): boolean {
  return value !== network.network && (network.family === 6 || value !== network.network + sizeOf(network) - 1n);
}

const LABEL = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;
const BRAND = Symbol.for('cosmo-nix.Lan');
