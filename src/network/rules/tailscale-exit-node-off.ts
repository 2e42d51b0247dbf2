import { serverOf } from './route-table';
import { SystemKind, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleExitNodeOff: IRule = {
  code: 'TAILSCALE_EXIT_NODE_OFF',
  severity: Severity.ERROR,
  title: 'A node that is used as the way to the internet is one',
  reason: 'the node that uses it has no internet at all',
  source: 'https://tailscale.com/docs/features/exit-nodes',
  breaks: `
const tagged = { authKey: SecretFile.at('/run/keys/tailscale'), loginServer: 'https://exitoff.example.com', tags: ['tag:server'] };
const gate = new Host(app, 'exitoff-gate', { ...machine });
new TailscaleNode(gate, 'tailscale', tagged);
const box = new Host(app, 'exitoff-box', { ...machine });
new TailscaleNode(box, 'tailscale', { ...tagged, useExitNode: 'exitoff-gate' });
`,
  holds: `
const tagged = { authKey: SecretFile.at('/run/keys/tailscale'), loginServer: 'https://exitoff.example.com', tags: ['tag:server'] };
const gate = new Host(app, 'exitoff-gate', { ...machine });
new TailscaleNode(gate, 'tailscale', { ...tagged, exitNode: true });
const box = new Host(app, 'exitoff-box', { ...machine });
new TailscaleNode(box, 'tailscale', { ...tagged, useExitNode: 'exitoff-gate' });
`,
  check(estate, report) {
    const byName = new Map<string, TailscaleNode>();
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      byName.set(`${serverOf(node)} ${node.hostname.toLowerCase()}`, node);
    }
    for (const node of byName.values()) {
      const { useExitNode } = node._props;
      if (useExitNode === undefined) continue;
      const exit = byName.get(`${serverOf(node)} ${useExitNode.toLowerCase().split('.')[0]!}`);
      if (!exit || exit.isExitNode || exit.system.kind === SystemKind.DARWIN) continue;
      report.found(node, {
        message: `${node.hostname} goes to the internet through ${exit.hostname}, which does not offer it`,
        keyPath: 'useExitNode',
        related: [exit],
        mend: `give ${exit.hostname} exitNode: true, or name another one`,
      });
    }
  },
};
