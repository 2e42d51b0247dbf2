import { CosmoError, ISecretFile } from '../app';

/** How a certificate is proved by a record in the domain name system. */
export interface AcmeDnsProps {
  /** The provider of the zone, as lego names it: `cloudflare`, `hetzner`, `rfc2136`. */
  readonly provider: string;
  /**
   * The file with the provider's settings, one `NAME=value` a line, such as `CLOUDFLARE_DNS_API_TOKEN=…`.
   * @default - none
   */
  readonly environmentFile?: ISecretFile;
  /**
   * Files with one setting each, by the name that lego gives them with `_FILE` at its end: `CLOUDFLARE_DNS_API_TOKEN_FILE`.
   * @default - none
   */
  readonly credentialFiles?: Record<string, ISecretFile>;
  /**
   * The name server that is asked whether the record is there: `1.1.1.1:53`. For who answers the zone differently at home.
   * @default - that of the machine
   */
  readonly resolver?: string;
  /**
   * Domains with one certificate for all names right below them, so that the
   * single names do not show in the public logs of certificates.
   * @default - none: a certificate for each name
   */
  readonly wildcards?: string[];
}

/** A certificate of an authority that speaks ACME, such as Let's Encrypt. */
export interface AcmeProps {
  /** Where the authority writes to. Using it is agreeing to its terms of service. */
  readonly email: string;
  /**
   * The authority's directory.
   * @default - Let's Encrypt
   */
  readonly server?: string;
  /**
   * Prove the name by a DNS record: works for machines that nobody outside reaches, and for wildcards.
   * @default - by HTTP: port 80 of the name must lead to the proxy from the internet
   */
  readonly dns?: AcmeDnsProps;
}

/** @internal */
export type CertificateKind = 'internal' | 'acme' | 'tailscale' | 'files' | 'none';

/**
 * Where the certificates of proxied names come from.
 *
 * @example
 * import { Host, NixosContainer, ProxyCertificate, ReverseProxy, SecretFile } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const media: NixosContainer;
 *
 * const proxy = new ReverseProxy(laddie, 'proxy', {
 *   interfaces: ['br0'],
 *   certificates: ProxyCertificate.acme({
 *     email: 'patrick@ada.dev',
 *     dns: { provider: 'cloudflare', environmentFile: SecretFile.at('/run/keys/cloudflare') },
 *   }),
 * });
 * proxy.route('films.home.ada.dev', media.endpoint(8096));
 */
export class ProxyCertificate {
  /**
   * From an authority of the proxy's own: Caddy's internal one, or one that is
   * made on the machine for nginx. Devices must be told to trust it.
   */
  public static internal(): ProxyCertificate {
    return new ProxyCertificate('internal');
  }

  /**
   * From an authority that everyone trusts, by ACME.
   * @throws `PROXY_ACME` for what is no mail address, no URL or no provider
   */
  public static acme(props: AcmeProps): ProxyCertificate {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(props.email)) {
      refuse(`"${props.email}" is no mail address`, "give one: email: 'ada@example.com'", 'email');
    }
    if (props.server !== undefined && !/^https:\/\/[^\s"{}]+$/.test(props.server)) {
      refuse(`"${props.server}" is no directory of an authority`, 'give its https:// URL', 'server');
    }
    if (props.dns && !/^[a-z0-9]+$/.test(props.dns.provider)) {
      refuse(`"${props.dns.provider}" is no provider of lego`, "give its code: 'cloudflare'", 'dns.provider');
    }
    if (props.dns && !props.dns.environmentFile && !props.dns.credentialFiles) {
      refuse(
        `nothing lets lego into ${props.dns.provider}`,
        'give the secret with its settings: environmentFile or credentialFiles',
        'dns.environmentFile',
      );
    }
    return new ProxyCertificate('acme', props);
  }

  /** From Tailscale, for the machine's own name in the tailnet: `nas.tail1234.ts.net`. */
  public static tailscale(): ProxyCertificate {
    return new ProxyCertificate('tailscale');
  }

  /**
   * Files that something else puts in place.
   * @param certificate the path of the certificate with its chain, in PEM
   * @param key the private key, in PEM
   */
  public static files(certificate: string, key: ISecretFile): ProxyCertificate {
    if (!/^\/[^\s"{}]+$/.test(certificate)) {
      refuse(`"${certificate}" is no path of a certificate`, 'give an absolute path', 'certificate');
    }
    return new ProxyCertificate('files', undefined, certificate, key);
  }

  /** None: plain HTTP, which everyone on the way can read. */
  public static none(): ProxyCertificate {
    return new ProxyCertificate('none');
  }

  private constructor(
    /** @internal */
    public readonly _kind: CertificateKind,
    /** @internal */
    public readonly _acme?: AcmeProps,
    /** @internal */
    public readonly _certificate?: string,
    /** @internal */
    public readonly _key?: ISecretFile,
  ) {}

  /** @internal the certificate of `security.acme` that holds a name; undefined where the server gets its own. */
  public _certificateName(hostName: string): string | undefined {
    const dns = this._acme?.dns;
    if (!dns) return undefined;
    const parent = hostName.slice(hostName.indexOf('.') + 1);
    return (dns.wildcards ?? []).includes(parent) ? parent : hostName;
  }

  /** @internal whether the same names get the same certificate. */
  public _same(other: ProxyCertificate): boolean {
    return this === other || (this._kind === other._kind && ['internal', 'tailscale', 'none'].includes(this._kind));
  }
}

function refuse(message: string, mend: string, keyPath: string): never {
  throw new CosmoError({ code: 'PROXY_ACME', message, mend, keyPath });
}
