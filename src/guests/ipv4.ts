import { isIPv4 } from 'net';

/** An IPv4 network. */
export interface Ipv4Network {
  /** The network's own address, as a number. */
  readonly base: number;
  /** Length of the prefix. */
  readonly prefix: number;
  /** The netmask, as text. */
  readonly netmask: string;
  /** The broadcast address, as a number. */
  readonly last: number;
}

/** An IPv4 address as a number; undefined where it is none. */
export function parseIpv4(text: string): number | undefined {
  if (!isIPv4(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A number as an IPv4 address. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** `192.168.50.0/24`; undefined where it is no network, or has bits behind its prefix. */
export function parseIpv4Network(text: string): Ipv4Network | undefined {
  const [address, length, ...rest] = text.split('/');
  const base = parseIpv4(address!);
  if (base === undefined || rest.length > 0 || !/^\d{1,2}$/.test(length ?? '')) return undefined;
  const prefix = Number(length);
  const size = 2 ** (32 - prefix);
  if (prefix > 32 || base % size !== 0) return undefined;
  return { base, prefix, netmask: formatIpv4(2 ** 32 - size), last: base + size - 1 };
}

/** Whether an address is a host's in the network: neither its own nor the broadcast address. */
export function isHostOf(network: Ipv4Network, address: number): boolean {
  return address > network.base && address < network.last;
}
