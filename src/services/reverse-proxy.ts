import { isIP } from 'net';
import { Construct } from 'constructs';
import { Claims, Connections, Endpoint, Feature, NixModule, NixosSystem, SecretContent, SecretFile } from '../app';
import { refuser } from '../app/refuse';
import { Host } from '../hosts';
import { Expr } from '../nix';
import { Listen, listen, openPorts } from './listen';
import { acmeOptions } from './proxy-acme';
import { caddyOptions } from './proxy-caddy';
import { ProxyCertificate } from './proxy-certificate';
import { nginxOptions } from './proxy-nginx';
import { Rule, Sites } from './proxy-site';
import { ProxySpec, Upstream } from './proxy-spec';
import { isReach, Reach, reach } from './reach';
import {
  ProxyServer,
  RedirectProps,
  ReverseProxyProps,
  RouteProps,
  SiteProps,
  StaticSiteProps,
} from './reverse-proxy-props';
import { isLoopback } from '../app/ip';
import { checkInteger } from '../app/value-checks';

/**
 * A reverse proxy: web services of the estate by name, with certificates.
 * Caddy and nginx are told the same.
 *
 * A route names the endpoint of a host, a container or a guest; how the proxy
 * reaches it, and what must be open for that, follows from where the two stand.
 *
 * @example
 * import { Host, NixosContainer, ReverseProxy } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const media: NixosContainer;
 *
 * const proxy = new ReverseProxy(laddie, 'proxy', { interfaces: ['br0'] });
 * proxy.route('jellyfin.home.arpa', media.endpoint(8096));
 * proxy.redirect('films.home.arpa', 'https://jellyfin.home.arpa');
 */
