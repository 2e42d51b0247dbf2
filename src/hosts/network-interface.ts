import { checkInterfaceName, checkIp, checkMac, parseStaticAddress, StaticAddress } from './addresses';
import { Refuse } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

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

/** @internal an interface, checked. */
export interface NetworkInterface {
  readonly name: string;
  readonly props: InterfaceProps;
  readonly statics: readonly StaticAddress[];
  /** Whether it asks for an IPv4 address by DHCP. */
  readonly dhcp: boolean;
}

/** @internal check an interface. */
export function networkInterface(name: string, props: InterfaceProps, refuse: Refuse): NetworkInterface {
  const at = `networking.interfaces.${name}`;
  checkInterfaceName(name, at, refuse);
  const statics = (props.addresses ?? []).map((text, i) => parseStaticAddress(text, `${at}.addresses[${i}]`, refuse));
  if (props.gateway !== undefined) checkIp(props.gateway, `${at}.gateway`, refuse, 4);
  if (props.gateway6 !== undefined) checkIp(props.gateway6, `${at}.gateway6`, refuse, 6);
  props.nameservers?.forEach((server, i) => checkIp(server, `${at}.nameservers[${i}]`, refuse));
  if (props.macAddress !== undefined) checkMac(props.macAddress, `${at}.macAddress`, refuse);
  checkInteger(refuse, props.mtu, `${at}.mtu`, 68, 65536);
  for (const key of ['gateway', 'gateway6'] as const) {
    if (props[key] !== undefined && statics.some((one) => one.address === props[key])) {
      refuse(
        'NETWORK_GATEWAY_SELF',
        `${props[key]} is the host itself, and cannot be its router`,
        "give the router's address",
        `${at}.${key}`,
      );
    }
  }
  return { name, props, statics, dhcp: props.dhcp ?? statics.length === 0 };
}
