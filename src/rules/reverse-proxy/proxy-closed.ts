import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { ReverseProxy } from '../../services';
import { bound } from '../../services/listen';
import { firewalls } from '../facts/firewalls';

export const proxyClosed: IRule = {
  code: 'PROXY_CLOSED',
  severity: Severity.WARNING,
  title: 'A proxy is open to those whom it is for',
  reason: 'a proxy that nobody reaches serves nobody',
  source: 'NixOS: networking.firewall',
  breaks: `
const shut = new Host(app, 'shut', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(shut, 'proxy').route('shut.home.arpa', shut.endpoint(8096));
`,
  holds: `
const shut = new Host(app, 'shut', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new ReverseProxy(shut, 'proxy', { interfaces: ['eno1'] }).route('shut.home.arpa', shut.endpoint(8096));
`,
  check(estate, report) {
    for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
      const { system, _listen: where } = proxy;
      const realm = system._networkRealm();
      if (where.open || !Host.isHost(realm) || (where.addresses.length > 0 && !bound(where))) continue;
      const firewall = estate._table(firewalls)(realm);
      if (firewall.more) continue;
      if ([proxy.httpsPort, proxy.httpPort].some((port) => !firewall.closed('tcp', port))) continue;
      report.found(proxy, {
        message: `nobody but ${system.systemName} itself reaches the proxy: the firewall is closed`,
        mend: "name the interfaces it is for, interfaces: ['eno1'], or openFirewall: true",
        keyPath: 'interfaces',
      });
    }
  },
};
