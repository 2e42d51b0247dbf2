import { IConstruct } from 'constructs';
import { ClaimKind, Claims } from '../app';
import { Nix } from '../nix';
import { checkInterfaceName, checkIp } from './addresses';
import { checkAddressesOnce, checkBackend, checkForBackend, checkMembers } from './network-checks';
import { InterfaceProps, networkInterface, NetworkInterface } from './network-interface';
import { networkdOptions } from './networkd';
import { networkManagerOptions } from './networkmanager';
import { compact, listed } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkInteger, checkOneOf } from '../app/value-checks';

/** What sets the network up. */
export enum NetworkBackend {
  /** NetworkManager. */
  NETWORK_MANAGER = 'networkmanager',
  /** systemd-networkd. */
  NETWORKD = 'systemd-networkd',
  /** Nothing that Cosmo writes: NixOS's own scripts, or something outside such as Windows. */
  NONE = 'none',
}

/** A VLAN on top of another interface. For networkd. */
export interface VlanProps {
  /** The interface that carries it. */
  readonly parent: string;
  /** The VLAN's number, from 1 to 4094. */
  readonly vlanId: number;
}

/** A bridge. For networkd. */
export interface BridgeProps {
  /** The interfaces in it. May be empty for guests alone. */
  readonly members: string[];
  /**
   * Run the spanning tree protocol.
   * @default false
   */
  readonly stp?: boolean;
}

/** How a bond shares its load. */
export enum BondMode {
  /** Packets by turns on all links. */
  BALANCE_RR = 'balance-rr',
  /** One link at a time; another takes over when it fails. */
  ACTIVE_BACKUP = 'active-backup',
  /** The link follows from the addresses. */
  BALANCE_XOR = 'balance-xor',
  /** Every packet on every link. */
  BROADCAST = 'broadcast',
  /** Links are bundled with the switch, which must know it (802.3ad). */
  LACP = '802.3ad',
  /** What goes out is shared by load; no switch need know. */
  BALANCE_TLB = 'balance-tlb',
  /** As `BALANCE_TLB`, and what comes in too, by ARP. */
  BALANCE_ALB = 'balance-alb',
}

/** Several interfaces as one. For networkd. */
export interface BondProps {
  /** The interfaces in it. */
  readonly members: string[];
  /**
   * How the load is shared.
   * @default BondMode.ACTIVE_BACKUP
   */
  readonly mode?: BondMode;
}

/** Settings of NetworkManager. */
export interface NetworkManagerProps {
  /**
   * Who answers names: `default`, `dnsmasq`, `systemd-resolved` or `none`.
   * @default - what NixOS sets (`default`)
   */
  readonly dns?: string;
  /**
   * Interfaces that it leaves alone, as its match specifications: `interface-name:ve-*`.
   * @default - none
   */
  readonly unmanaged?: string[];
  /**
   * Let wireless cards save power.
   * @default - the driver's choice
   */
  readonly wifiPowersave?: boolean;
}

/** The network of a host. */
export interface NetworkingProps {
  /**
   * What sets the network up. One of them alone: mixing is refused.
   * @default NetworkBackend.NETWORK_MANAGER
   */
  readonly backend?: NetworkBackend;
  /**
   * Network interfaces by name: their addresses and gateways. An interface
   * that is not named here is left to the backend, which asks for an address by DHCP.
   * @default - none
   */
  readonly interfaces?: Record<string, InterfaceProps>;
  /**
   * VLANs by the name of their interface. For networkd.
   * @default - none
   */
  readonly vlans?: Record<string, VlanProps>;
  /**
   * Bridges by name. For networkd.
   * @default - none
   */
  readonly bridges?: Record<string, BridgeProps>;
  /**
   * Bonds by name. For networkd.
   * @default - none
   */
  readonly bonds?: Record<string, BondProps>;
  /**
   * Ask for addresses by DHCP on every interface that nothing else is said about.
   * With NetworkManager it is only a default that NetworkManager's own module
   * replaces, as in a generated `hardware-configuration.nix`.
   * @default - true with networkd and no interfaces; else what NixOS sets
   */
  readonly useDhcp?: boolean;
  /**
   * DNS servers for all interfaces.
   * @default - what DHCP says
   */
  readonly nameservers?: string[];
  /**
   * The domain of the host's name.
   * @default - none
   */
  readonly domain?: string;
  /**
   * Domains in which short names are looked up.
   * @default - what DHCP says
   */
  readonly searchDomains?: string[];
  /**
   * Lines of `/etc/hosts`: names by address.
   * @default - none
   */
  readonly extraHosts?: Record<string, string[]>;
  /**
   * Use IPv6.
   * @default true
   */
  readonly ipv6?: boolean;
  /**
   * Resolve names through systemd-resolved.
   * @default - what NixOS sets: with networkd alone
   */
  readonly resolved?: boolean;
  /**
   * Settings of NetworkManager.
   * @default - none
   */
  readonly networkManager?: NetworkManagerProps;
  /**
   * Count the host as online as soon as one interface is. For networkd.
   * @default false: all of them
   */
  readonly onlineWithAnyInterface?: boolean;
}

