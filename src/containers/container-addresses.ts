import { Cable, ContainerNetwork } from './container-network';
import { ContainerNetworkingProps } from './container-network-props';
import { contains, formatAddress, IpPrefix, parseAddress, parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';

/** The addresses of a container. */
export interface ContainerAddresses {
  readonly hostAddress?: string;
  /** With a prefix length on a bridge. */
  readonly localAddress?: string;
  readonly hostAddress6?: string;
  readonly localAddress6?: string;
}

/** Props that only mean something where the container has a network of its own. */
const PRIVATE_ONLY = [
  'subnet',
  'subnet6',
  'hostAddress',
  'localAddress',
  'hostAddress6',
  'localAddress6',
  'hostBridge',
  'gateway',
  'macAddress',
  'macvlans',
  'interfaces',
  'forwardPorts',
  'nat',
  'dhcp',
  'nameservers',
  'allowedTcpPorts',
  'allowedUdpPorts',
] as const;

/** Refuse props that contradict one another, before anything is allocated. */
export function checkNetworking(props: ContainerNetworkingProps, refuse: Refuse): void {
  if (props.privateNetwork === false) {
    for (const name of PRIVATE_ONLY) {
      if (props[name] === undefined) continue;
      refuse(
        'CONTAINER_NOT_PRIVATE',
        `${name} is given, but the container is on the network of its host`,
        `leave out privateNetwork: false, or leave out ${name}`,
        name,
        'without a network of its own NixOS ignores it',
      );
    }
  }
  const { hostBridge } = props;
  if (hostBridge !== undefined) {
    for (const name of ['hostAddress', 'hostAddress6', 'subnet', 'subnet6'] as const) {
      if (props[name] === undefined) continue;
      refuse(
        'CONTAINER_BRIDGE_AND_CABLE',
        `${name} is given, but the container is plugged into the bridge ${hostBridge}`,
        `leave out ${name}: on a bridge the container has an address of that network (localAddress: '192.168.1.50/24')`,
        name,
        'the bridge wins and the host has no address on a cable of its own',
      );
    }
  } else if (props.gateway !== undefined) {
    refuse(
      'CONTAINER_GATEWAY',
      'a gateway is given without a bridge',
      'leave it out: the host is the gateway',
      'gateway',
    );
  }
  for (const [name, values] of Object.entries({
    hostBridge: hostBridge === undefined ? [] : [hostBridge],
    macvlans: props.macvlans ?? [],
    interfaces: props.interfaces ?? [],
  })) {
    for (const value of values) {
      if (/^[^\s/:]{1,15}$/.test(value)) continue;
      refuse(
        'CONTAINER_INTERFACE',
        `"${value}" cannot be a network interface`,
        'give its name, at most 15 characters',
        name,
      );
    }
  }
  if (props.macAddress !== undefined && !/^([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/.test(props.macAddress)) {
    refuse(
      'CONTAINER_MAC_ADDRESS',
      `"${props.macAddress}" is no MAC address`,
      "give six pairs of hexadecimal digits: '52:54:00:12:34:56'",
      'macAddress',
    );
  }
  for (const [name, addresses] of Object.entries({
    nameservers: props.nameservers ?? [],
    gateway: props.gateway === undefined ? [] : [props.gateway],
  })) {
    for (const address of addresses) {
      if (!parseAddress(address)) {
        refuse('CONTAINER_ADDRESS', `"${address}" is no IP address`, 'give an address without a prefix length', name);
      }
    }
  }
}

/** The addresses of a container: given ones, or from a subnet. */
export function addressesOf(
  name: string,
  props: ContainerNetworkingProps,
  network: ContainerNetwork,
  refuse: Refuse,
): ContainerAddresses {
  if (props.privateNetwork === false) return {};
  if (props.hostBridge !== undefined) {
    return {
      localAddress: props.localAddress && bridged(props.localAddress, 4, 'localAddress', refuse),
      localAddress6: props.localAddress6 && bridged(props.localAddress6, 6, 'localAddress6', refuse),
    };
  }
  const otherwise = (props.macvlans ?? []).length > 0 || (props.interfaces ?? []).length > 0;
  const given = [props.subnet6, props.hostAddress, props.localAddress, props.hostAddress6, props.localAddress6];
  const implicit = !otherwise && given.every((value) => value === undefined);
  const v4 = cable(4, props.subnet ?? (implicit ? network._subnetFor(name) : undefined), props, network, refuse);
  const v6 = cable(6, props.subnet6, props, network, refuse);
  return { hostAddress: v4?.host, localAddress: v4?.local, hostAddress6: v6?.host, localAddress6: v6?.local };
}

function cable(
  family: 4 | 6,
  subnet: string | undefined,
  props: ContainerNetworkingProps,
  network: ContainerNetwork,
  refuse: Refuse,
): Cable | undefined {
  const suffix = family === 4 ? '' : '6';
  const [hostName, localName, subnetName] = [`hostAddress${suffix}`, `localAddress${suffix}`, `subnet${suffix}`];
  const [host, local] =
    family === 4 ? [props.hostAddress, props.localAddress] : [props.hostAddress6, props.localAddress6];
  const range = subnet === undefined ? undefined : checkedSubnet(subnet, family, subnetName, refuse);
  if (host !== undefined) {
    if (local === undefined || range) {
      refuse(
        'CONTAINER_ADDRESS_PAIR',
        range ? `${hostName} and ${subnetName} are both given` : `${hostName} is given without ${localName}`,
        `give ${hostName} and ${localName}, or ${subnetName}, or nothing`,
        hostName,
      );
    }
    return { host: plain(host, family, hostName, refuse), local: plain(local, family, localName, refuse) };
  }
  if (local !== undefined) {
    const address = plain(local, family, localName, refuse);
    if (!range) {
      return refuse(
        'CONTAINER_ADDRESS_PAIR',
        `${localName} is given without ${hostName}`,
        `give ${hostName} too, or ${subnetName}`,
        localName,
      );
    }
    const parsed = parseAddress(address)!;
    if (!contains(range, parsed) || parsed.value <= range.network + 1n) {
      refuse(
        'CONTAINER_ADDRESS_OUTSIDE',
        `${localName} ${address} is no address for a container in ${subnet}`,
        "give one of the subnet after its first, which is the host's",
        localName,
      );
    }
    return network._cable(range, parsed.value);
  }
  if (!range) return undefined;
  return (
    network._nextCable(range) ??
    refuse(
      'CONTAINER_SUBNET_FULL',
      `the subnet ${subnet} has no address left`,
      'give a larger or another one',
      subnetName,
    )
  );
}

function checkedSubnet(subnet: string, family: 4 | 6, keyPath: string, refuse: Refuse): IpPrefix {
  const range = parsePrefix(subnet);
  const longest = family === 4 ? 30 : 126;
  if (!range || range.family !== family || range.value !== range.network || range.prefix > longest) {
    const example = family === 4 ? '10.233.1.0/24' : 'fd00:233:1::/64';
    refuse(
      'CONTAINER_SUBNET',
      `"${subnet}" is no IPv${family} subnet for containers`,
      `give its first address and a prefix length of at most ${longest}: '${example}'`,
      keyPath,
    );
  }
  return range!;
}

/** An address of a cable, where the netmask is /32 or /128 by itself. */
function plain(address: string, family: 4 | 6, keyPath: string, refuse: Refuse): string {
  if (address.includes('/')) {
    refuse(
      'CONTAINER_ADDRESS_PREFIX',
      `${keyPath} ${address} has a prefix length`,
      `give ${address.split('/')[0]} alone, or plug the container into a bridge (hostBridge)`,
      keyPath,
      'a cable to the host has two ends; routes lead to each by itself',
    );
  }
  const parsed = parseAddress(address);
  if (parsed?.family !== family) {
    refuse('CONTAINER_ADDRESS', `"${address}" is no IPv${family} address`, 'correct it', keyPath);
  }
  return formatAddress(parsed!);
}

/** An address on a bridge, where the network's prefix length belongs to it. */
function bridged(address: string, family: 4 | 6, keyPath: string, refuse: Refuse): string {
  if (!address.includes('/')) {
    refuse(
      'CONTAINER_ADDRESS_PREFIX',
      `${keyPath} ${address} has no prefix length`,
      `give that of the bridged network: '${address}/${family === 4 ? 24 : 64}'`,
      keyPath,
      'without it the container reaches no other machine of the network',
    );
  }
  const parsed = parsePrefix(address);
  if (parsed?.family !== family) {
    refuse('CONTAINER_ADDRESS', `"${address}" is no IPv${family} address with a prefix length`, 'correct it', keyPath);
  }
  return `${formatAddress(parsed!)}/${parsed!.prefix}`;
}
