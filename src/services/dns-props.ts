import { isIP } from 'net';
import { CosmoError, FeatureProps } from '../app';
import { DnsRecord } from './dns-record';
import { ListenProps } from './listen-props';

/** The program that answers. */
export enum DnsServer {
  /** unbound: asks the root servers itself, or others by DNS over TLS. */
  UNBOUND = 'unbound',
  /** dnsmasq: small, and asks others in the clear. */
  DNSMASQ = 'dnsmasq',
}

/**
 * A server that is asked for what the estate does not know.
 *
 * @example
 * import { Dns, DnsUpstream, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new Dns(laddie, 'dns', {
 *   interfaces: ['br0'],
 *   upstreams: [DnsUpstream.tls('9.9.9.9', 'dns.quad9.net'), DnsUpstream.tls('149.112.112.112', 'dns.quad9.net')],
 * });
 */
export class DnsUpstream {
  /**
   * In the clear.
   * @param address the IP address of the server
   * @param port the port that it listens on
   * @throws `DNS_ADDRESS`, `PORT_OUT_OF_RANGE`
   */
  public static plain(address: string, port: number = 53): DnsUpstream {
    return new DnsUpstream(address, port);
  }

  /**
   * By DNS over TLS.
   * @param address the IP address of the server
   * @param port the port that it listens on
   * @param name the name in its certificate, such as `dns.quad9.net`
   * @throws `DNS_ADDRESS`, `DNS_NAME`, `PORT_OUT_OF_RANGE`
   */
  public static tls(address: string, name: string, port: number = 853): DnsUpstream {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name)) {
      refuse('DNS_NAME', `"${name}" is no name of a certificate`, "give one: 'dns.quad9.net'");
    }
    return new DnsUpstream(address, port, name);
  }

  private constructor(
    /** @internal */
    public readonly _address: string,
    /** @internal */
    public readonly _port: number,
    /** @internal */
    public readonly _tlsName?: string,
  ) {
    if (isIP(_address) === 0 || _address.includes('%')) {
      refuse('DNS_ADDRESS', `"${_address}" is no address of a server`, "give one: '9.9.9.9'");
    }
    if (!Number.isInteger(_port) || _port < 1 || _port > 65535) {
      refuse('PORT_OUT_OF_RANGE', `${_port} is no port number`, 'give an integer from 1 to 65535');
    }
  }
}

/** Props of `Dns`. It listens on the loopback too, and the machine itself asks it. */
export interface DnsProps extends FeatureProps, ListenProps {
  /**
   * The program.
   * @default DnsServer.UNBOUND
   */
  readonly server?: DnsServer;
  /**
   * The domain of the estate's names.
   * @default "home.arpa", which RFC 8375 keeps for homes
   */
  readonly domain?: string;
  /**
   * Who is asked for other names.
   * @default - unbound asks the root servers itself; dnsmasq must be told
   */
  readonly upstreams?: DnsUpstream[];
  /**
   * Names beside those that follow from the estate.
   * @default - none
   */
  readonly records?: DnsRecord[];
  /**
   * Only addresses in these networks are given out: `['192.168.1.0/24']`.
   * @default - all of them
   */
  readonly networks?: string[];
  /**
   * Names of the estate that are not given out: of hosts, containers, guests and proxied sites.
   * @default - none
   */
  readonly exclude?: string[];
  /**
   * Networks that may ask. For unbound; dnsmasq answers whoever reaches it.
   * @default - the networks of the interfaces that it listens on; private ones where they are not known
   */
  readonly allowFrom?: string[];
}

function refuse(code: string, message: string, mend: string): never {
  throw new CosmoError({ code, message, mend, keyPath: 'upstreams' });
}
