import { isIP } from 'net';

/** An address as a number. */
export interface IpAddress {
  /** 4 or 6. */
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address with a prefix length, such as `10.1.2.3/24`. */
export interface IpPrefix extends IpAddress {
  /** Length of the prefix in bits. */
  readonly prefix: number;
  /** The first address of the network. */
  readonly network: bigint;
}

/** The address that a text is; undefined where it is none. */
export function parseAddress(text: string): IpAddress | undefined {
  switch (isIP(text)) {
    case 4:
      return { family: 4, value: text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
    case 6: {
      if (text.includes('%')) return undefined;
      // The URL parser brings every spelling into the shortest one, in hexadecimal throughout.
      const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
      const left = head === '' ? [] : head.split(':');
      const right = tail === undefined || tail === '' ? [] : tail.split(':');
      const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
      return { family: 6, value: groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n) };
    }
    default:
      return undefined;
  }
}

/** An address with a prefix length; undefined where a text is none. */
export function parsePrefix(text: string): IpPrefix | undefined {
  const [, address, length] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (!parsed) return undefined;
  const prefix = Number(length);
  const bits = parsed.family === 4 ? 32 : 128;
  if (prefix > bits) return undefined;
  const size = 2n ** BigInt(bits - prefix);
  return { ...parsed, prefix, network: parsed.value - (parsed.value % size) };
}

/** An address in its usual spelling. */
export function formatAddress({ family, value }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value / 2n ** shift) % 256n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value / 65536n ** BigInt(7 - index)) % 65536n).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/** An address in its usual spelling, so that the same one reads the same; what is no address, as it is. */
export function canonicalAddress(text: string): string {
  const address = parseAddress(text);
  return address ? formatAddress(address) : text;
}

/** A network in its usual spelling: its first address and the prefix length. */
export function formatNetwork({ family, network, prefix }: IpPrefix): string {
  return `${formatAddress({ family, value: network })}/${prefix}`;
}

/** How many addresses a network has. */
export function sizeOf({ family, prefix }: IpPrefix): bigint {
  return 2n ** BigInt((family === 4 ? 32 : 128) - prefix);
}

/** Whether an address lies in a network. */
export function contains(network: IpPrefix, address: IpAddress): boolean {
  return (
    network.family === address.family &&
    address.value >= network.network &&
    address.value < network.network + sizeOf(network)
  );
}

/** Whether nobody but the machine itself reaches an address. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