export class ReverseProxy extends Feature {
  /** Whether `construct` is a ReverseProxy. */
  public static isReverseProxy(construct: any): construct is ReverseProxy {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The program. */
  public readonly server: ProxyServer;
  /** The port for HTTP. */
  public readonly httpPort: number;
  /** The port for HTTPS. */
  public readonly httpsPort: number;
  /** @internal */
  public readonly _listen: Listen;
  private readonly sites: Sites;
  private readonly props: ReverseProxyProps;
  private readonly certificates: ProxyCertificate;
  private readonly openings = new Map<Host, Rule[]>();

  /**
   * @throws `PROXY_SYSTEM` on a System that is no NixOS; `LISTEN_ADDRESS`, `LISTEN_OPEN_TWICE`, `INTERFACE_NAME`,
   * `NUMBER_OUT_OF_RANGE`, `PROXY_PORTS` for where it is to listen; `PROXY_ACME_PORT` where an authority cannot reach
   * it
   */
  constructor(scope: Construct, id: string, props: ReverseProxyProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    if (!NixosSystem.isNixosSystem(this.system)) {
      refuse(
        'PROXY_SYSTEM',
        `${this.system.node.path} runs no NixOS`,
        'make it below a host or the inside of a container',
      );
    }
    this.props = props;
    this.server = props.server ?? ProxyServer.CADDY;
    this.httpPort = props.httpPort ?? 80;
    this.httpsPort = props.httpsPort ?? 443;
    this.certificates = props.certificates ?? ProxyCertificate.internal();
    checkInteger(refuse, props.httpPort, 'httpPort', 1, 65535);
    checkInteger(refuse, props.httpsPort, 'httpsPort', 1, 65535);
    checkInteger(refuse, props.maxBodyMib, 'maxBodyMib', 1);
    if (this.httpPort === this.httpsPort) {
      refuse('PROXY_PORTS', `HTTP and HTTPS are both on port ${this.httpPort}`, 'give two ports', 'httpsPort');
    }
    this._listen = listen(this.system, props, refuse);
    this.sites = new Sites(this.certificates, refuse);
    this.claim();
    this.module.addOptions(openPorts(this.system, this._listen, { tcp: this.tcpPorts, udp: this.udpPorts }));
    this.module._supply(() => this.options());
  }

  /** The names of all its sites, aliases included. */
  public get hostNames(): string[] {
    return this.sites.all.flatMap(({ hostName, aliases }) => [hostName, ...aliases]);
  }

  /**
   * The addresses at which it is reached: those it listens on, or the static
   * ones of its host. Empty where nobody knows them before the machine runs.
   */
  public get addresses(): string[] {
    const { addresses } = this._listen;
    const machine = this.system._networkRealm();
    const found = addresses.length > 0 || !Host.isHost(machine) ? [...addresses] : machine.addresses;
    return found.filter((address) => !isLoopback(address));
  }

  /**
   * Lead a name, or a path of it, to a service.
   *
   * @param hostName such as `jellyfin.home.example`
   * @param endpoint of a host, container or guest of the estate, or any other
   * @throws `PROXY_HOST_NAME`, `PROXY_NAME_TWICE`, `PROXY_ROUTE_TWICE`, `PROXY_PATH`, `PROXY_HEADER`, `PROXY_NETWORK`
   * for what cannot be at that name; `PROXY_UPSTREAM_CA`, `PROXY_UPSTREAM_NAME`, `PROXY_UPSTREAM_PLAIN`,
   * `PROXY_UPSTREAM_VERIFY`, `PROXY_PROTOCOL`, `PROXY_STRIP`, `PROXY_WEBSOCKETS` for how the service is to be reached;
   * `PROXY_ACME`, `PROXY_ACME_PORT`, `PROXY_ACME_PRIVATE_NAME`, `PROXY_WILDCARD`, `PROXY_TAILSCALE_NAME`,
   * `PROXY_CERTIFICATES` for certificates that nobody gives
   */
  public route(hostName: string, endpoint: Endpoint, props: RouteProps = {}): void {
    if (props.websockets === false && this.server === ProxyServer.CADDY) {
      this._refuse('PROXY_WEBSOCKETS', 'Caddy passes every WebSocket on', 'leave websockets: false out', 'websockets');
    }
    const rule: Rule = { path: props.path ?? '/', props, route: { endpoint, props } };
    this.add(hostName, rule);
    const keyPath = `route(${hostName}${rule.path === '/' ? '' : rule.path})`;
    Connections.of(this).add(endpoint, { purpose: `the proxy on ${this.system.systemName}`, keyPath });
    if (props.openFirewall) this.openUpstream(rule);
  }

  /**
   * Serve files at a name, or a path of it.
   * @param hostName the name that browsers ask for
   * @param root a folder of the machine, or an Expr such as a package
   * @throws as `route`, and `PROXY_ROOT` where the folder is relative
   */
  public staticSite(hostName: string, root: string | Expr, props: StaticSiteProps = {}): void {
    this.add(hostName, { path: props.path ?? '/', props, files: { root, props } });
  }

  /**
   * Send browsers elsewhere.
   * @param hostName the name that browsers ask for
   * @param to a URL: `https://wiki.home.example`
   * @throws as `route`, and `PROXY_REDIRECT` where `to` is no URL
   */
  public redirect(hostName: string, to: string, props: RedirectProps = {}): void {
    this.add(hostName, { path: props.path ?? '/', props, redirect: { to, props } });
  }

  /** @internal the routes to services, each with its name. */
  public get _routes(): { hostName: string; rule: Rule }[] {
    return this.sites.all.flatMap(({ hostName, rules }) =>
      rules.flatMap((rule) => (rule.route ? [{ hostName, rule }] : [])),
    );
  }

  /** @internal the names that have a certificate. */
  public get _certified(): string[] {
    const all = this.sites.all.filter(({ certificate }) => certificate._kind !== 'none');
    return all.map(({ hostName }) => hostName).filter((name) => !name.startsWith('*'));
  }

  /** @internal whether a kind of certificate is in use. */
  public _uses(kind: string): boolean {
    return this.sites.all.some(({ certificate }) => certificate._kind === kind);
  }

  private add(hostName: string, rule: Rule): void {
    this.checkAcme(rule.props);
    const { _acme: acme, _key: key } = rule.props.certificate ?? this.certificates;
    SecretFile.checkContent(this, 'certificates.key', SecretContent.VALUE, key);
    SecretFile.checkContent(
      this,
      'certificates.dns.environmentFile',
      SecretContent.ENVIRONMENT,
      acme?.dns?.environmentFile,
    );
    this.sites.add(hostName, rule);
  }

  /** An authority asks at port 80 of the name, and nowhere else. */
  private checkAcme({ certificate = this.certificates }: SiteProps): void {
    if (certificate._kind !== 'acme' || certificate._acme!.dns || this.httpPort === 80) return;
    this._refuse(
      'PROXY_ACME_PORT',
      `the authority asks at port 80, and the proxy listens on ${this.httpPort}`,
      'leave httpPort out, or prove the names by DNS: ProxyCertificate.acme({ …, dns: … })',
      'httpPort',
    );
  }

  private get tcpPorts(): number[] {
    return [this.httpPort, this.httpsPort];
  }

  /** Caddy speaks HTTP/3 too. */
  private get udpPorts(): number[] {
    return this.server === ProxyServer.CADDY ? [this.httpsPort] : [];
  }

  private claim(): void {
    const claims = Claims.of(this);
    const purpose = `the web, by ${this.server}`;
    for (const address of this._listen.addresses.length > 0 ? this._listen.addresses : ['*']) {
      for (const port of this.tcpPorts) claims.tcpPort(port, { address, purpose });
      for (const port of this.udpPorts) claims.udpPort(port, { address, purpose });
    }
  }

  /** Opened where the service is, once the tree tells by which interface the proxy comes. */
  private openUpstream(rule: Rule): void {
    const server = rule.route!.endpoint._server;
    if (!Host.isHost(server)) return;
    let rules = this.openings.get(server);
    if (!rules) {
      this.openings.set(server, (rules = []));
      const opened = rules;
      new NixModule(server, `${this.node.id}-of-${this.system.systemName}`, {
        description: `What ${this.node.path} reaches on ${server.systemName}`,
      })._supply(() => this.openingsOn(opened));
    }
    rules.push(rule);
  }

  private openingsOn(rules: readonly Rule[]): Record<string, any> | undefined {
    const ports = new Map<string, Set<number>>();
    for (const rule of rules) {
      const found = this._reach(rule);
      if (!found || found.local || found.interfaceName === undefined) continue;
      const at = ports.get(found.interfaceName) ?? new Set();
      ports.set(found.interfaceName, at.add(found.port));
    }
    if (ports.size === 0) return undefined;
    const interfaces = [...ports].map(([name, all]) => [name, { allowedTCPPorts: [...all].sort((a, b) => a - b) }]);
    return { networking: { firewall: { interfaces: Object.fromEntries(interfaces) } } };
  }

  /** @internal how it reaches a route's service; undefined where nothing is known of that. */
  public _reach(rule: Rule): Reach | undefined {
    const { endpoint } = rule.route!;
    if (!endpoint._server) return { host: endpoint.host, port: endpoint.port };
    const found = reach(this.system, endpoint._server, endpoint.port);
    return isReach(found) ? found : undefined;
  }

  private upstream(rule: Rule): Upstream {
    const { endpoint, props } = rule.route!;
    const found = this._reach(rule) ?? endpoint;
    const verified = props.https && props.verifyUpstream !== false;
    const name = props.upstreamName ?? (verified && isIP(endpoint.host) === 0 ? endpoint.host : undefined);
    const address = new Endpoint({ host: found.host, port: found.port }).address;
    const scheme = this.server === ProxyServer.CADDY && props.https ? 'https://' : '';
    return { address: `${scheme}${address}`, serverName: name };
  }

  private options(): Record<string, any> {
    const spec: ProxySpec = {
      sites: this.sites.all,
      certificates: this.certificates,
      listen: this._listen,
      httpPort: this.httpPort,
      httpsPort: this.httpsPort,
      hardening: this.props.hardening ?? true,
      maxBodyMib: this.props.maxBodyMib,
      extraConfig: this.props.extraConfig,
      upstream: (rule) => this.upstream(rule),
      refuse: refuser(this),
    };
    const options = this.server === ProxyServer.CADDY ? caddyOptions(spec) : nginxOptions(spec);
    const acme = acmeOptions(spec, this.server);
    return acme ? { ...options, security: { acme } } : options;
  }
}

const BRAND = Symbol.for('cosmo-nix.ReverseProxy');
