import { isIP } from 'net';
import { Endpoint, Protocol } from '../app';
import { Expr } from '../nix';
import { ProxyCertificate } from './proxy-certificate';
import { RedirectProps, RouteProps, SiteProps, StaticSiteProps } from './reverse-proxy-props';
import { isDomainName, isPrivateName } from './support';
import { parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

/** One path of a site. */
export interface Rule {
  readonly path: string;
  readonly props: SiteProps;
  readonly route?: { readonly endpoint: Endpoint; readonly props: RouteProps };
  readonly files?: { readonly root: string | Expr; readonly props: StaticSiteProps };
  readonly redirect?: { readonly to: string; readonly props: RedirectProps };
}

/** All that stands at one name. */
export interface Site {
  readonly hostName: string;
  readonly aliases: string[];
  readonly certificate: ProxyCertificate;
  /** Longest path first. */
  readonly rules: Rule[];
}

/** A route as the programs are told it: where its service is was found out. */
export interface Upstream {
  /** `HOST:PORT`. */
  readonly address: string;
  /** The name in its certificate, for HTTPS. */
  readonly serverName?: string;
}

/** The sites of a proxy, by name. */
export class Sites {
  private readonly byName = new Map<string, Site>();
  private readonly names = new Map<string, string>();

  constructor(
    private readonly standard: ProxyCertificate,
    private readonly refuse: Refuse,
  ) {}

  public get all(): readonly Site[] {
    return [...this.byName.values()].map((site) => ({
      ...site,
      rules: [...site.rules].sort((a, b) => b.path.length - a.path.length || (a.path < b.path ? -1 : 1)),
    }));
  }

  public add(given: string, rule: Rule): void {
    const { refuse } = this;
    const hostName = given.toLowerCase();
    const certificate = rule.props.certificate ?? this.standard;
    const at = `route(${hostName}${rule.path === '/' ? '' : rule.path})`;
    for (const name of [hostName, ...(rule.props.aliases ?? [])]) checkName(name, certificate, refuse);
    checkRule(rule, at, refuse);
    let site = this.byName.get(hostName);
    if (!site) this.byName.set(hostName, (site = { hostName, aliases: [], certificate, rules: [] }));
    for (const name of [hostName, ...(rule.props.aliases ?? []).map((alias) => alias.toLowerCase())]) {
      const owner = this.names.get(name);
      if (owner !== undefined && owner !== hostName) {
        refuse('PROXY_NAME_TWICE', `${name} is a name of ${owner} already`, 'leave one of the two out', at);
      }
      this.names.set(name, hostName);
      if (name !== hostName && !site.aliases.includes(name)) site.aliases.push(name);
    }
    if (site.rules.some(({ path }) => path === rule.path)) {
      refuse(
        'PROXY_ROUTE_TWICE',
        `two routes stand at ${hostName}${rule.path}`,
        'give one of them another name or path',
        at,
      );
    }
    if (!site.certificate._same(certificate)) {
      refuse(
        'PROXY_CERTIFICATES',
        `two certificates are told for ${hostName}`,
        'give the same one to every route of a name',
        `${at}.certificate`,
      );
    }
    site.rules.push(rule);
  }
}

function checkName(name: string, certificate: ProxyCertificate, refuse: Refuse): void {
  const wildcard = name.startsWith('*.');
  if (!isDomainName(wildcard ? name.slice(2) : name) || (wildcard && !name.slice(2).includes('.'))) {
    refuse(
      'PROXY_HOST_NAME',
      `${JSON.stringify(name)} is no name that a site can have`,
      "give a full name, without scheme, port and path: 'jellyfin.home.example'",
      'hostName',
    );
  }
  const plain = name.replace(/^\*\./, '');
  if (certificate._kind === 'acme' && isPrivateName(plain)) {
    refuse(
      'PROXY_ACME_PRIVATE_NAME',
      `no public authority gives a certificate for ${name}`,
      'use ProxyCertificate.internal(), or a name below a domain of your own',
      'certificate',
      'nobody outside can look the name up',
    );
  }
  if (certificate._kind === 'acme' && wildcard && !certificate._acme!.dns) {
    refuse('PROXY_WILDCARD', `${name} cannot be proved by HTTP`, 'give dns to ProxyCertificate.acme', 'certificate');
  }
  if (certificate._kind === 'tailscale' && !/^[^.*]+\.[^.]+\.ts\.net$/.test(name)) {
    refuse(
      'PROXY_TAILSCALE_NAME',
      `Tailscale gives no certificate for ${name}`,
      "use the machine's own name in the tailnet, 'nas.tail1234.ts.net', with a path for each service",
      'certificate',
      'it certifies the names of machines, and nothing below them',
    );
  }
}

const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

function checkRule(rule: Rule, at: string, refuse: Refuse): void {
  const { path, props, route, redirect, files } = rule;
  if (path !== '/' && !/^(\/[A-Za-z0-9._~-]+)+$/.test(path)) {
    refuse(
      'PROXY_PATH',
      `${JSON.stringify(path)} is no path of a site`,
      "give one that begins with a slash and does not end with one: '/grafana'",
      `${at}.path`,
    );
  }
  for (const [name, value] of [
    ...Object.entries(props.responseHeaders ?? {}),
    ...Object.entries(route?.props.requestHeaders ?? {}),
  ]) {
    if (HEADER.test(name) && !/[\r\n\0]/.test(value)) continue;
    refuse('PROXY_HEADER', `${JSON.stringify(name)} cannot be a header`, 'give a name, and a value of one line', at);
  }
  for (const network of props.allowFrom ?? []) {
    if (isIP(network) !== 0 || parsePrefix(network)) continue;
    refuse('PROXY_NETWORK', `"${network}" is no network`, "give one such as '192.168.1.0/24'", `${at}.allowFrom`);
  }
  if (route) checkRoute(route.endpoint, route.props, path, at, refuse);
  if (redirect && !/^https?:\/\/[^\s"'{}$;\\/]+(\/[^\s"'{}$;\\]*)?$/.test(redirect.to)) {
    refuse('PROXY_REDIRECT', `"${redirect.to}" is no URL`, "give one: 'https://wiki.home.example'", `${at}.to`);
  }
  if (redirect && props.allowFrom) {
    refuse(
      'PROXY_REDIRECT',
      'a redirect is told who may use it',
      'leave allowFrom out, and give it to what the redirect leads to',
      `${at}.allowFrom`,
    );
  }
  if (files && typeof files.root === 'string' && !/^\/[^\s"'{}$;\\]*$/.test(files.root)) {
    refuse(
      'PROXY_ROOT',
      `"${files.root}" is no folder of the machine`,
      'give an absolute path, or an Expr',
      `${at}.root`,
    );
  }
}

function checkRoute(endpoint: Endpoint, props: RouteProps, path: string, at: string, refuse: Refuse): void {
  if (endpoint.protocol !== Protocol.TCP) {
    refuse('PROXY_PROTOCOL', `${endpoint.address} speaks UDP`, 'give the endpoint of a service that speaks HTTP', at);
  }
  checkInteger(refuse, props.timeoutSeconds, `${at}.timeoutSeconds`, 1);
  if (props.stripPath && path === '/') {
    refuse('PROXY_STRIP', 'there is no path to take off', 'give a path, or leave stripPath out', `${at}.stripPath`);
  }
  if (!props.https) {
    for (const key of ['upstreamName', 'upstreamCa', 'verifyUpstream'] as const) {
      if (props[key] === undefined) continue;
      refuse(
        'PROXY_UPSTREAM_PLAIN',
        `${key} is told of a service that speaks HTTP`,
        'add https: true, or leave it out',
        `${at}.${key}`,
      );
    }
    return;
  }
  if (props.upstreamName !== undefined && !isDomainName(props.upstreamName)) {
    refuse(
      'PROXY_UPSTREAM_NAME',
      `"${props.upstreamName}" is no name of a certificate`,
      'correct it',
      `${at}.upstreamName`,
    );
  }
  if (props.upstreamCa !== undefined && !/^\/[^\s"'{}$;]+$/.test(props.upstreamCa)) {
    refuse(
      'PROXY_UPSTREAM_CA',
      `"${props.upstreamCa}" is no path of a certificate`,
      'give an absolute path',
      `${at}.upstreamCa`,
    );
  }
  if (props.verifyUpstream === false && (props.upstreamCa !== undefined || props.upstreamName !== undefined)) {
    refuse(
      'PROXY_UPSTREAM_VERIFY',
      'the certificate is not to be verified, and told by what',
      'leave out verifyUpstream: false',
      `${at}.verifyUpstream`,
    );
  }
  if (props.verifyUpstream !== false && props.upstreamName === undefined && isIP(endpoint.host) !== 0) {
    refuse(
      'PROXY_UPSTREAM_NAME',
      `the certificate of ${endpoint.address} cannot be verified without a name`,
      "say which name is in it: upstreamName: 'nas.home.example'; or verifyUpstream: false where nobody is in between",
      `${at}.upstreamName`,
    );
  }
}
