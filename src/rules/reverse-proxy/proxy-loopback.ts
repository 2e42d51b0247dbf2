import { troubledRoutes } from './proxied';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const proxyLoopback: IRule = {
  code: 'PROXY_LOOPBACK',
  severity: Severity.ERROR,
  title: 'What a proxy leads to listens where the proxy comes',
  reason: 'nobody but the machine itself reaches what listens on the loopback: whoever asks for the name is refused',
  source: 'RFC 1122, section 3.2.1.3 (g); NixOS: the default addresses of services',
  breaks: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const inward = new Host(app, 'inward', { ...machine, ...lan('10.127.2.6/24') });
new NixModule(inward, 'dashboards', { options: { services: { grafana: { enable: true } } } });
const edge = new Host(app, 'inward-edge', { ...machine, ...lan('10.127.2.5/24') });
const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
proxy.route('board.home.arpa', inward.endpoint(3000), { openFirewall: true });
`,
  holds: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const inward = new Host(app, 'inward', { ...machine, ...lan('10.127.2.6/24') });
const settings = { server: { http_addr: inward.address } };
new NixModule(inward, 'dashboards', { options: { services: { grafana: { enable: true, settings } } } });
const edge = new Host(app, 'inward-edge', { ...machine, ...lan('10.127.2.5/24') });
const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
proxy.route('board.home.arpa', inward.endpoint(3000), { openFirewall: true });
`,
  check(estate, report) {
    for (const { proxy, server, entry, served } of troubledRoutes(estate, Trouble.LOOPBACK)) {
      report.found(proxy, {
        message: `port ${entry.target.port} of ${server.node.path} is served on ${served!.join(', ')} alone, where the proxy does not come`,
        mend: 'have the service listen on an address of its machine: listenAddress',
        keyPath: entry.keyPath,
        related: [server],
      });
    }
  },
};
