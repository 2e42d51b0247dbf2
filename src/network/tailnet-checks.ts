import { Tailnet } from './tailnet';
import { holdsPort, hostAndPorts, ipOf } from './tailnet-names';
import { networkOf, nodesByTag } from './tailnet-policy';
import { TailnetProps } from './tailnet-props';
import type { TailscaleNode } from './tailscale-node';
import { contains, parseAddress, parsePrefix } from '../app/ip';
import { plainOptions } from '../app/plain-options';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';

/** A name in the policy, and where. */
interface Named {
  readonly name: string;
  readonly keyPath: string;
}

/** A tailnet with what stands in it. */
interface Facts {
  readonly tailnet: Tailnet;
  readonly props: TailnetProps;
  readonly nodes: readonly TailscaleNode[];
  readonly found: FindingsByCode;
}

/** What only the finished tree can tell: the policies against the nodes of the estate. */
export function tailnetFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const tailnet of estate._all(Tailnet.isTailnet)) {
    const facts = { tailnet, props: tailnet._props, nodes: tailnet.nodes, found };
    const names = namesIn(facts.props);
    checkOwners(facts);
    checkDefined(facts, names);
    checkUsed(facts, names);
    checkRoutes(facts);
    checkSsh(facts);
    checkReach(facts);
    checkHeadscale(facts);
  }
  return found;
}

function checkHeadscale({ tailnet, props: { headscale }, found }: Facts): void {
  if (!headscale || plainOptions(headscale, ['services', 'headscale', 'enable']).includes(true)) return;
  found.add('TAILNET_HEADSCALE_OFF', tailnet, {
    message: `headscale is given the policy on ${headscale.systemName}, and does not run there`,
    keyPath: 'headscale',
    mend: 'set services.headscale.enable on it, or give the System that runs it',
  });
}

function checkOwners({ props, nodes, found }: Facts): void {
  for (const node of nodes) {
    node.tags.forEach((tag, index) => {
      if (props.tagOwners?.[tag] !== undefined) return;
      found.add('TAILNET_TAG_OWNER', node, {
        message: `${node.hostname} asks for ${tag}, and nobody may give it`,
        keyPath: `tags[${index}]`,
        why: 'the control server refuses a tag without an owner, so that the node does not log in',
        mend: `name its owners in the tailnet: tagOwners: { '${tag}': [] } for its administrators, or their names`,
      });
    });
  }
}

/** Names that stand for something that the policy must say. */
function checkDefined({ tailnet, props, found }: Facts, names: readonly Named[]): void {
  const kinds: [RegExp, Record<string, unknown> | undefined, string][] = [
    [/^tag:/, props.tagOwners, 'tagOwners'],
    [/^group:[^@]*$/, props.groups, 'groups'],
    [/^ipset:/, props.ipsets, 'ipsets'],
    [/^posture:/, props.postures, 'postures'],
    [/^[^:@*/]+$/, props.hosts, 'hosts'],
  ];
  for (const { name, keyPath } of names) {
    const [, set, prop] = kinds.find(([form]) => form.test(name)) ?? [];
    if (prop === undefined || set?.[name] !== undefined || parseAddress(name)) continue;
    found.add('TAILNET_UNDEFINED', tailnet, {
      message: `${name} stands in a rule, and nothing says what it is`,
      keyPath,
      why: 'the control server refuses the policy as a whole',
      mend: `say it: ${prop}: { '${name}': … }, or correct the name`,
    });
  }
}

function checkUsed({ tailnet, props, nodes, found }: Facts, names: readonly Named[]): void {
  const there = new Set([...nodes.flatMap((node) => node.tags), ...(props.externalTags ?? [])]);
  const told = new Set<string>();
  for (const { name, keyPath } of names) {
    if (!name.startsWith('tag:') || there.has(name) || told.has(name) || keyPath.startsWith('tagOwners')) continue;
    told.add(name);
    found.add('TAILNET_TAG_UNUSED', tailnet, {
      message: `${name} stands in a rule, and no node has it`,
      keyPath,
      why: 'the rule is for nobody, or a node lacks its tag',
      mend: `give a node the tag; or, for machines outside of the estate, externalTags: ['${name}']`,
    });
  }
}

