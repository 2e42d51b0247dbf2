import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleReversePath: IRule = {
  code: 'TAILSCALE_REVERSE_PATH',
  severity: Severity.ERROR,
  title: 'The reverse path check is loose where a node uses routes of others',
  reason:
    'who uses routes or an exit node of others gets answers by another way; NixOS then sets "loose", and two values do not build',
  source: 'NixOS: services.tailscale.useRoutingFeatures, networking.firewall.checkReversePath',
  breaks: `
const host = new Host(app, 'loose', { ...machine, firewall: { reversePathCheck: 'strict' } });
new TailscaleNode(host, 'tailscale', { acceptRoutes: true });
`,
  holds: `
const host = new Host(app, 'loose', { ...machine, firewall: { reversePathCheck: 'loose' } });
new TailscaleNode(host, 'tailscale', { acceptRoutes: true });
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      const features = node._routingFeatures();
      if (features !== 'client' && features !== 'both') continue;
      const given = estate.optionsOf(node.system)._at(['networking', 'firewall', 'checkReversePath']);
      // NixOS sets it as it is, which goes before a default.
      if (given.every(({ value, priority }) => value === 'loose' || priority > 100)) continue;
      report.found(node, {
        message: `the firewall of ${node.system.systemName} is told how to check the reverse path, and so is Tailscale's`,
        keyPath: 'networking.firewall.checkReversePath',
        mend: "leave the host's setting out (firewall.reversePathCheck), or make it 'loose'",
      });
    }
  },
};
