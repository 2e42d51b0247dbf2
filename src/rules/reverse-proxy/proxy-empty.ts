import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { ReverseProxy } from '../../services';

export const proxyEmpty: IRule = {
  code: 'PROXY_EMPTY',
  severity: Severity.WARNING,
  title: 'A proxy has routes',
  reason: 'it takes the ports of the web and leads nowhere',
  source: 'ReverseProxy',
  breaks: `
const bare = new Host(app, 'bare-proxy', { ...machine });
new ReverseProxy(bare, 'proxy', { openFirewall: true });
`,
  holds: `
const bare = new Host(app, 'bare-proxy', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(bare, 'proxy', { openFirewall: true }).route('bare.home.arpa', bare.endpoint(8096));
`,
  check(estate, report) {
    for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
      if (proxy.hostNames.length > 0) continue;
      report.found(proxy, {
        message: 'the proxy has no route',
        mend: "add one: proxy.route('wiki.home.example', …)",
      });
    }
  },
};
