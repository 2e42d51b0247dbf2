import { IConstruct } from 'constructs';
import { CosmoError } from './error';
import { canonicalAddress } from './ip';

/** What kind of thing only one may have. */
export enum ClaimKind {
  /** The name of a host, one in the estate. */
  HOST_NAME = 'host name',
  /** `networking.hostId`, one in the estate. */
  HOST_ID = 'host id',
  /** A TCP port on an address of a host or container. */
  TCP_PORT = 'TCP port',
  /** A UDP port on an address of a host or container. */
  UDP_PORT = 'UDP port',
  /** An IPv4 or IPv6 address on a network. */
  IP_ADDRESS = 'IP address',
  /** A MAC address. */
  MAC_ADDRESS = 'MAC address',
  /** A UUID: of a libvirt domain or network. */
  UUID = 'UUID',
  /** A disk of a host, by its path. */
  DISK = 'disk',
  /** A mount point of a host, container or guest. */
  MOUNT_POINT = 'mount point',
  /** The name of a container on a host. */
  CONTAINER_NAME = 'container name',
  /** A vsock context id on a host. */
  VSOCK_ID = 'vsock id',
  /** Anything else; `what` names it. */
  OTHER = 'other',
}

/** "Only one may have this." */
export interface Claim {
  /** What kind of thing it is. */
  readonly kind: ClaimKind;
  /** The thing: a name, an address, a path, the number of a port. */
  readonly value: string;
  /**
   * Where it is unique: the path of a System, the name of a network. The
   * same value in two places is no conflict.
   * @default - in the whole estate
   */
  readonly within?: string;
  /**
   * What it is for, as a reader would call it: `sshd`, `the web interface`.
   * @default - the construct's path alone
   */
  readonly purpose?: string;
  /**
   * The name of the kind, for `ClaimKind.OTHER`.
   * @default - the kind's own name
   */
  readonly what?: string;
  /**
   * The key path of the prop that the owner would change.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
}

/** What a port is claimed for. */
export interface PortClaim {
  /**
   * The address that is listened on. A wildcard (`0.0.0.0`, `::`, `*`)
   * collides with every address.
   * @default "*"
   */
  readonly address?: string;
  /**
   * The path of the System (its network name space) that listens.
   * @default - the nearest System with a network of its own
   */
  readonly within?: string;
  /**
   * What listens there.
   * @default - the construct's path alone
   */
  readonly purpose?: string;
}

/** @internal a claim with the construct that made it. */
export interface ClaimEntry {
  readonly claim: Claim;
  readonly owner: IConstruct;
  readonly address?: string;
}

/**
 * The claims of one construct.
 *
 * @example
 * import { ClaimKind, Claims, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Whoever else wants one of these on this machine is told so.
 * Claims.of(laddie).tcpPort(8123, { purpose: 'the dashboard' });
 * Claims.of(laddie).add({ kind: ClaimKind.OTHER, what: 'rack slot', value: '7' });
 */
export class Claims {
  /** The claims of `construct`; the same object each time. */
  public static of(construct: IConstruct): Claims {
    const holder = construct as { [SLOT]?: Claims };
    return (holder[SLOT] ??= new Claims(construct));
  }

  /** @internal the claims of a construct where it has any. */
  public static _peek(construct: IConstruct): Claims | undefined {
    return (construct as { [SLOT]?: Claims })[SLOT];
  }

  /** @internal */
  public readonly _entries: ClaimEntry[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Claim something. Two claims of the same by one construct are one. A port is claimed on every address;
   * `tcpPort` and `udpPort` take one.
   *
   * @param claim what is claimed, and what for
   * @throws `PORT_OUT_OF_RANGE` where the value of a port is no integer from 1 to 65535.
   */
  public add(claim: Claim): void {
    if (claim.kind === ClaimKind.TCP_PORT || claim.kind === ClaimKind.UDP_PORT) this.addPort(claim, '*');
    else this._entries.push({ claim, owner: this.construct });
  }

  /**
   * Claim a TCP port.
   * @param port the number of the port, from 1 to 65535
   * @param options the address and the network name space that it is listened on in, and what listens
   * @throws where the port is no integer from 1 to 65535.
   */
  public tcpPort(port: number, options: PortClaim = {}): void {
    this.port(ClaimKind.TCP_PORT, port, options);
  }

  /**
   * Claim a UDP port.
   * @param port the number of the port, from 1 to 65535
   * @param options the address and the network name space that it is listened on in, and what listens
   * @throws where the port is no integer from 1 to 65535.
   */
  public udpPort(port: number, options: PortClaim = {}): void {
    this.port(ClaimKind.UDP_PORT, port, options);
  }

  private port(kind: ClaimKind, port: number, { within, purpose, address = '*' }: PortClaim): void {
    this.addPort({ kind, value: String(port), within, purpose }, address);
  }

  private addPort(claim: Claim, address: string): void {
    const { value, keyPath } = claim;
    // A program without types may give the number itself.
    const text = String(value);
    if (!/^[1-9][0-9]{0,4}$/.test(text) || Number(text) > 65535) {
      throw new CosmoError({
        code: 'PORT_OUT_OF_RANGE',
        message: `${text === '' ? '""' : text} is no port number`,
        mend: 'give an integer from 1 to 65535',
        construct: this.construct,
        keyPath,
      });
    }
    // It is one port, whatever `what` calls it.
    const port = { ...claim, value: text, what: undefined };
    this._entries.push({ claim: port, owner: this.construct, address: listenAddress(address) });
  }
}

/** The wildcard addresses: a listener on one of them takes the port on every address. */
const WILDCARDS = new Set(['*', '', '0.0.0.0', '::', '[::]']);

function listenAddress(given: string): string {
  const address = canonicalAddress(given);
  return WILDCARDS.has(address) ? '*' : address;
}

const SLOT = Symbol('cosmo-nix.claims');
