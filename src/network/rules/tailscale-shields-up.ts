import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleShieldsUp: IRule = {
  code: 'TAILSCALE_SHIELDS_UP',
  severity: Severity.WARNING,
  title: 'A node that refuses every connection offers nothing',
  reason: 'with shields up nothing comes in from the tailnet: no SSH, no service and no traffic for others',
  source: 'tailscale(1): set --shields-up',
  breaks: `
const host = new Host(app, 'shields', { ...machine });
new TailscaleNode(host, 'tailscale', { exitNode: true, tags: ['tag:server'], authKey: SecretFile.at('/run/keys/tailscale'), shieldsUp: true });
`,
  holds: `
const host = new Host(app, 'shields', { ...machine });
new TailscaleNode(host, 'tailscale', { exitNode: true, tags: ['tag:server'], authKey: SecretFile.at('/run/keys/tailscale') });
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      if (!node._props.shieldsUp) continue;
      const offers = [
        ...(node.ssh ? ['ssh'] : []),
        ...(node.routes.length > 0 ? ['routes'] : []),
        ...(node.isExitNode ? ['exitNode'] : []),
        ...(node._services.length > 0 ? ['serve'] : []),
      ];
      if (offers.length === 0) continue;
      report.found(node, {
        message: `${node.hostname} has its shields up, and is to offer ${offers.join(', ')}`,
        keyPath: 'shieldsUp',
        mend: `leave shieldsUp out, or ${offers.join(', ')}`,
      });
    }
  },
};
