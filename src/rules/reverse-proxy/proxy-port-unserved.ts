import { troubledRoutes } from './proxied';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const proxyPortUnserved: IRule = {
  code: 'PROXY_PORT_UNSERVED',
  severity: Severity.WARNING,
  title: 'Somebody serves what a proxy leads to',
  reason: 'whoever asks for the name is told "502 Bad Gateway"',
  source: 'ReverseProxy.route; the default ports of NixOS services',
  breaks: `
const desk = new Host(app, 'unserved', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(desk, 'proxy', { openFirewall: true }).route('unserved.home.arpa', desk.endpoint(8069));
`,
  holds: `
const desk = new Host(app, 'unserved', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(desk, 'proxy', { openFirewall: true }).route('unserved.home.arpa', desk.endpoint(8096));
`,
  check(estate, report) {
    for (const { proxy, server, entry } of troubledRoutes(estate, Trouble.UNSERVED)) {
      report.found(proxy, {
        message: `nothing in ${server.node.path} serves port ${entry.target.port}`,
        mend: 'add the service there, or correct the endpoint',
        keyPath: entry.keyPath,
        related: [server],
      });
    }
  },
};
