import { Expr, Nix } from '../nix';
import { bound, bracketed } from './listen';
import { certificateFolder, nginxCertificates } from './proxy-nginx-certificates';
import { Rule, Site } from './proxy-site';
import { hardeningHeaders, ProxySpec } from './proxy-spec';
import { secretPath } from './support';
import { compact, listed } from '../app/compact';
import { linesOf } from '../app/lines';

/** What the machine trusts. */
const TRUSTED = '/etc/ssl/certs/ca-certificates.crt';

/** The options of a proxy that is nginx. */
export function nginxOptions(spec: ProxySpec): Record<string, any> {
  const { sites, httpPort, httpsPort } = spec;
  const encrypted = sites.some(({ certificate }) => certificate._kind !== 'none');
  return compact({
    services: {
      nginx: {
        enable: true,
        recommendedGzipSettings: true,
        recommendedOptimisation: true,
        recommendedProxySettings: true,
        recommendedTlsSettings: encrypted ? true : undefined,
        clientMaxBodySize: spec.maxBodyMib === undefined ? '0' : `${spec.maxBodyMib}m`,
        defaultHTTPListenPort: httpPort === 80 ? undefined : httpPort,
        defaultSSLListenPort: httpsPort === 443 ? undefined : httpsPort,
        defaultListenAddresses: listed(spec.listen.addresses.map(bracketed)),
        appendHttpConfig: spec.extraConfig,
        virtualHosts: {
          ...Object.fromEntries(sites.map((site) => [site.hostName, virtualHost(site, spec)])),
          // Names that nobody gave a site get no answer.
          _: { default: true, rejectSSL: encrypted ? true : undefined, locations: { '/': { return: '444' } } },
        },
      },
    },
    systemd: {
      services: {
        nginx: bound(spec.listen) ? { wants: ['network-online.target'], after: ['network-online.target'] } : undefined,
        'nginx-certificates': nginxCertificates(sites),
      },
    },
  });
}

function virtualHost(site: Site, spec: ProxySpec): Record<string, any> {
  return {
    serverAliases: listed(site.aliases),
    ...certificateOf(site, spec),
    locations: Object.fromEntries(
      site.rules.map((rule) => [rule.path === '/' ? '/' : `${rule.path}/`, location(rule, site, spec)]),
    ),
  };
}

function certificateOf(site: Site, spec: ProxySpec): Record<string, any> {
  const { _kind: kind, _certificate: file, _key: key } = site.certificate;
  if (kind === 'none') return {};
  if (kind === 'acme') {
    const shared = site.certificate._certificateName(site.hostName);
    return { forceSSL: true, ...(shared === undefined ? { enableACME: true } : { useACMEHost: shared }) };
  }
  if (kind === 'files') {
    return {
      forceSSL: true,
      sslCertificate: file,
      sslCertificateKey: secretPath(key!, 'certificate', spec.refuse) as unknown,
    };
  }
  const folder = certificateFolder(site.hostName);
  return { forceSSL: true, sslCertificate: `${folder}/cert.pem`, sslCertificateKey: `${folder}/key.pem` };
}

function location(rule: Rule, site: Site, spec: ProxySpec): Record<string, any> {
  const { path, props, route, files, redirect } = rule;
  // A location with headers of its own inherits none, so that each has all of them.
  const headers = Object.entries({ ...hardeningHeaders(site, spec), ...props.responseHeaders });
  const lines = [
    ...(props.allowFrom ? [...props.allowFrom.map((network) => `allow ${network};`), 'deny all;'] : []),
    ...headers.flatMap(([name, value]) => [
      ...(route ? [`proxy_hide_header ${name};`] : []),
      `add_header ${name} ${quoted(value)} always;`,
    ]),
    ...(route ? upstreamLines(rule, spec) : []),
    ...(props.extraConfig === undefined ? [] : props.extraConfig.replace(/\n$/, '').split('\n')),
  ];
  const extraConfig = lines.length > 0 ? linesOf(lines) : undefined;
  if (redirect) {
    const code = redirect.props.permanent ? 301 : 302;
    return { return: `${code} ${redirect.to}${redirect.props.keepPath === false ? '' : '$request_uri'}`, extraConfig };
  }
  if (files) {
    return {
      root: path === '/' ? files.root : undefined,
      alias: path === '/' ? undefined : withSlash(files.root),
      tryFiles: files.props.singlePage ? `$uri $uri/ ${path === '/' ? '' : path}/index.html` : undefined,
      extraConfig: files.props.listing ? linesOf(['autoindex on;', ...lines]) : extraConfig,
    };
  }
  const scheme = route!.props.https ? 'https' : 'http';
  return {
    proxyPass: `${scheme}://${spec.upstream(rule).address}${route!.props.stripPath ? '/' : ''}`,
    proxyWebsockets: route!.props.websockets === false ? undefined : true,
    extraConfig,
  };
}

function upstreamLines(rule: Rule, spec: ProxySpec): string[] {
  const { props } = rule.route!;
  const { serverName } = spec.upstream(rule);
  return [
    ...Object.entries(props.requestHeaders ?? {}).map(([name, value]) => `proxy_set_header ${name} ${quoted(value)};`),
    ...(props.timeoutSeconds === undefined ? [] : [`proxy_read_timeout ${props.timeoutSeconds}s;`]),
    ...(serverName === undefined ? [] : ['proxy_ssl_server_name on;', `proxy_ssl_name ${serverName};`]),
    // nginx verifies nothing unless it is told to.
    ...(props.https && props.verifyUpstream !== false
      ? [
          'proxy_ssl_verify on;',
          'proxy_ssl_verify_depth 3;',
          `proxy_ssl_trusted_certificate ${props.upstreamCa ?? TRUSTED};`,
        ]
      : []),
  ];
}

function withSlash(root: string | Expr): string | Expr {
  return typeof root === 'string' ? `${root.replace(/\/$/, '')}/` : Nix.str([root, '/']);
}

function quoted(value: string): string {
  return `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}
