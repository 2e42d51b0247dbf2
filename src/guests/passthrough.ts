import { LibvirtShare } from './guest-devices';

/** The parts of a PCI address, in hexadecimal digits. */
export interface PciAddress {
  readonly domain: string;
  readonly bus: string;
  readonly slot: string;
  readonly func: string;
}

/** `0000:01:00.0` or `01:00.0` by its parts; undefined where it is none. */
export function parsePciAddress(text: string): PciAddress | undefined {
  const match = /^(?:([0-9a-f]{4}):)?([0-9a-f]{2}):([01][0-9a-f])\.([0-7])$/i.exec(text);
  if (!match) return undefined;
  const [domain, bus, slot, func] = match.slice(1).map((part) => part?.toLowerCase());
  return { domain: domain ?? '0000', bus: bus!, slot: slot!, func: func! };
}

/** A PCI address as the kernel writes it. */
export function formatPciAddress({ domain, bus, slot, func }: PciAddress): string {
  return `${domain}:${bus}:${slot}.${func}`;
}

/** Whether a text is `vendor:device`, four hexadecimal digits each. */
export function isDeviceId(text: string): boolean {
  return /^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(text);
}

/** The name that a guest mounts a share by. */
export function shareTag(share: LibvirtShare): string {
  return (
    share.tag ??
    share.source
      .split('/')
      .filter((name) => name !== '')
      .pop() ??
    ''
  );
}
