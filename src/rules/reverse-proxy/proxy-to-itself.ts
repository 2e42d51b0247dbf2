import { Endpoint, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { ReverseProxy } from '../../services';
import { isReach, reach } from '../../services/reach';

export const proxyToItself: IRule = {
  code: 'PROXY_TO_ITSELF',
  severity: Severity.ERROR,
  title: 'A proxy does not lead to itself',
  reason: 'it asks itself until a limit ends it: the browser is redirected for ever, or told "508" or "502"',
  source: 'RFC 9110, section 7.6; automatic HTTPS of Caddy and forceSSL of nginx redirect port 80',
  breaks: `
const loop = new Host(app, 'proxy-loop', { ...machine });
new ReverseProxy(loop, 'proxy', { openFirewall: true }).route('loop.home.arpa', loop.endpoint(80));
`,
  holds: `
const loop = new Host(app, 'proxy-loop', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(loop, 'proxy', { openFirewall: true }).route('loop.home.arpa', loop.endpoint(8096));
`,
  check(estate, report) {
    for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
      for (const { hostName, rule } of proxy._routes) {
        const { endpoint } = rule.route!;
        if (![proxy.httpPort, proxy.httpsPort].includes(endpoint.port)) continue;
        if (!leadsHome(proxy, endpoint)) continue;
        report.found(proxy, {
          message: `${hostName} leads to port ${endpoint.port} of ${proxy.system.systemName}, which is the proxy itself`,
          keyPath: `route(${hostName}${rule.path === '/' ? '' : rule.path})`,
          mend: 'give the port of the service, not that of the proxy',
        });
      }
    }
  },
};

/** Whether an endpoint is on the network of the proxy itself. */
function leadsHome(proxy: ReverseProxy, { _server: server, host, port }: Endpoint): boolean {
  if (!server) return proxy.addresses.includes(host) || /^(127\.|localhost$|::1$)/.test(host);
  const way = reach(proxy.system, server, port);
  return isReach(way) && way.local === true;
}
