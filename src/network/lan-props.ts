/** The addresses from one to another, both included. */
export interface AddressRange {
  /** The first one. */
  readonly from: string;
  /** The last one. */
  readonly to: string;
}

/** Props of `Lan`. */
export interface LanProps {
  /** The IPv4 network: its first address and the length of its prefix, `192.168.1.0/24`. */
  readonly subnet: string;
  /**
   * The IPv6 network in the same way: `fd00:1::/64`.
   * @default - none
   */
  readonly subnet6?: string;
  /**
   * The router's IPv4 address.
   * @default - none that is known
   */
  readonly gateway?: string;
  /**
   * The router's IPv6 address, in the subnet or link-local.
   * @default - none, or what router advertisements say
   */
  readonly gateway6?: string;
  /**
   * DNS servers of its machines.
   * @default - none that are known
   */
  readonly nameservers?: string[];
  /**
   * The IPv4 addresses that a DHCP server gives: nothing is put there by hand.
   * @default - none that are known
   */
  readonly dhcpRange?: AddressRange;
  /**
   * The domain of its machines: `home.arpa`.
   * @default - none
   */
  readonly domain?: string;
  /**
   * The VLAN that it is, from 1 to 4094.
   * @default - none
   */
  readonly vlanId?: number;
}
