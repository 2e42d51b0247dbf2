import { Protocol } from '../app';

/** A port of the host that leads into a container. */
export interface ContainerPortForward {
  /** The port on the host. */
  readonly hostPort: number;
  /**
   * The port in the container.
   * @default - the same
   */
  readonly containerPort?: number;
  /**
   * What the port speaks.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** How a container is on the network. */
export interface ContainerNetworkingProps {
  /**
   * Give it a network of its own: a virtual cable to the host, a bridge, or
   * interfaces. Else it is on the network of the host, and its ports are the host's.
   * @default true
   */
  readonly privateNetwork?: boolean;
  /**
   * The IPv4 subnet that the two ends of the virtual cable are taken from:
   * the host gets its first address, containers the next ones, in the order they are made.
   * @default - a /24 of its own from the pool of the host's `ContainerNetwork`, found by the container's name
   */
  readonly subnet?: string;
  /**
   * The IPv6 subnet, in the same way, such as `fd00:233:1::/64`.
   * @default - no IPv6
   */
  readonly subnet6?: string;
  /**
   * The host's end of the virtual cable, without a prefix length. Needs `localAddress`.
   * @default - from `subnet`
   */
  readonly hostAddress?: string;
  /**
   * The container's address: without a prefix length, with `hostBridge` with one (`192.168.1.50/24`).
   * @default - from `subnet`; none with `hostBridge`
   */
  readonly localAddress?: string;
  /**
   * The host's end of the virtual cable in IPv6. Needs `localAddress6`.
   * @default - from `subnet6`
   */
  readonly hostAddress6?: string;
  /**
   * The container's IPv6 address, with a prefix length only with `hostBridge`.
   * @default - from `subnet6`
   */
  readonly localAddress6?: string;
  /**
   * A bridge of the host that the container is plugged into, so that it is a machine of that network.
   * @default - none: a cable to the host alone
   */
  readonly hostBridge?: string;
  /**
   * The router of the bridged network.
   * @default - none, or what DHCP says
   */
  readonly gateway?: string;
  /**
   * Ask for an address by DHCP, on the bridge, the macvlans and the interfaces.
   * @default - true with `macvlans`, and with `hostBridge` where no address is given
   */
  readonly dhcp?: boolean;
  /**
   * The MAC address of the container's end. Needs NixOS 25.05 or newer.
   * @default - made by systemd from the container's name
   */
  readonly macAddress?: string;
  /**
   * Interfaces of the host on which the container gets a macvlan `mv-NAME`.
   * The host itself cannot be reached through it.
   * @default - none
   */
  readonly macvlans?: string[];
  /**
   * Interfaces of the host that are given to the container and gone from the host meanwhile.
   * @default - none
   */
  readonly interfaces?: string[];
  /**
   * Ports of the host that lead into the container. They are opened in the container's firewall too.
   * @default - none
   */
  readonly forwardPorts?: ContainerPortForward[];
  /**
   * Let it reach beyond the host: the host translates its addresses.
   * @default - true where it has a virtual cable to the host
   */
  readonly nat?: boolean;
  /**
   * DNS servers.
   * @default - those that systemd-resolved falls back to, or what DHCP says
   */
  readonly nameservers?: string[];
  /**
   * TCP ports to open in the container's firewall, beside those of `forwardPorts` and `endpoint()`.
   * @default - none
   */
  readonly allowedTcpPorts?: number[];
  /**
   * UDP ports to open in the container's firewall, beside those of `forwardPorts` and `endpoint()`.
   * @default - none
   */
  readonly allowedUdpPorts?: number[];
}
