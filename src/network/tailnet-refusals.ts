import { checkName, GROUP, hostAndPorts, ipOf, isProtocol, NameUse, TAG } from './tailnet-names';
import {
  TailnetAcl,
  TailnetAutoApprovers,
  TailnetGrant,
  TailnetNodeAttr,
  TailnetProps,
  TailnetSshAction,
  TailnetSshRule,
  TailnetSshTest,
  TailnetTest,
} from './tailnet-props';
import { parseAddress, parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';

/** Refuses what the control server would refuse by its form. */
export class TailnetRefusals {
  constructor(
    private readonly refuse: Refuse,
    private readonly headscale: boolean,
  ) {}

  public all(props: TailnetProps): void {
    this.names(props);
    for (const [tag, owners] of Object.entries(props.tagOwners ?? {})) this.tagOwners(tag, owners);
    for (const [group, members] of Object.entries(props.groups ?? {})) this.group(group, members);
    for (const [name, address] of Object.entries(props.hosts ?? {})) this.host(name, address);
    props.externalTags?.forEach((tag, i) => this.tag(tag, `externalTags[${i}]`));
    props.failoverRoutes?.forEach((route, i) => this.network(route, `failoverRoutes[${i}]`));
    props.grants?.forEach((grant, i) => this.grant(grant, `grants[${i}]`));
    props.acls?.forEach((acl, i) => this.acl(acl, `acls[${i}]`));
    props.ssh?.forEach((rule, i) => this.ssh(rule, `ssh[${i}]`));
    props.nodeAttrs?.forEach((attr, i) => this.nodeAttr(attr, `nodeAttrs[${i}]`));
    props.tests?.forEach((test, i) => this.test(test, `tests[${i}]`));
    props.sshTests?.forEach((test, i) => this.sshTest(test, `sshTests[${i}]`));
    this.approvers(props.autoApprovers ?? {});
  }

  public tagOwners(tag: string, owners: readonly string[]): void {
    const keyPath = `tagOwners.${JSON.stringify(tag)}`;
    this.tag(tag, keyPath);
    this.each(owners, 'owner', keyPath);
  }

  public group(group: string, members: readonly string[]): void {
    const keyPath = `groups.${JSON.stringify(group)}`;
    if (!GROUP.test(group)) {
      this.refuse('TAILNET_NAME', `"${group}" is no group`, "write group: and a name: 'group:family'", keyPath);
    }
    this.each(members, 'member', keyPath);
  }

  public host(name: string, address: string): void {
    const keyPath = `hosts.${JSON.stringify(name)}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) || parseAddress(name)) {
      this.refuse('TAILNET_NAME', `"${name}" cannot name an address`, 'use letters, digits, -, _ and .', keyPath);
    }
    if (!parseAddress(address)) this.network(address, keyPath);
  }

  public grant(grant: TailnetGrant, keyPath: string): void {
    this.ends(grant, keyPath);
    this.each(grant.dst, 'dst', `${keyPath}.dst`);
    if ((grant.ip ?? []).length === 0 && Object.keys(grant.app ?? {}).length === 0) {
      this.refuse(
        'TAILNET_GRANT',
        'a grant allows nothing',
        "say what: ip: ['tcp:443'], or ip: ['*']",
        `${keyPath}.ip`,
      );
    }
    grant.ip?.forEach((text, i) => {
      if (ipOf(text)) return;
      this.refuse(
        'TAILNET_GRANT',
        `"${text}" is neither a port nor a protocol`,
        "write '*', '443', '8000-8010', 'tcp:443', 'udp:*' or 'icmp:*'",
        `${keyPath}.ip[${i}]`,
      );
    });
    grant.via?.forEach((tag, i) => this.tag(tag, `${keyPath}.via[${i}]`));
    for (const name of ['app', 'via', 'srcPosture'] as const) this.onlyTailscale(grant[name], `${keyPath}.${name}`);
    this.selfFromUsers(grant, `${keyPath}.dst`);
  }

  public acl(acl: TailnetAcl, keyPath: string): void {
    this.ends(acl, keyPath);
    acl.dst.forEach((text, i) => {
      const at = `${keyPath}.dst[${i}]`;
      const parsed = hostAndPorts(text);
      if (parsed) return checkName(parsed.host, 'dst', at, this.headscale, this.refuse);
      return this.refuse(
        'TAILNET_ACL',
        `"${text}" has no ports`,
        "write them behind a colon: 'tag:server:22', '*:*'",
        at,
      );
    });
    if (acl.proto !== undefined && !isProtocol(acl.proto)) {
      this.refuse(
        'TAILNET_ACL',
        `"${acl.proto}" is no protocol`,
        "give 'tcp', 'udp', 'icmp' or a number",
        `${keyPath}.proto`,
      );
    }
  }

  public ssh(rule: TailnetSshRule, keyPath: string): void {
    this.ends(rule, keyPath, 'ssh src');
    const refuse = (message: string, mend: string, at: string, why?: string) =>
      this.refuse('TAILNET_SSH', message, mend, `${keyPath}.${at}`, why);
    rule.dst.forEach((name, i) => {
      checkName(name, 'ssh dst', `${keyPath}.dst[${i}]`, this.headscale, this.refuse);
      if (name.includes('@') && (rule.src.length !== 1 || rule.src[0] !== name)) {
        refuse(`${name} is the destination, and others are sources`, "give a tag, or 'autogroup:self'", `dst[${i}]`);
      }
    });
    if (rule.users.length === 0) {
      refuse('nobody is said as whom one comes in', "give users of the machine, or 'autogroup:nonroot'", 'users');
    }
    rule.users.forEach((user, i) => {
      if (/^(autogroup:nonroot|localpart:\*@[^\s@]+\.[^\s@]+|[A-Za-z_][A-Za-z0-9_.-]*\$?)$/.test(user)) return;
      refuse(`"${user}" is no user of a machine`, "give its name there, or 'autogroup:nonroot'", `users[${i}]`);
    });
    const fromTag = rule.src.find((name) => name.startsWith('tag:') || name === 'autogroup:tagged');
    if (rule.action === TailnetSshAction.CHECK && fromTag !== undefined) {
      refuse(
        `${fromTag} is to be checked`,
        'accept it, in a rule of its own',
        'action',
        'a machine cannot log in again',
      );
    }
    if (rule.checkPeriod !== undefined) {
      if (rule.action !== TailnetSshAction.CHECK) {
        refuse('a check period is given, and nothing is checked', 'give action: TailnetSshAction.CHECK', 'checkPeriod');
      }
      const [, hours, minutes] = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?$/.exec(rule.checkPeriod) ?? [];
      const length = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
      if (rule.checkPeriod !== 'always' && (length < 1 || length > 168 * 60)) {
        refuse(`"${rule.checkPeriod}" is no period`, "give '20h', '30m' or 'always'; a week at most", 'checkPeriod');
      }
    }
    this.selfFromUsers(rule, `${keyPath}.dst`);
  }

  public nodeAttr(attr: TailnetNodeAttr, keyPath: string): void {
    this.onlyTailscale([attr], keyPath);
    this.each(attr.target, 'target', `${keyPath}.target`);
    if ((attr.attr ?? []).length === 0 && Object.keys(attr.app ?? {}).length === 0) {
      this.refuse('TAILNET_NODE_ATTR', 'no attribute is given', "give one: attr: ['funnel']", `${keyPath}.attr`);
    }
  }

  public test(test: TailnetTest, keyPath: string): void {
    this.onlyTailscale([test], keyPath);
    checkName(test.src, 'test', `${keyPath}.src`, false, this.refuse);
    if ((test.accept ?? []).length + (test.deny ?? []).length === 0) {
      this.refuse('TAILNET_TEST', 'a test tests nothing', 'give accept or deny', keyPath);
    }
    for (const side of ['accept', 'deny'] as const) {
      test[side]?.forEach((text, i) => {
        const at = `${keyPath}.${side}[${i}]`;
        const parsed = hostAndPorts(text);
        if (parsed && /^\d+$/.test(parsed.ports)) return checkName(parsed.host, 'test', at, false, this.refuse);
        return this.refuse(
          'TAILNET_TEST',
          `"${text}" has not one port`,
          "write it behind a colon: 'tag:server:443'",
          at,
        );
      });
    }
  }

  public sshTest(test: TailnetSshTest, keyPath: string): void {
    this.onlyTailscale([test], keyPath);
    checkName(test.src, 'test', `${keyPath}.src`, false, this.refuse);
    this.each(test.dst, 'test', `${keyPath}.dst`);
  }

  private approvers({ routes, exitNode, services }: TailnetAutoApprovers): void {
    for (const [route, names] of Object.entries(routes ?? {})) {
      const keyPath = `autoApprovers.routes.${JSON.stringify(route)}`;
      this.network(route, keyPath);
      this.each(names, 'approver', keyPath);
    }
    this.each(exitNode ?? [], 'approver', 'autoApprovers.exitNode');
    for (const [service, names] of Object.entries(services ?? {})) {
      const keyPath = `autoApprovers.services.${JSON.stringify(service)}`;
      if (!/^svc:[a-z][a-z0-9-]*$|^tag:/.test(service)) {
        this.refuse('TAILNET_NAME', `"${service}" is no service`, "write svc: and its name: 'svc:wiki'", keyPath);
      }
      this.each(names, 'approver', keyPath);
    }
    this.onlyTailscale(services, 'autoApprovers.services');
  }

  private names(props: TailnetProps): void {
    const { tailnetName } = props;
    const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
    if (tailnetName !== undefined && !new RegExp(`^${label}(\\.${label})+$`).test(tailnetName)) {
      this.refuse(
        'TAILNET_NAME',
        `"${tailnetName}" cannot be the name of a tailnet`,
        "give the one that its DNS page shows, such as 'tail1a2b3c.ts.net', in small letters",
        'tailnetName',
      );
    }
    for (const name of ['postures', 'ipsets', 'tests', 'sshTests'] as const) this.onlyTailscale(props[name], name);
    for (const [name, prefix] of [
      ['postures', 'posture:'],
      ['ipsets', 'ipset:'],
    ] as const) {
      for (const key of Object.keys(props[name] ?? {})) {
        if (key.startsWith(prefix) && key.length > prefix.length) continue;
        this.refuse('TAILNET_NAME', `"${key}" does not begin with ${prefix}`, `write '${prefix}${key}'`, name);
      }
    }
    for (const key of Object.keys(props.extra ?? {})) {
      if (!MEMBERS.has(key)) continue;
      this.refuse('TAILNET_EXTRA', `${key} is a prop of its own`, `give it beside extra: ${key}`, `extra.${key}`);
    }
  }

  private ends(rule: { src: string[]; dst: string[] }, keyPath: string, use: NameUse = 'src'): void {
    for (const side of ['src', 'dst'] as const) {
      if (rule[side].length > 0) continue;
      this.refuse(
        'TAILNET_RULE',
        `a rule has no ${side === 'src' ? 'source' : 'destination'}`,
        'give one, or leave the rule out',
        `${keyPath}.${side}`,
      );
    }
    this.each(rule.src, use, `${keyPath}.src`);
  }

  /** `autogroup:self` is the sources' own devices: machines have none. */
  private selfFromUsers(rule: { src: string[]; dst: string[] }, keyPath: string): void {
    if (!rule.dst.includes('autogroup:self')) return;
    const machine = rule.src.find((name) => !/^(autogroup:(?!tagged|shared|danger)|group:|user:)|@/.test(name));
    if (machine === undefined) return;
    this.refuse(
      'TAILNET_SELF',
      `autogroup:self is the destination, and ${machine} a source`,
      'give users or groups as sources',
      keyPath,
      'it means devices of the same user; tagged machines and addresses have none',
    );
  }

  private each(names: readonly string[], use: NameUse, keyPath: string): void {
    names.forEach((name, i) => checkName(name, use, `${keyPath}[${i}]`, this.headscale, this.refuse));
  }

  private tag(tag: string, keyPath: string): void {
    if (TAG.test(tag)) return;
    this.refuse('TAILNET_NAME', `"${tag}" is no tag`, "write tag: and letters, digits and -: 'tag:server'", keyPath);
  }

  private network(text: string, keyPath: string): void {
    const parsed = parsePrefix(text);
    if (parsed && parsed.value === parsed.network) return;
    this.refuse(
      'TAILNET_NETWORK',
      `"${text}" is no network`,
      "give its first address and prefix length: '192.168.1.0/24'",
      keyPath,
    );
  }

  private onlyTailscale(value: object | undefined, keyPath: string): void {
    if (!this.headscale || value === undefined || Object.keys(value).length === 0) return;
    this.refuse(
      'TAILNET_HEADSCALE',
      `headscale does not know ${keyPath}`,
      'leave it out; for a headscale that does, write it into extra',
      keyPath,
      'it refuses a policy with members that it does not know, and does not start',
    );
  }
}

/** Members of the policy that are props. */
const MEMBERS = new Set([
  ...['groups', 'hosts', 'tagOwners', 'ipsets', 'postures', 'grants', 'acls', 'ssh', 'autoApprovers', 'nodeAttrs'],
]);