function checkRoutes({ tailnet, props, nodes, found }: Facts): void {
  const byRoute = new Map<string, TailscaleNode[]>();
  for (const node of nodes) {
    for (const route of node.routes) {
      const key = networkOf(route);
      byRoute.set(key, [...(byRoute.get(key) ?? []), node]);
    }
  }
  const meant = new Set((props.failoverRoutes ?? []).map(networkOf));
  for (const [route, offering] of byRoute) {
    if (offering.length < 2 || meant.has(route)) continue;
    found.add('TAILNET_ROUTE_TWICE', tailnet, {
      message: `${route} is offered by ${offering.map((node) => node.hostname).join(' and ')}`,
      why: 'one of them carries the traffic and the others wait: two networks of the same numbers would be mixed up',
      mend: `let one offer it; or, where one stands in for the other, failoverRoutes: ['${route}']`,
      related: [...offering],
    });
  }
  for (const route of meant) {
    if ((byRoute.get(route)?.length ?? 0) > 1) continue;
    found.add('TAILNET_FAILOVER_UNUSED', tailnet, {
      message: `${route} is to have a stand-in, and ${byRoute.get(route)?.[0]?.hostname ?? 'nobody'} alone offers it`,
      keyPath: 'failoverRoutes',
      mend: 'have a second node offer it, or leave it out',
    });
  }
  const { routes, exitNode } = props.autoApprovers ?? {};
  const approved = Object.keys(routes ?? {}).flatMap((route) => parsePrefix(route) ?? []);
  for (const node of nodes) {
    if (node.tags.length > 0 && props.approveNodes !== false) continue;
    const open = node.routes.filter((route) => {
      const parsed = parsePrefix(route)!;
      return !approved.some((one) => one.prefix <= parsed.prefix && contains(one, parsed));
    });
    if (node.isExitNode && (exitNode ?? []).length === 0) open.push('the way to the internet');
    if (open.length === 0) continue;
    found.add('TAILNET_UNAPPROVED', node, {
      message: `nobody approves ${open.join(', ')} of ${node.hostname}`,
      keyPath: node.routes.length > 0 ? 'routes' : 'exitNode',
      why: 'what a node offers is used once it is approved, by hand or by the policy',
      mend: 'give the node a tag of its own; or name who may offer it: autoApprovers of the tailnet',
    });
  }
}

function checkSsh({ tailnet, props, nodes, found }: Facts): void {
  const rules = props.ssh ?? [];
  const reached = new Set(rules.flatMap((rule) => rule.dst));
  for (const node of nodes) {
    if (!node.ssh) continue;
    const own = node.tags.length > 0 ? [...node.tags, 'autogroup:tagged'] : ['autogroup:self'];
    if (own.some((name) => reached.has(name)) || (own.length === 1 && rules.some(({ dst }) => dst[0]!.includes('@')))) {
      continue;
    }
    found.add('TAILNET_SSH_NO_RULE', node, {
      message: `${node.hostname} takes Tailscale SSH, and no rule lets anybody in`,
      keyPath: 'ssh',
      why: 'the policy denies what it does not allow; and with ssh on, sshd no longer answers on the tailnet address',
      mend: `add a rule to the tailnet: ssh: [{ src: ['group:…'], dst: ['${own[0]}'], users: ['autogroup:nonroot'] }]`,
    });
  }
  const byTag = nodesByTag(nodes);
  rules.forEach(({ dst }, index) => {
    dst.forEach((name, i) => {
      const keyPath = `ssh[${index}].dst[${i}]`;
      const tagged = byTag.get(name) ?? [];
      if (tagged.length > 0 && !tagged.some((node) => node.ssh) && !props.externalTags?.includes(name)) {
        found.add('TAILNET_SSH_OFF', tailnet, {
          message: `${name} may be reached by Tailscale SSH, and ${tagged.map((node) => node.hostname).join(', ')} ${tagged.length > 1 ? 'do' : 'does'} not take it`,
          keyPath,
          mend: 'give the nodes ssh: true, or leave the rule out',
        });
      }
      if (!leadsTo(props, name, 22)) {
        found.add('TAILNET_SSH_NO_GRANT', tailnet, {
          message: `${name} may be reached by Tailscale SSH, and no grant leads to its port 22`,
          keyPath,
          why: 'an SSH rule alone opens nothing: the network must let the connection through, too',
          mend: `grant it: grants: [{ src: […], dst: ['${name}'], ip: ['tcp:22'] }]`,
        });
      }
    });
  });
}

