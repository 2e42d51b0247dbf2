/** A network interface of a host. */
export interface InterfaceProps {
  /**
   * Static addresses with their prefix: `192.168.1.10/24`, `fd00::10/64`.
   * @default - none
   */
  readonly addresses?: string[];
  /**
   * Ask for an address by DHCP.
   * @default true where there is no static address
   */
  readonly dhcp?: boolean;
  /**
   * The IPv4 router of the default route.
   * @default - none, or what DHCP says
   */
  readonly gateway?: string;
  /**
   * The IPv6 router of the default route.
   * @default - none, or what router advertisements say
   */
  readonly gateway6?: string;
  /**
   * DNS servers on this interface.
   * @default - those of the host, or what DHCP says
   */
  readonly nameservers?: string[];
  /**
   * The hardware address: the interface is found by it in place of its name. For networkd.
   * @default - found by its name
   */
  readonly macAddress?: string;
  /**
   * Largest packet in bytes.
   * @default - the driver's
   */
  readonly mtu?: number;
  /**
   * Wake the machine by a magic packet.
   * @default false
   */
  readonly wakeOnLan?: boolean;
  /**
   * Whether the host counts as online without it. For networkd.
   * @default true
   */
  readonly requiredForOnline?: boolean;
}
