import { isIP } from 'net';
import { IConstruct } from 'constructs';
import { CosmoError } from './error';

/** What a port speaks. */
export enum Protocol {
  /** TCP. */
  TCP = 'tcp',
  /** UDP. */
  UDP = 'udp',
}

/** Props of `Endpoint`. */
export interface EndpointProps {
  /** The IPv4 address, IPv6 address (without brackets or prefix length) or host name to connect to. */
  readonly host: string;
  /** The port, 1 to 65535. */
  readonly port: number;
  /**
   * What the port speaks.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/**
 * Where a service can be reached: an address and a port, known when the
 * estate is synthesized, so that another host's configuration can name it.
 *
 * @example
 * import { Endpoint, ReverseProxy } from 'cosmo-nix';
 * declare const proxy: ReverseProxy;
 *
 * const printer = new Endpoint({ host: '192.168.1.5', port: 631 });
 * const status = printer.url('http', '/status'); // http://192.168.1.5:631/status
 * proxy.route('printer.home.arpa', printer);
 */
export class Endpoint {
  /** @internal an endpoint that a host, container or guest serves. */
  public static _servedBy(server: IConstruct, props: EndpointProps): Endpoint {
    const endpoint = new Endpoint(props);
    endpoint._server = server;
    return endpoint;
  }

  /** The address or host name to connect to. */
  public readonly host: string;
  /** The port. */
  public readonly port: number;
  /** What the port speaks. */
  public readonly protocol: Protocol;
  /** @internal the host, container or guest that serves it, where one of the estate does. */
  public _server?: IConstruct;

  /**
   * @throws `ENDPOINT_HOST` where the host is neither an address nor a host name; `ENDPOINT_PORT` where the port is no
   * integer from 1 to 65535
   */
  constructor(props: EndpointProps) {
    this.host = props.host;
    this.port = props.port;
    this.protocol = props.protocol ?? Protocol.TCP;
    if (isIP(props.host) === 0 && !HOST_NAME.test(props.host)) {
      throw new CosmoError({
        code: 'ENDPOINT_HOST',
        message: `${JSON.stringify(props.host)} is neither an address nor a host name`,
        mend: "give an address without a prefix length, such as '10.233.1.2', or a name such as 'nas.example.com'",
        keyPath: 'host',
      });
    }
    if (!Number.isInteger(props.port) || props.port < 1 || props.port > 65535) {
      throw new CosmoError({
        code: 'ENDPOINT_PORT',
        message: `${props.port} is no port number`,
        mend: 'give an integer from 1 to 65535',
        keyPath: 'port',
      });
    }
  }

  /** `HOST:PORT`; an IPv6 address stands in brackets. */
  public get address(): string {
    return `${isIP(this.host) === 6 ? `[${this.host}]` : this.host}:${this.port}`;
  }

  /**
   * `SCHEME://HOST:PORT`, followed by `path`.
   * @param scheme such as `http`
   * @param path what follows the port; begins with `/`
   * @throws `ENDPOINT_URL` where the scheme or the path has another form
   */
  public url(scheme: string, path: string = ''): string {
    if (!/^[a-z][a-z0-9+.-]*$/.test(scheme) || (path !== '' && !/^\/\S*$/.test(path))) {
      throw new CosmoError({
        code: 'ENDPOINT_URL',
        message: `no URL can be made of the scheme ${JSON.stringify(scheme)} and the path ${JSON.stringify(path)}`,
        mend: "give the scheme without :// and a path that begins with a slash: url('http', '/metrics')",
      });
    }
    return `${scheme}://${this.address}${path}`;
  }

  /** The same as `address`. */
  public toString(): string {
    return this.address;
  }
}

/** A host name or a full domain name. */
const HOST_NAME =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
