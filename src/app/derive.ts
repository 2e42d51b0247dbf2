import { createHash } from 'crypto';
import { IConstruct } from 'constructs';

/** The name space of the UUIDs that are derived from construct paths (RFC 9562, version 5). */
const NAMESPACE = Buffer.from('6f1b0c2e5f0e5c4d9c5a2d1f8a7be310', 'hex');

/**
 * Values that must be stable and that nobody wants to choose: each follows
 * from the construct's path, so it is the same on every machine and at every
 * run, and changes only when the construct moves. Every construct that uses
 * one lets its owner give the value instead.
 *
 * @example
 * import { Derive, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // The same on every machine and at every run, and nobody has to choose it.
 * const mac = Derive.mac(laddie, 'br0');
 * const uuid = Derive.uuid(laddie, 'backup');
 */
export class Derive {
  /**
   * A host id: 8 hexadecimal digits, as `networking.hostId` wants.
   *
   * @param construct whose path in the tree the value follows from: it stays while the path does
   */
  public static hostId(construct: IConstruct): string {
    return hash('host-id', construct.node.path, '').toString('hex').slice(0, 8);
  }

  /**
   * A MAC address in the range of KVM guests, `52:54:00:xx:xx:xx`.
   * @param construct whose path in the tree the value follows from: it stays while the path does
   * @param label tells apart several addresses of one construct.
   */
  public static mac(construct: IConstruct, label: string = ''): string {
    const [a, b, c] = hash('mac', construct.node.path, label);
    return ['52', '54', '00', ...[a!, b!, c!].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
  }

  /**
   * A UUID, version 5, of the construct's path.
   * @param construct whose path in the tree the value follows from: it stays while the path does
   * @param label tells apart several of one construct.
   */
  public static uuid(construct: IConstruct, label: string = ''): string {
    const bytes = createHash('sha1')
      .update(NAMESPACE)
      .update(label === '' ? construct.node.path : `${construct.node.path}#${label}`)
      .digest();
    bytes[6] = (bytes[6]! % 16) + 0x50;
    bytes[8] = (bytes[8]! % 64) + 0x80;
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  }

  private constructor() {}
}

function hash(kind: string, path: string, label: string): Buffer {
  return createHash('sha256').update(`${kind}\0${path}\0${label}`).digest();
}
