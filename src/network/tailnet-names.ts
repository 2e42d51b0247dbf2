import { parseAddress, parsePrefix } from '../app/ip';
import { Refuse } from '../app/refuse';

/** Where a name stands in the policy. */
export type NameUse = 'src' | 'dst' | 'owner' | 'approver' | 'member' | 'target' | 'ssh src' | 'ssh dst' | 'test';

const ROLES = ['owner', 'admin', 'member', 'auditor', 'billing-admin', 'it-admin', 'network-admin'];
const EVERYBODY = [...ROLES, 'tagged'];
/** Which autogroups may stand where. */
const AUTOGROUPS: Readonly<Record<NameUse, readonly string[]>> = {
  src: [...EVERYBODY, 'shared', 'danger-all'],
  dst: [...EVERYBODY, 'self', 'internet'],
  owner: EVERYBODY,
  approver: EVERYBODY,
  target: EVERYBODY,
  member: [],
  test: [],
  'ssh src': EVERYBODY,
  'ssh dst': ['self', 'tagged'],
};
const HEADSCALE_AUTOGROUPS = ['member', 'tagged', 'self', 'internet'];
/** Places in which the name of no machine can stand: who has an address may be somebody else tomorrow. */
const PEOPLE: readonly NameUse[] = ['owner', 'approver', 'member', 'target', 'ssh src', 'ssh dst'];

export const TAG = /^tag:[A-Za-z][A-Za-z0-9-]*$/;
export const GROUP = /^group:[^\s:]+$/;
const USER = /^[^\s@:*]+@[^\s@:*]+$/;
/** As headscale has them that log in by no provider. */
const LOCAL_USER = /^[^\s@:*]+@$/;

/** Refuse a name that cannot stand where it does. Whether what it names exists is another question. */
export function checkName(name: string, use: NameUse, keyPath: string, headscale: boolean, refuse: Refuse): void {
  const no = (message: string, mend: string, why?: string) => refuse('TAILNET_NAME', message, mend, keyPath, why);
  if (typeof name !== 'string' || name.trim() !== name || name === '') {
    return no(`${JSON.stringify(name)} names nobody`, "give a user, 'group:…', 'tag:…' or 'autogroup:…'");
  }
  const [prefix, rest] = name.includes(':') && !parseAddress(name) && !parsePrefix(name) ? split(name) : ['', name];
  switch (prefix) {
    case 'autogroup': {
      const allowed = AUTOGROUPS[use].filter((one) => !headscale || HEADSCALE_AUTOGROUPS.includes(one));
      if (allowed.includes(rest)) return;
      if (rest === 'members') return no('autogroup:members is the old name', "write 'autogroup:member'");
      return no(
        `${name} cannot stand here`,
        allowed.length > 0 ? `use one of ${allowed.map((one) => `autogroup:${one}`).join(', ')}` : 'name it otherwise',
      );
    }
    case 'tag':
      if (use === 'member') return no(`${name} is in a group`, 'groups hold users alone');
      if (TAG.test(name)) return;
      return no(`"${name}" is no tag`, "write tag: and letters, digits and -, beginning with a letter: 'tag:server'");
    case 'group':
      if (use === 'member') return no(`the group ${name} is in a group`, 'name its users; groups hold no groups');
      if (use === 'ssh dst') return no(`${name} is no destination of SSH`, "give a tag, or 'autogroup:self'");
      if (GROUP.test(name)) return;
      return no(`"${name}" is no group`, "write group: and a name: 'group:family'");
    case 'user':
      if (use !== 'member' && use !== 'ssh dst' && /^\*@[^\s@]+\.[^\s@]+$/.test(rest)) return;
      return no(
        `"${name}" cannot stand here`,
        "write a user as ada@example.com, all of a domain as 'user:*@example.com'",
      );
    case 'svc':
      if ((use === 'dst' || use === 'test') && /^[a-z][a-z0-9-]*$/.test(rest)) return;
      return no(`"${name}" cannot stand here`, 'a Tailscale Service is a destination');
    case 'ipset':
      if ((use === 'src' || use === 'dst') && /^[A-Za-z][A-Za-z0-9-]*$/.test(rest)) return;
      return no(`"${name}" cannot stand here`, 'a set of addresses is a source or a destination');
    case '':
      break;
    default:
      return no(
        `"${name}" is of no kind that Tailscale knows`,
        "write 'group:…', 'tag:…', 'autogroup:…', 'svc:…', 'ipset:…', a user, an address or a name of hosts",
      );
  }
  if (name === '*') {
    if (use === 'src' || use === 'dst' || use === 'target') return;
    return no('* cannot stand here', 'name who is meant', use.startsWith('ssh') ? 'Tailscale refuses it' : undefined);
  }
  if (name.includes('@')) {
    if (USER.test(name) || (headscale && LOCAL_USER.test(name))) return;
    return no(
      `"${name}" is no user`,
      headscale
        ? "write the name and @ ('ada@'), or the mail address"
        : 'write it as the user logs in: ada@example.com, ada@github, ada@passkey',
    );
  }
  if (PEOPLE.includes(use)) {
    return no(
      `"${name}" is neither a user nor a group${use === 'member' ? '' : ' nor a tag'}`,
      'write a user with @, as ada@example.com',
      use.startsWith('ssh') ? 'Tailscale takes no addresses and no names of hosts here' : undefined,
    );
  }
  if (name.includes('/') && !parsePrefix(name)) {
    no(`"${name}" is no network`, "give its address and prefix length: '192.168.1.0/24'");
  }
}

function split(name: string): [string, string] {
  const colon = name.indexOf(':');
  return [name.slice(0, colon), name.slice(colon + 1)];
}

/** A destination with ports: `tag:server:80,443`. */
export function hostAndPorts(text: string): { host: string; ports: string } | undefined {
  const colon = text.lastIndexOf(':');
  if (colon <= 0) return undefined;
  const ports = text.slice(colon + 1);
  if (!/^(\*|\d+(-\d+)?(,\d+(-\d+)?)*)$/.test(ports) || !portsExist(ports)) return undefined;
  return { host: text.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), ports };
}

/** Whether all numbers in a text can be ports. */
function portsExist(text: string): boolean {
  return (text.match(/\d+/g) ?? []).every((number) => Number(number) <= 65535);
}

const PROTOCOLS = ['igmp', 'ipv4', 'ip-in-ip', 'tcp', 'egp', 'igp', 'udp', 'gre', 'esp', 'ah', 'sctp', 'icmp'];

/** A protocol by its name, or its number. */
export function isProtocol(text: string): boolean {
  return PROTOCOLS.includes(text) || (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 255);
}

/** What a grant allows: `tcp:443`, `443`, `*`. */
export function ipOf(text: string): { proto?: string; ports: string } | undefined {
  const match = /^(?:([a-z0-9-]+):)?(\*|\d+(?:-\d+)?)$/.exec(text);
  if (!match || !portsExist(match[2]!)) return undefined;
  const [, proto, ports] = match;
  if (proto === undefined) return { ports: ports! };
  if (!isProtocol(proto)) return undefined;
  // Others have no ports.
  return ports === '*' || ['tcp', 'udp', 'sctp'].includes(proto) ? { proto, ports: ports! } : undefined;
}

/** Whether ports as they are written hold one. */
export function holdsPort(ports: string, port: number): boolean {
  return ports.split(',').some((part) => {
    if (part === '*') return true;
    const [from, to = from] = part.split('-').map(Number);
    return from! <= port && port <= to!;
  });
}
