import { isIP } from 'net';
import { contains, formatAddress, IpPrefix, parseAddress, parsePrefix, sizeOf } from '../app/ip';
import { isMac } from '../app/mac';
import { Refuse } from '../app/refuse';

/** A static address, taken apart. */
export interface StaticAddress {
  /** As it was given. */
  readonly text: string;
  /** Without the prefix, in the shortest form. */
  readonly address: string;
  /** Length of the prefix in bits. */
  readonly prefix: number;
  /** 4 or 6. */
  readonly family: 4 | 6;
}

/**
 * An address with its prefix.
 * @throws (by `refuse`) where it is none.
 */
export function parseStaticAddress(text: string, keyPath: string, refuse: Refuse): StaticAddress {
  const parsed = parsePrefix(text);
  if (!parsed || parsed.prefix === 0) {
    const bare = isIP(text);
    return refuse(
      'IP_ADDRESS',
      `"${text}" is no address with a prefix`,
      bare
        ? `give the length of its network's prefix too: '${text}/${bare === 4 ? 24 : 64}'`
        : "give one such as '192.168.1.10/24'",
      keyPath,
    );
  }
  const { family, prefix } = parsed;
  if (family === 4 && prefix < 31 && isNetworkOrBroadcast(parsed)) {
    refuse(
      'IP_ADDRESS_OF_NETWORK',
      `${text} is the address of the network itself, or its broadcast address`,
      'give the address of the host in it',
      keyPath,
    );
  }
  return { text, address: formatAddress(parsed), prefix, family };
}

/** Refuse what is no plain address, of the family if one is asked for. */
export function checkIp(text: string, keyPath: string, refuse: Refuse, family?: 4 | 6): void {
  const found = isIP(text);
  if (found !== 0 && (family === undefined || found === family)) return;
  refuse(
    'IP_ADDRESS',
    `"${text}" is no ${family ? `IPv${family} ` : ''}address`,
    `give an address without a prefix, such as '${family === 6 ? 'fd00::1' : '192.168.1.1'}'`,
    keyPath,
  );
}

/** Whether a host with these addresses reaches `address` without a router. */
export function isOnLink(address: string, statics: readonly StaticAddress[]): boolean {
  if (/^fe[89ab]/i.test(address)) return true;
  const parsed = parseAddress(address);
  return parsed !== undefined && statics.some(({ text }) => contains(parsePrefix(text)!, parsed));
}

/** Refuse what Linux does not take for the name of a network interface. */
export function checkInterfaceName(name: string, keyPath: string, refuse: Refuse): void {
  if (/^[^\s/:%]{1,15}$/.test(name) && name !== '.' && name !== '..') return;
  refuse(
    'INTERFACE_NAME',
    `"${name}" cannot be the name of a network interface`,
    name.length > 15 ? `give at most 15 characters; these are ${name.length}` : 'leave out spaces and slashes',
    keyPath,
    'Linux takes 15 characters at most, none of them a space, a slash or a colon',
  );
}

/** Refuse what is no MAC address. */
export function checkMac(mac: string, keyPath: string, refuse: Refuse): void {
  if (isMac(mac)) return;
  refuse('MAC_ADDRESS', `"${mac}" is no MAC address`, "give six pairs of digits: '52:54:00:12:34:56'", keyPath);
}

function isNetworkOrBroadcast(address: IpPrefix): boolean {
  return address.value === address.network || address.value === address.network + sizeOf(address) - 1n;
}
