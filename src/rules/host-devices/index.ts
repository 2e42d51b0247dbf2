import { containerBridgeUnknown } from './container-bridge-unknown';
import { containerInterfaceUsed } from './container-interface-used';
import { guestBridgeUnknown } from './guest-bridge-unknown';
import { guestPciUsedByHost } from './guest-pci-used-by-host';
import { macvlanOnPort } from './macvlan-on-port';
import { macvlanOnWireless } from './macvlan-on-wireless';
import type { IRule } from '../../app/rules/rule';

/** Network interfaces and devices of a host, and who uses them. */
export const HOST_DEVICE_RULES: readonly IRule[] = [
  containerBridgeUnknown,
  containerInterfaceUsed,
  guestBridgeUnknown,
  guestPciUsedByHost,
  macvlanOnPort,
  macvlanOnWireless,
];
