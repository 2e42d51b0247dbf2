import { hujson, pathKey } from './hujson';
import { ipOf } from './tailnet-names';
import { TailnetAcl, TailnetGrant, TailnetProps } from './tailnet-props';
import type { TailscaleNode } from './tailscale-node';
import { formatNetwork, parsePrefix } from '../app/ip';

/** Whom the nodes' offers are approved for, and who offers. */
export interface Approvals {
  readonly routes: ReadonlyMap<string, Approval>;
  readonly exitNode: Approval;
  readonly services: ReadonlyMap<string, Approval>;
}

interface Approval {
  readonly approvers: Set<string>;
  readonly nodes: string[];
}

/**
 * What the tagged nodes offer, approved for the tag of each that the fewest
 * nodes have: a tag that all servers have would let all of them offer it.
 */
function approvalsOf(nodes: readonly TailscaleNode[]): Approvals {
  const byTag = nodesByTag(nodes);
  const routes = new Map<string, Approval>();
  const services = new Map<string, Approval>();
  const exitNode: Approval = { approvers: new Set(), nodes: [] };
  const at = (map: Map<string, Approval>, key: string) => {
    let found = map.get(key);
    if (!found) map.set(key, (found = { approvers: new Set(), nodes: [] }));
    return found;
  };
  for (const node of nodes) {
    const [rarest] = [...node.tags].sort((a, b) => byTag.get(a)!.length - byTag.get(b)!.length);
    const approve = (approval: Approval) => {
      if (rarest !== undefined) approval.approvers.add(rarest);
      approval.nodes.push(node.hostname);
    };
    for (const route of node.routes) approve(at(routes, networkOf(route)));
    for (const service of node._services) approve(at(services, `svc:${service}`));
    if (node.isExitNode) approve(exitNode);
  }
  return { routes, exitNode, services };
}

/** The nodes that have each tag. */
export function nodesByTag(nodes: readonly TailscaleNode[]): Map<string, TailscaleNode[]> {
  const found = new Map<string, TailscaleNode[]>();
  for (const node of nodes) {
    for (const tag of node.tags) {
      const others = found.get(tag);
      if (others) others.push(node);
      else found.set(tag, [node]);
    }
  }
  return found;
}

/** A route in its usual spelling. */
export function networkOf(route: string): string {
  const parsed = parsePrefix(route);
  return parsed ? formatNetwork(parsed) : route;
}

/** The policy of a tailnet, as text. */
export function policyText(props: TailnetProps, nodes: readonly TailscaleNode[], path: string): string {
  const comments = new Map<string, string>();
  const approvals = props.approveNodes === false ? approvalsOf([]) : approvalsOf(nodes);
  const headscale = props.headscale !== undefined;
  const grants = headscale ? [] : (props.grants ?? []);
  const acls = [...(headscale ? (props.grants ?? []).flatMap(asAcls) : []), ...(props.acls ?? [])];
  const policy = {
    groups: filled(sorted(props.groups)),
    hosts: filled(sorted(props.hosts)),
    tagOwners: filled(sorted(props.tagOwners)),
    ipsets: filled(sorted(props.ipsets)),
    postures: filled(sorted(props.postures)),
    // Without either, everybody would reach everything.
    grants: grants.length > 0 || (acls.length === 0 && !headscale) ? grants.map(grantOf) : undefined,
    acls: acls.length > 0 || headscale ? acls.map(aclOf) : undefined,
    ssh: filled(
      props.ssh?.map(({ action, src, dst, users, checkPeriod, acceptEnv }) => {
        return { action: action ?? 'accept', src, dst, users, checkPeriod, acceptEnv };
      }),
    ),
    autoApprovers: filled(autoApprovers(props, approvals, comments)),
    nodeAttrs: filled(props.nodeAttrs?.map(({ target, attr, app }) => ({ target, attr, app }))),
    tests: filled(props.tests?.map(({ src, proto, accept, deny }) => ({ src, proto, accept, deny }))),
    sshTests: filled(props.sshTests?.map(({ src, dst, accept, check, deny }) => ({ src, dst, accept, check, deny }))),
    ...props.extra,
  };
  const byTag = nodesByTag(nodes);
  for (const tag of Object.keys(policy.tagOwners ?? {})) {
    const names = (byTag.get(tag) ?? []).map((node) => node.hostname);
    if (names.length > 0) comments.set(pathKey(['tagOwners', tag]), listed(names));
  }
  const noted = { grants, acls, ssh: props.ssh, nodeAttrs: props.nodeAttrs };
  for (const [section, rules] of Object.entries(noted)) {
    rules?.forEach(({ comment }, index) => {
      if (comment !== undefined) comments.set(pathKey([section, index]), comment);
    });
  }
  return `// ${path}. Written by cosmo: change the estate, not this file.\n${hujson(policy, comments)}`;
}

function grantOf({ src, dst, ip, via, srcPosture, app }: TailnetGrant): Record<string, unknown> {
  return { src, dst, ip, via, srcPosture, app };
}

function aclOf({ src, proto, dst }: TailnetAcl): Record<string, unknown> {
  return { action: 'accept', src, proto, dst };
}

/** A grant as rules of the older form, one for each protocol. */
function asAcls({ src, dst, ip, comment }: TailnetGrant): TailnetAcl[] {
  const byProtocol = new Map<string | undefined, string[]>();
  for (const text of ip ?? []) {
    const { proto, ports } = ipOf(text)!;
    byProtocol.set(proto, [...(byProtocol.get(proto) ?? []), ports]);
  }
  return [...byProtocol].map(([proto, ports]) => ({
    src,
    proto,
    dst: dst.map((name) => `${name}:${ports.includes('*') ? '*' : ports.join(',')}`),
    comment,
  }));
}

function autoApprovers(props: TailnetProps, approvals: Approvals, comments: Map<string, string>): object {
  const { routes, exitNode, services } = props.autoApprovers ?? {};
  const merged = (
    given: Record<string, string[]> | undefined,
    from: ReadonlyMap<string, Approval>,
    section: string,
  ) => {
    const result: Record<string, string[]> = {};
    for (const key of new Set([...Object.keys(given ?? {}), ...from.keys()])) {
      const approval = from.get(key);
      const names = new Set([...(given?.[key] ?? []), ...[...(approval?.approvers ?? [])].sort()]);
      if (names.size > 0) result[key] = [...names];
      if (approval) comments.set(pathKey(['autoApprovers', section, key]), `offered by ${listed(approval.nodes)}`);
    }
    return filled(sorted(result));
  };
  const exits = new Set([...(exitNode ?? []), ...[...approvals.exitNode.approvers].sort()]);
  if (approvals.exitNode.nodes.length > 0) {
    comments.set(pathKey(['autoApprovers', 'exitNode']), `offered by ${listed(approvals.exitNode.nodes)}`);
  }
  return Object.fromEntries(
    Object.entries({
      routes: merged(routes, approvals.routes, 'routes'),
      exitNode: filled([...exits]),
      services: props.headscale ? undefined : merged(services, approvals.services, 'services'),
    }).filter(([, value]) => value !== undefined),
  );
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].sort().join(', ');
}

/** Nothing in place of an empty set or list. */
function filled<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function sorted<T>(set: Record<string, T> | undefined): Record<string, T> | undefined {
  return set && Object.fromEntries(Object.entries(set).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
