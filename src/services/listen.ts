import { isIP } from 'net';
import { System } from '../app';
import { Refuse } from '../app/refuse';
import { Host } from '../hosts';
import { ListenProps } from './listen-props';
import { isLoopback } from '../app/ip';

/** Where a service listens, worked out. */
export interface Listen {
  /** Without brackets; empty for everywhere. */
  readonly addresses: readonly string[];
  readonly interfaces: readonly string[];
  /** Whether the firewall lets anybody in. */
  readonly open: boolean;
}

/** Ports to open. */
export interface Ports {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
}

/** Work out where a service listens. */
export function listen(system: System, props: ListenProps, refuse: Refuse): Listen {
  const interfaces = props.interfaces ?? [];
  (props.listenAddresses ?? []).forEach((address, i) => {
    if (isIP(address) !== 0 && !address.includes('%')) return;
    refuse(
      'LISTEN_ADDRESS',
      `"${address}" is no address to listen on`,
      "give one without a prefix length: '192.168.1.10'",
      `listenAddresses[${i}]`,
    );
  });
  interfaces.forEach((name, i) => {
    if (/^[^\s/:%]{1,15}$/.test(name)) return;
    refuse(
      'INTERFACE_NAME',
      `"${name}" cannot be the name of a network interface`,
      'give at most 15 characters, without spaces and slashes',
      `interfaces[${i}]`,
    );
  });
  if (props.openFirewall && interfaces.length > 0) {
    refuse(
      'LISTEN_OPEN_TWICE',
      'openFirewall opens every interface, and interfaces names a few',
      'leave one of the two out',
      'openFirewall',
    );
  }
  const everywhere = (props.listenAddresses ?? []).some((address) => ['0.0.0.0', '::'].includes(address));
  return {
    addresses: everywhere ? [] : (props.listenAddresses ?? staticsOf(system, interfaces) ?? []),
    interfaces,
    open: interfaces.length > 0 || (props.openFirewall ?? false),
  };
}

/** The addresses of interfaces, where all of them are known. */
function staticsOf(system: System, interfaces: readonly string[]): string[] | undefined {
  if (!Host.isHost(system) || interfaces.length === 0) return undefined;
  const found = interfaces.map((name) => system._statics.filter((each) => each.interfaceName === name));
  return found.every((each) => each.length > 0) ? found.flat().map(({ address }) => address) : undefined;
}

/** Open ports where a service listens: in the firewall of its host, or by the options that are given back. */
export function openPorts(system: System, where: Listen, { tcp, udp }: Ports): Record<string, any> {
  if (!where.open) return {};
  if (!Host.isHost(system)) {
    const ports = {
      ...(tcp.length > 0 ? { allowedTCPPorts: [...tcp] } : {}),
      ...(udp.length > 0 ? { allowedUDPPorts: [...udp] } : {}),
    };
    if (where.interfaces.length === 0) return { networking: { firewall: ports } };
    return {
      networking: { firewall: { interfaces: Object.fromEntries(where.interfaces.map((name) => [name, ports])) } },
    };
  }
  for (const at of where.interfaces.length > 0 ? where.interfaces.map((name) => ({ interface: name })) : [{}]) {
    for (const port of tcp) system.firewall.allowTcp(port, at);
    for (const port of udp) system.firewall.allowUdp(port, at);
  }
  return {};
}

/** An address as it stands before a port. */
export function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** Whether it listens on addresses that only a network brings. */
export function bound({ addresses }: Listen): boolean {
  return addresses.some((address) => !isLoopback(address));
}
