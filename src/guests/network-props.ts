import { FeatureProps } from '../app';

/** How a libvirt network reaches the outside. */
export enum LibvirtNetworkMode {
  /** Through the host's address. */
  NAT = 'nat',
  /** Routed by the host with the guests' own addresses; the router must know the way back. */
  ROUTED = 'route',
  /** As ROUTED, and libvirt adds no firewall rules. */
  OPEN = 'open',
  /** Not at all: guests and host alone. */
  ISOLATED = 'isolated',
  /** A bridge that the host's configuration makes. */
  BRIDGE = 'bridge',
}

/** A fixed address that a network gives. */
export interface LibvirtDhcpHost {
  /** The MAC address it is given to. */
  readonly macAddress: string;
  /** The IPv4 address. */
  readonly address: string;
  /**
   * The name it is known by in the network's DNS.
   * @default - none
   */
  readonly name?: string;
}

/** Props of `LibvirtNetwork`. */
export interface LibvirtNetworkProps extends FeatureProps {
  /**
   * The network's name in libvirt.
   * @default - the construct's id
   */
  readonly networkName?: string;
  /**
   * The network's UUID. Give the present one to take over a network that is defined already.
   * @default - derived from the construct's path
   */
  readonly uuid?: string;
  /**
   * How it reaches the outside.
   * @default LibvirtNetworkMode.NAT
   */
  readonly mode?: LibvirtNetworkMode;
  /**
   * The IPv4 network, such as `192.168.50.0/24`. Required for NAT, ROUTED and OPEN.
   * @default - none
   */
  readonly subnet?: string;
  /**
   * The host's address in it.
   * @default - the first of the subnet
   */
  readonly gateway?: string;
  /**
   * Give addresses by DHCP.
   * @default true where there is a subnet
   */
  readonly dhcp?: boolean;
  /**
   * The first address that DHCP gives.
   * @default - the second of the subnet
   */
  readonly dhcpStart?: string;
  /**
   * The last address that DHCP gives.
   * @default - the last of the subnet
   */
  readonly dhcpEnd?: string;
  /**
   * Fixed addresses, beside those of guests that have one on this network.
   * @default - none
   */
  readonly dhcpHosts?: LibvirtDhcpHost[];
  /**
   * The host's IPv6 address in it with the prefix: `fd00:50::1/64`. Guests make theirs up.
   * @default - no IPv6
   */
  readonly ipv6?: string;
  /**
   * The DNS domain of the network, answered by the host alone.
   * @default - none
   */
  readonly domain?: string;
  /**
   * The bridge's name on the host, at most 15 characters. For BRIDGE that of the host's own bridge.
   * @default - `virbr-` and the network's name
   */
  readonly bridgeName?: string;
  /**
   * The MAC address of the host's end.
   * @default - derived from the construct's path
   */
  readonly macAddress?: string;
  /**
   * The only interface of the host that traffic goes out by.
   * @default - any
   */
  readonly forwardDevice?: string;
  /**
   * Largest packet in bytes.
   * @default - 1500
   */
  readonly mtu?: number;
  /**
   * Start it with the host.
   * @default true
   */
  readonly autostart?: boolean;
}
