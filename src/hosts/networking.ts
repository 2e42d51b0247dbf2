import { InterfaceProps } from './network-interface';

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
  BALANCE_RR = 'balance-rr',
  ACTIVE_BACKUP = 'active-backup',
  BALANCE_XOR = 'balance-xor',
  BROADCAST = 'broadcast',
  LACP = '802.3ad',
  BALANCE_TLB = 'balance-tlb',
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