function checkReach({ tailnet, props, nodes, found }: Facts): void {
  if ((props.grants ?? []).length === 0 && (props.acls ?? []).length === 0) {
    found.add('TAILNET_NOTHING_GRANTED', tailnet, {
      message: 'nobody in the tailnet reaches anything',
      keyPath: 'grants',
      why: 'the policy denies what it does not allow',
      mend: "grant what is needed: grants: [{ src: ['autogroup:member'], dst: ['tag:server'], ip: ['tcp:443'] }]",
    });
    return;
  }
  const exit = nodes.find((node) => node.isExitNode);
  if (exit && !leadsTo(props, 'autogroup:internet')) {
    found.add('TAILNET_EXIT_UNUSED', tailnet, {
      message: `${exit.hostname} offers the way to the internet, and no grant leads there`,
      keyPath: 'grants',
      mend: "grant it: { src: ['autogroup:member'], dst: ['autogroup:internet'], ip: ['*'] }",
    });
  }
}

/** Whether some rule leads to a destination, and to a port of it. */
function leadsTo(props: TailnetProps, name: string, port?: number): boolean {
  const meets = (dst: string) => dst === '*' || dst === name || (dst === 'autogroup:tagged' && name.startsWith('tag:'));
  const granted = (props.grants ?? []).some(
    ({ dst, ip }) =>
      dst.some(meets) &&
      (ip ?? []).some((text) => {
        const { proto, ports } = ipOf(text)!;
        return port === undefined || ((proto === undefined || proto === 'tcp') && holdsPort(ports, port));
      }),
  );
  return (
    granted ||
    (props.acls ?? []).some(({ dst }) =>
      dst.some((text) => {
        const parsed = hostAndPorts(text);
        return parsed !== undefined && meets(parsed.host) && (port === undefined || holdsPort(parsed.ports, port));
      }),
    )
  );
}

/** Every name that stands somewhere in the rules. */
function namesIn(props: TailnetProps): Named[] {
  const found: Named[] = [];
  const add = (names: readonly string[] | undefined, keyPath: string) =>
    names?.forEach((name, i) => found.push({ name, keyPath: `${keyPath}[${i}]` }));
  const hostsOf = (texts: readonly string[] | undefined) => texts?.map((text) => hostAndPorts(text)?.host ?? text);
  const sets = (set: Record<string, string[]> | undefined, keyPath: string) => {
    for (const [key, names] of Object.entries(set ?? {})) add(names, `${keyPath}.${JSON.stringify(key)}`);
  };
  sets(props.tagOwners, 'tagOwners');
  props.grants?.forEach(({ src, dst, via, srcPosture }, i) => {
    add(src, `grants[${i}].src`);
    add(dst, `grants[${i}].dst`);
    add(via, `grants[${i}].via`);
    add(
      srcPosture?.filter((one) => one.startsWith('posture:')),
      `grants[${i}].srcPosture`,
    );
  });
  props.acls?.forEach(({ src, dst }, i) => {
    add(src, `acls[${i}].src`);
    add(hostsOf(dst), `acls[${i}].dst`);
  });
  props.ssh?.forEach(({ src, dst }, i) => {
    add(src, `ssh[${i}].src`);
    add(dst, `ssh[${i}].dst`);
  });
  sets(props.autoApprovers?.routes, 'autoApprovers.routes');
  sets(props.autoApprovers?.services, 'autoApprovers.services');
  add(props.autoApprovers?.exitNode, 'autoApprovers.exitNode');
  props.nodeAttrs?.forEach(({ target }, i) => add(target, `nodeAttrs[${i}].target`));
  props.tests?.forEach(({ src, accept, deny }, i) => {
    add([src], `tests[${i}].src`);
    add(hostsOf(accept), `tests[${i}].accept`);
    add(hostsOf(deny), `tests[${i}].deny`);
  });
  props.sshTests?.forEach(({ src, dst }, i) => {
    add([src], `sshTests[${i}].src`);
    add(dst, `sshTests[${i}].dst`);
  });
  return found;
}
