import { troubledRoutes } from './proxied';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Trouble } from '../facts/ways';

export const proxyUnreachable: IRule = {
  code: 'PROXY_UNREACHABLE',
  severity: Severity.ERROR,
  title: 'A proxy reaches what its routes lead to',
  reason: 'whoever asks for the name is told "502 Bad Gateway"',
  source: 'ReverseProxy.route; how hosts, containers and guests reach one another',
  breaks: `
const hidden = new Host(app, 'hidden-host', { ...machine });
new ContainerNetwork(hidden, 'net', { externalInterface: 'eno1' });
const box = new NixosContainer(hidden, 'hidden', { config: { services: { jellyfin: { enable: true } } } });
const edge = new Host(app, 'hidden-edge', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.127.0.5/24'] } } },
});
new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] }).route('hidden-tv.home.arpa', box.endpoint(8096));
`,
  holds: `
const hidden = new Host(app, 'hidden-host', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.127.0.6/24'] } } },
});
new ContainerNetwork(hidden, 'net', { externalInterface: 'eno1' });
const box = new NixosContainer(hidden, 'hidden', {
  forwardPorts: [{ hostPort: 8096 }],
  config: { services: { jellyfin: { enable: true } } },
});
const edge = new Host(app, 'hidden-edge', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.127.0.5/24'] } } },
});
new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] }).route('hidden-tv.home.arpa', box.endpoint(8096));
`,
  check(estate, report) {
    for (const { proxy, server, entry, no } of troubledRoutes(estate, Trouble.UNREACHABLE)) {
      report.found(proxy, {
        message: `the proxy on ${proxy.system.systemName} does not reach port ${entry.target.port} of ${server.node.path}`,
        why: no!.why,
        mend: no!.mend,
        keyPath: entry.keyPath,
        related: [server],
      });
    }
  },
};
