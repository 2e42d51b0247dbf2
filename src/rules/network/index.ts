import { addressOfNetwork } from './address-of-network';
import { addressTakenByOption } from './address-taken-by-option';
import { bridgeMtuDiffers } from './bridge-mtu-differs';
import { defaultGatewayTwice } from './default-gateway-twice';
import { firewallInterfaceMissing } from './firewall-interface-missing';
import { gatewayNotRouting } from './gateway-not-routing';
import { hostsNameTwice } from './hosts-name-twice';
import { ipv6OffButUsed } from './ipv6-off-but-used';
import { lanAddressInDhcpRange } from './lan-address-in-dhcp-range';
import { lanAddressOutside } from './lan-address-outside';
import { lanGatewayDiffers } from './lan-gateway-differs';
import { leaseTwice } from './lease-twice';
import { nameserverUnserved } from './nameserver-unserved';
import { networkManagedTwice } from './network-managed-twice';
import { resolverTwice } from './resolver-twice';
import { subnetPrefixDiffers } from './subnet-prefix-differs';
import { subnetsOverlap } from './subnets-overlap';
import { vlanIdTwice } from './vlan-id-twice';
import type { IRule } from '../../app/rules/rule';

/** The rules about networks: addresses, subnets, ways out, and who sets them up. */
export const NETWORK_RULES: readonly IRule[] = [
  addressOfNetwork,
  addressTakenByOption,
  bridgeMtuDiffers,
  defaultGatewayTwice,
  firewallInterfaceMissing,
  gatewayNotRouting,
  hostsNameTwice,
  ipv6OffButUsed,
  lanAddressInDhcpRange,
  lanAddressOutside,
  lanGatewayDiffers,
  leaseTwice,
  nameserverUnserved,
  networkManagedTwice,
  resolverTwice,
  subnetPrefixDiffers,
  subnetsOverlap,
  vlanIdTwice,
];
