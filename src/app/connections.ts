import { IConstruct } from 'constructs';
import type { Endpoint, Protocol } from './endpoint';

/** What is told about a connection. */
export interface ConnectionProps {
  /**
   * What it is for, as a reader would call it: `the route of wiki.home.example`.
   * @default - the construct's path alone
   */
  readonly purpose?: string;
  /**
   * The key path of the prop that names the endpoint.
   * @default - the construct as a whole
   */
  readonly keyPath?: string;
}

/** @internal where a connection leads. An Endpoint is one. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** The host, container or guest that serves it, where that was told. */
  readonly _server?: IConstruct;
}

/** @internal a connection with the construct that makes it. */
export interface ConnectionEntry extends ConnectionProps {
  readonly user: IConstruct;
  readonly target: ConnectionTarget;
}

/**
 * The endpoints that a construct uses. Rules look whether the way there is
 * open and whether somebody serves what is asked for.
 *
 * @example
 * import { Connections, Host, NixosContainer } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const media: NixosContainer;
 *
 * // The checks look whether the way there is open, and whether somebody serves it.
 * Connections.of(laddie).add(media.endpoint(8096), { purpose: 'the films' });
 */
export class Connections {
  /** The connections of `construct`; the same object each time. */
  public static of(construct: IConstruct): Connections {
    const holder = construct as { [SLOT]?: Connections };
    return (holder[SLOT] ??= new Connections(construct));
  }

  /** @internal the connections of a construct where it has any. */
  public static _peek(construct: IConstruct): Connections | undefined {
    return (construct as { [SLOT]?: Connections })[SLOT];
  }

  /** @internal */
  public readonly _entries: ConnectionEntry[] = [];

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Say that the construct uses an endpoint, from the System that it stands in.
   *
   * @param endpoint where the service is reached that the construct uses
   */
  public add(endpoint: Endpoint, props: ConnectionProps = {}): void {
    this._add(endpoint, props);
  }

  /** @internal the same by a name or an address, as the program that connects takes it. */
  public _add(target: ConnectionTarget, props: ConnectionProps = {}): void {
    this._entries.push({ user: this.construct, target, ...props });
  }

  /** @internal the same by a URL; nothing where it is none, or names no port that is known. */
  public _addUrl(text: string, props: ConnectionProps = {}): void {
    const [, scheme, host, port] =
      /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:]+)(?::(\d+))?/.exec(text) ?? [];
    const number = port === undefined ? PORTS[scheme ?? ''] : Number(port);
    if (host === undefined || number === undefined) return;
    this._add({ host: host.replace(/^\[|\]$/g, ''), port: number, protocol: TCP }, props);
  }
}

/** The value of the enum, which is not loaded for it. */
const TCP = 'tcp' as Protocol;
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };
const SLOT = Symbol('cosmo-nix.connections');
