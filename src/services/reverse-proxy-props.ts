import { FeatureProps } from '../app';
import { ListenProps } from './listen-props';
import { ProxyCertificate } from './proxy-certificate';

/** The program that is the proxy. */
export enum ProxyServer {
  /** Caddy. */
  CADDY = 'caddy',
  /** nginx. */
  NGINX = 'nginx',
}

/** Props of `ReverseProxy`. */
export interface ReverseProxyProps extends FeatureProps, ListenProps {
  /**
   * The program.
   * @default ProxyServer.CADDY
   */
  readonly server?: ProxyServer;
  /**
   * Where certificates come from, unless a route says otherwise.
   * @default ProxyCertificate.internal()
   */
  readonly certificates?: ProxyCertificate;
  /**
   * The port for HTTP, which leads to HTTPS.
   * @default 80
   */
  readonly httpPort?: number;
  /**
   * The port for HTTPS.
   * @default 443
   */
  readonly httpsPort?: number;
  /**
   * Headers that browsers keep to, on every site: no guessing of types, no
   * referrer to others, and with a certificate that everyone trusts HTTPS alone for a year.
   * @default true
   */
  readonly hardening?: boolean;
  /**
   * Largest body of a request, in MiB.
   * @default - no limit
   */
  readonly maxBodyMib?: number;
  /**
   * Lines for the program's own configuration: Caddy's global options, or nginx's `http` block.
   * @default - none
   */
  readonly extraConfig?: string;
}

/** What every kind of route has. */
export interface SiteProps {
  /**
   * What of the name it is for: `/`, or a path such as `/metrics` with all below it.
   * @default "/"
   */
  readonly path?: string;
  /**
   * Further names of the same site.
   * @default - none
   */
  readonly aliases?: string[];
  /**
   * Where the certificate of the name comes from.
   * @default - as the proxy has it
   */
  readonly certificate?: ProxyCertificate;
  /**
   * Headers of the answer, by name.
   * @default - none beside those of `hardening`
   */
  readonly responseHeaders?: Record<string, string>;
  /**
   * Networks and addresses that may use it: `['192.168.1.0/24', '100.64.0.0/10']`. Others are refused.
   * @default - everyone who reaches the proxy
   */
  readonly allowFrom?: string[];
  /**
   * Lines in the program's own language, inside the route.
   * @default - none
   */
  readonly extraConfig?: string;
}

/** What a route to a service has. */
export interface RouteProps extends SiteProps {
  /**
   * Take `path` off before the request is passed on.
   * @default false
   */
  readonly stripPath?: boolean;
  /**
   * Pass WebSockets on.
   * @default true
   */
  readonly websockets?: boolean;
  /**
   * Headers of the request as the service sees it, by name. `Host`, `X-Forwarded-For` and the like are set by themselves.
   * @default - none
   */
  readonly requestHeaders?: Record<string, string>;
  /**
   * The service speaks HTTPS.
   * @default false
   */
  readonly https?: boolean;
  /**
   * The name in the service's certificate.
   * @default - the name in the endpoint; needed where that is an address
   */
  readonly upstreamName?: string;
  /**
   * The certificate of the authority that signed the service's one: an absolute path.
   * @default - what the machine trusts
   */
  readonly upstreamCa?: string;
  /**
   * Whether the service's certificate is verified.
   * @default true
   */
  readonly verifyUpstream?: boolean;
  /**
   * Longest silence of the service, in seconds.
   * @default - what the program has: 60 for nginx, no limit for Caddy
   */
  readonly timeoutSeconds?: number;
  /**
   * Open the service's port on its host, on the interface by which the proxy reaches it and on no other.
   * @default false
   */
  readonly openFirewall?: boolean;
}

/** What a site of files has. */
export interface StaticSiteProps extends SiteProps {
  /**
   * Answer with `/index.html` where there is no such file, as applications in the browser need.
   * @default false
   */
  readonly singlePage?: boolean;
  /**
   * List folders without an index.
   * @default false
   */
  readonly listing?: boolean;
}

/** What a redirect has. */
export interface RedirectProps extends SiteProps {
  /**
   * Browsers may remember it.
   * @default false
   */
  readonly permanent?: boolean;
  /**
   * Keep the path and the query of the request.
   * @default true
   */
  readonly keepPath?: boolean;
}
