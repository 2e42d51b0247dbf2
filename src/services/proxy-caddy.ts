import { bracketed } from './listen';
import { Rule, Site } from './proxy-site';
import { hardeningHeaders, ProxySpec, Upstream } from './proxy-spec';
import { secretPath } from './support';
import { compact, listed } from '../app/compact';
import { indented, Line, linesOf } from '../app/lines';

/** The options of a proxy that is Caddy. */
export function caddyOptions(spec: ProxySpec): Record<string, any> {
  const { sites, certificates, httpPort, httpsPort } = spec;
  const global: Line[] = [
    ...(httpPort === 80 ? [] : [`http_port ${httpPort}`]),
    ...(httpsPort === 443 ? [] : [`https_port ${httpsPort}`]),
    // Caddy has no right to add its authority to what the machine trusts, and complains at each start.
    ...(sites.some(({ certificate }) => certificate._kind === 'internal') ? ['skip_install_trust'] : []),
    ...(spec.extraConfig === undefined ? [] : spec.extraConfig.replace(/\n$/, '').split('\n')),
  ];
  const own = certificates._kind === 'acme' && !certificates._acme!.dns ? certificates._acme : undefined;
  return compact({
    services: {
      caddy: {
        enable: true,
        email: own?.email,
        acmeCA: own?.server,
        globalConfig: global.length > 0 ? linesOf(global) : undefined,
        virtualHosts: Object.fromEntries(sites.map((site) => [site.hostName, virtualHost(site, spec)])),
      },
      tailscale: sites.some(({ certificate }) => certificate._kind === 'tailscale')
        ? { permitCertUid: 'caddy' }
        : undefined,
    },
  });
}

function virtualHost(site: Site, spec: ProxySpec): Record<string, any> {
  const plain = site.certificate._kind === 'none';
  const address = (name: string) => (plain ? `http://${name}` : name);
  return {
    hostName: plain ? address(site.hostName) : undefined,
    serverAliases: listed(site.aliases.map(address)),
    listenAddresses: listed(spec.listen.addresses.map(bracketed)),
    useACMEHost: site.certificate._certificateName(site.hostName),
    extraConfig: linesOf([
      ...tls(site, spec),
      ...(spec.maxBodyMib === undefined ? [] : ['request_body {', `  max_size ${spec.maxBodyMib}MiB`, '}']),
      ...body(site, spec),
    ]),
  };
}

function tls(site: Site, spec: ProxySpec): Line[] {
  const { certificate } = site;
  if (certificate._kind === 'internal') return ['tls internal'];
  if (certificate._kind === 'tailscale') return ['tls {', '  get_certificate tailscale', '}'];
  if (certificate._kind === 'files') {
    const key: any = secretPath(certificate._key!, 'certificate', spec.refuse);
    return [[`tls ${certificate._certificate} `, key]];
  }
  const acme = certificate._acme;
  if (!acme || acme.dns || certificate === spec.certificates) return [];
  return acme.server === undefined ? [`tls ${acme.email}`] : [`tls ${acme.email} {`, `  ca ${acme.server}`, '}'];
}

/** One root route stands by itself; several each in a `handle`, of which the first that fits is taken. */
function body(site: Site, spec: ProxySpec): Line[] {
  const hardening = hardeningHeaders(site, spec);
  const [only] = site.rules;
  if (site.rules.length === 1 && only!.path === '/') {
    return [...headers({ ...hardening, ...only!.props.responseHeaders }, spec), ...handler(only!, spec)];
  }
  const blocks = site.rules.flatMap((rule, i) => {
    const inner = [...headers(rule.props.responseHeaders ?? {}), ...handler(rule, spec)];
    if (rule.path === '/') return ['handle {', ...indented(inner), '}'];
    return [`@path${i + 1} path ${rule.path} ${rule.path}/*`, `handle @path${i + 1} {`, ...indented(inner), '}'];
  });
  return [...headers(hardening, spec), ...blocks];
}

/** Set when the answer is complete, so that the service's own do not stand beside them. */
function headers(all: Record<string, string>, spec?: ProxySpec): Line[] {
  const lines = Object.entries(all).map(([name, value]) => `${name} ${quoted(value)}`);
  const server = spec?.hardening ? ['-Server'] : [];
  if (lines.length + server.length === 0) return [];
  return ['header {', ...indented([...lines, ...server, 'defer']), '}'];
}

function handler(rule: Rule, spec: ProxySpec): Line[] {
  const { path, props, route, files, redirect } = rule;
  const extra = props.extraConfig === undefined ? [] : props.extraConfig.replace(/\n$/, '').split('\n');
  const networks = props.allowFrom?.join(' ');
  if (redirect) {
    const to = `${redirect.to}${redirect.props.keepPath === false ? '' : '{uri}'}`;
    return [`redir ${to} ${redirect.props.permanent ? 'permanent' : 'temporary'}`, ...extra];
  }
  const refused = networks === undefined ? [] : [`@refused not remote_ip ${networks}`, 'respond @refused 403'];
  if (files) {
    const root: Line = typeof files.root === 'string' ? `root * ${files.root}` : ['root * ', files.root];
    return [
      ...refused,
      ...(path === '/' ? [] : [`uri strip_prefix ${path}`]),
      root,
      ...(files.props.singlePage ? ['try_files {path} /index.html'] : []),
      `file_server${files.props.listing ? ' browse' : ''}`,
      ...extra,
    ];
  }
  return [
    ...refused,
    ...(route!.props.stripPath ? [`uri strip_prefix ${path}`] : []),
    ...reverseProxy(rule, spec.upstream(rule)),
    ...extra,
  ];
}

function reverseProxy(rule: Rule, { address, serverName }: Upstream): Line[] {
  const { props } = rule.route!;
  const transport = [
    ...(props.timeoutSeconds === undefined ? [] : [`read_timeout ${props.timeoutSeconds}s`]),
    ...(props.https ? ['tls'] : []),
    ...(props.https && props.verifyUpstream === false ? ['tls_insecure_skip_verify'] : []),
    ...(serverName === undefined ? [] : [`tls_server_name ${serverName}`]),
    ...(props.upstreamCa === undefined ? [] : [`tls_trust_pool file ${props.upstreamCa}`]),
  ];
  const inner = [
    ...Object.entries(props.requestHeaders ?? {}).map(([name, value]) => `header_up ${name} ${quoted(value)}`),
    ...(transport.length > 0 ? ['transport http {', ...indented(transport), '}'] : []),
  ];
  return inner.length > 0 ? [`reverse_proxy ${address} {`, ...indented(inner), '}'] : [`reverse_proxy ${address}`];
}

function quoted(value: string): string {
  return /^[A-Za-z0-9_./:=-]+$/.test(value) ? value : `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
