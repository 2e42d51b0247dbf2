import { SystemKind, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleLoginByHand: IRule = {
  code: 'TAILSCALE_LOGIN_BY_HAND',
  severity: Severity.WARNING,
  title: 'A node that is told what only a login can set has a key to log in with',
  reason: 'the control server and tags are told when a node logs in',
  source: 'NixOS: services.tailscale.authKeyFile, extraUpFlags; tailscale up',
  breaks: `
const host = new Host(app, 'byhand', { ...machine });
new TailscaleNode(host, 'tailscale', { tags: ['tag:server'] });
`,
  holds: `
const host = new Host(app, 'byhand', { ...machine });
new TailscaleNode(host, 'tailscale', { tags: ['tag:server'], authKey: SecretFile.at('/run/keys/tailscale') });
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      const unused = node._loginFlags().join(' ');
      if (unused === '' || node._props.authKey !== undefined || node.system.kind === SystemKind.DARWIN) continue;
      report.found(node, {
        message: `${node.hostname} has no auth key, so that nothing logs it in with ${unused}`,
        keyPath: 'authKey',
        mend: `give authKey, or log in by hand: tailscale up ${unused}`,
      });
    }
  },
};
