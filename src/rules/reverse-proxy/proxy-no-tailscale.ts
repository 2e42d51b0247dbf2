import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { ReverseProxy } from '../../services';
import { tailscaleOf } from '../../services/reach';

export const proxyNoTailscale: IRule = {
  code: 'PROXY_NO_TAILSCALE',
  severity: Severity.ERROR,
  title: 'A proxy with certificates from Tailscale is in a tailnet',
  reason: 'tailscaled gets them, for the names of its own machine, and it is not there',
  source: 'tailscale cert; Caddy: tls with get_certificate tailscale',
  breaks: `
const alone = new Host(app, 'no-tailscale', { ...machine, options: { services: { jellyfin: { enable: true } } } });
const proxy = new ReverseProxy(alone, 'proxy', {
  openFirewall: true,
  certificates: ProxyCertificate.tailscale(),
});
proxy.route('no-tailscale.tail1a2b3c.ts.net', alone.endpoint(8096));
`,
  holds: `
const alone = new Host(app, 'no-tailscale', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new TailscaleNode(alone, 'tailscale');
const proxy = new ReverseProxy(alone, 'proxy', {
  openFirewall: true,
  certificates: ProxyCertificate.tailscale(),
});
proxy.route('no-tailscale.tail1a2b3c.ts.net', alone.endpoint(8096));
`,
  check(estate, report) {
    for (const proxy of estate._all(ReverseProxy.isReverseProxy)) {
      if (!proxy._uses('tailscale') || tailscaleOf(proxy.system)) continue;
      const name = proxy.system.systemName;
      report.found(proxy, {
        message: `certificates are to come from Tailscale, and ${name} is in no tailnet`,
        mend: `add new TailscaleNode(…, 'tailscale', …) to it, or take other certificates`,
        keyPath: 'certificates',
      });
    }
  },
};
