import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleKeyExpires: IRule = {
  code: 'TAILSCALE_KEY_EXPIRES',
  severity: Severity.WARNING,
  title: 'A node that others depend on has a tag, so that its key does not expire',
  reason:
    'the key of a node that belongs to a user expires after 180 days: it drops out of the tailnet, with all that goes through it',
  source: 'https://tailscale.com/docs/features/access-control/key-expiry',
  breaks: `
const host = new Host(app, 'expiring', { ...machine });
new TailscaleNode(host, 'tailscale', { routes: ['10.153.4.0/24'], authKey: SecretFile.at('/run/keys/tailscale') });
`,
  holds: `
const host = new Host(app, 'expiring', { ...machine });
new TailscaleNode(host, 'tailscale', { routes: ['10.153.4.0/24'], authKey: SecretFile.at('/run/keys/tailscale'), tags: ['tag:router'] });
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      // A headscale has its own rules; and where a policy is here, the tag is asked for with the approval.
      if (node.tags.length > 0 || node.loginServer !== undefined || node.tailnet) continue;
      if (node.routes.length === 0 && !node.isExitNode && !node._props.appConnector) continue;
      report.found(node, {
        message: `${node.hostname} ${node.routes.length > 0 ? `offers ${node.routes.join(', ')}` : 'carries traffic of others'}, and belongs to a user`,
        keyPath: 'tags',
        mend: "give it a tag, tags: ['tag:router'], and log in again; or turn the expiry of its key off by hand",
      });
    }
  },
};
