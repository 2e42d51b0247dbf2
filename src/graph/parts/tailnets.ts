import { Estate } from '../../app';
import { Tailnet, TailscaleNode } from '../../network';
import { GraphBuilder } from '../builder';

/** The tailnets, with who may reach what; and their nodes, with tags and routes. */
export function addTailnets(builder: GraphBuilder, estate: Estate): void {
  for (const tailnet of estate._all(Tailnet.isTailnet)) addTailnet(builder, tailnet);
  for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
    const from = builder.of(node.system);
    if (from === undefined) continue;
    const { tailnet } = node;
    const to = tailnet ? builder.of(tailnet)! : nameless(builder, node.loginServer);
    const parts = [
      ...(node.hostname === node.system.systemName ? [] : [node.hostname]),
      ...node.tags,
      ...node.routes,
      ...(node.isExitNode ? ['exit node'] : []),
      ...(node.ssh ? ['SSH'] : []),
    ];
    builder.edge('member', from, to, parts.join(' · ') || undefined);
  }
}

function addTailnet(builder: GraphBuilder, tailnet: Tailnet): void {
  const { grants = [], acls = [], ssh = [], autoApprovers } = tailnet._props;
  const id = tailnet.node.path;
  const label = tailnet.tailnetName ?? tailnet.node.id;
  const facts = [tailnet.loginServer === undefined ? 'Tailscale' : `Headscale at ${tailnet.loginServer}`];
  builder.node({ id, kind: 'tailnet', topic: 'network', label, facts }, tailnet);
  const rule = (name: string, text: string, ...told: (string | false)[]) =>
    builder.node({ id: `${id}#${name}`, kind: 'rule', topic: 'network', label: text, facts: told, parent: id });
  const way = (src: readonly string[], dst: readonly string[]) => `${names(src)} → ${names(dst)}`;
  grants.forEach(({ src, dst, ip, via }, i) =>
    rule(
      `grant:${i}`,
      way(src, dst),
      ip !== undefined && !ip.includes('*') && names(ip),
      via ? `via ${names(via)}` : false,
    ),
  );
  acls.forEach(({ src, dst }, i) => rule(`acl:${i}`, way(src, dst)));
  ssh.forEach(({ src, dst, users }, i) => rule(`ssh:${i}`, way(src, dst), `SSH as ${names(users)}`));
  for (const [route, by] of Object.entries(autoApprovers?.routes ?? {})) {
    rule(`route:${route}`, route, `by ${names(by)}`);
  }
}

/** Tailscale, where the estate does not say who may reach what. */
function nameless(builder: GraphBuilder, loginServer: string | undefined): string {
  const label = loginServer ?? 'Tailscale';
  return builder.node({ id: `#tailnet:${label}`, kind: 'tailnet', topic: 'network', label, facts: ['tailnet'] });
}

function names(list: readonly string[]): string {
  return list.map((name) => (name === '*' ? 'everything' : name)).join(', ');
}
