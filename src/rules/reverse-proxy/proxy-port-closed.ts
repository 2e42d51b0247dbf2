import { troubledRoutes } from './proxied';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const proxyPortClosed: IRule = {
  code: 'PROXY_PORT_CLOSED',
  severity: Severity.WARNING,
  title: 'What a proxy leads to is open to the proxy',
  reason: 'the firewall of the machine drops what the proxy asks, and whoever asks for the name waits',
  source: 'NixOS: networking.firewall',
  breaks: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const shelf = new Host(app, 'shelf', { ...machine, ...lan('10.127.1.6/24') });
new NixModule(shelf, 'books', { options: { services: { jellyfin: { enable: true } } } });
const edge = new Host(app, 'shelf-edge', { ...machine, ...lan('10.127.1.5/24') });
new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] }).route('tv.home.arpa', shelf.endpoint(8096));
`,
  holds: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const shelf = new Host(app, 'shelf', { ...machine, ...lan('10.127.1.6/24') });
new NixModule(shelf, 'books', { options: { services: { jellyfin: { enable: true } } } });
const edge = new Host(app, 'shelf-edge', { ...machine, ...lan('10.127.1.5/24') });
const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
proxy.route('tv.home.arpa', shelf.endpoint(8096), { openFirewall: true });
`,
  check(estate, report) {
    for (const { proxy, way, entry } of troubledRoutes(estate, Trouble.CLOSED)) {
      const { port, interfaceName, machine } = way!;
      const host = machine!;
      report.found(proxy, {
        message: `port ${port} of ${host.systemName} is not open to the proxy on ${proxy.system.systemName}`,
        ...(interfaceName === undefined ? {} : { why: `it comes in on ${interfaceName}` }),
        mend:
          interfaceName === undefined
            ? `open it: ${host.systemName}.firewall.allowTcp(${port}, { interface: … })`
            : 'add openFirewall: true to the route, which opens it there and nowhere else',
        keyPath: entry.keyPath,
        related: [host],
      });
    }
  },
};