/** @internal the network of a host, checked. */
export interface Network {
  readonly props: NetworkingProps;
  readonly backend: NetworkBackend;
  readonly interfaces: readonly NetworkInterface[];
}

const LABEL = /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

/** @internal check the network and take it apart. */
export function network(props: NetworkingProps, refuse: Refuse): Network {
  const backend = props.backend ?? NetworkBackend.NETWORK_MANAGER;
  checkBackend(props, backend, refuse);
  const interfaces = Object.entries(props.interfaces ?? {}).map(([name, one]) => networkInterface(name, one, refuse));
  checkAddressesOnce(interfaces, refuse);
  for (const one of interfaces) checkForBackend(one, backend, refuse);
  for (const [name, vlan] of Object.entries(props.vlans ?? {})) {
    checkInterfaceName(name, `networking.vlans.${name}`, refuse);
    checkInteger(refuse, vlan.vlanId, `networking.vlans.${name}.vlanId`, 1, 4094);
    checkInterfaceName(vlan.parent, `networking.vlans.${name}.parent`, refuse);
  }
  checkMembers(props, interfaces, refuse);
  props.nameservers?.forEach((server, i) => checkIp(server, `networking.nameservers[${i}]`, refuse));
  for (const address of Object.keys(props.extraHosts ?? {})) checkIp(address, 'networking.extraHosts', refuse);
  for (const domain of [...(props.domain === undefined ? [] : [props.domain]), ...(props.searchDomains ?? [])]) {
    if (domain.split('.').every((label) => LABEL.test(label))) continue;
    const key = domain === props.domain ? 'domain' : 'searchDomains';
    refuse('DOMAIN', `"${domain}" is no domain`, "give one such as 'home.arpa'", `networking.${key}`);
  }
  checkOneOf(
    refuse,
    props.networkManager?.dns,
    ['default', 'dnsmasq', 'systemd-resolved', 'none'],
    'networking.networkManager.dns',
  );
  return { props, backend, interfaces };
}

/** @internal claim the addresses of a host's interfaces. */
export function claimNetwork(host: IConstruct, net: Network): void {
  const claims = Claims.of(host);
  for (const { name, statics, props } of net.interfaces) {
    const at = `networking.interfaces.${name}`;
    for (const { address } of statics) {
      claims.add({ kind: ClaimKind.IP_ADDRESS, value: address, purpose: name, keyPath: `${at}.addresses` });
    }
    if (props.macAddress !== undefined) {
      claims.add({ kind: ClaimKind.MAC_ADDRESS, value: props.macAddress, purpose: name, keyPath: `${at}.macAddress` });
    }
  }
}

/** @internal the options of the network, without the names of the host. */
export function networkingOptions(net: Network): Record<string, any> {
  const { props, backend } = net;
  const common = compact({
    networking: {
      domain: props.domain,
      search: listed(props.searchDomains),
      nameservers: listed(props.nameservers),
      hosts: props.extraHosts,
      enableIPv6: props.ipv6 === false ? false : undefined,
      useDHCP: useDhcp(net),
    },
    services: { resolved: { enable: props.resolved } },
  });
  if (backend === NetworkBackend.NETWORK_MANAGER) return withNetworking(common, networkManagerOptions(net));
  if (backend === NetworkBackend.NETWORKD) return withNetworking(common, networkdOptions(net));
  return common;
}

function withNetworking(common: Record<string, any>, backend: Record<string, any>): Record<string, any> {
  return { ...common, ...backend, networking: { ...common.networking, ...backend.networking } };
}

function useDhcp({ props, backend, interfaces }: Network): any {
  if (backend === NetworkBackend.NETWORKD) {
    const named = interfaces.length > 0 || props.bridges || props.bonds || props.vlans;
    return props.useDhcp ?? (named ? false : undefined);
  }
  // NetworkManager's module sets it to false; a default gives way to that.
  return backend === NetworkBackend.NETWORK_MANAGER && props.useDhcp ? Nix.mkDefault(true) : props.useDhcp;
}
