import { IConstruct } from 'constructs';
import { Defined, Definitions, eachLeaf, keyPathOf, taken, valuesAt } from '../app/definitions/definitions';
import { Host } from '../hosts';
import { Report } from './system-policy';

/** What may be open. */
export interface OpeningRules {
  readonly interfaces?: ReadonlySet<string>;
  readonly ports: ReadonlySet<number>;
  readonly sshEverywhere: boolean;
}

/** Who listens on a port, by `TCP 22`. */
export type Listeners = ReadonlyMap<string, { readonly owner: IConstruct; readonly purpose?: string }>;

/** Interfaces that lead to the host itself, and to its own containers and guests. */
const OWN = /^(lo|ve-.*|vb-.*|vz-.*|virbr.*|vnet.*|microvm.*)$/;
const WHY = 'what listens on every network can be reached from networks that nobody thought of';

/** What is open in the firewall of a host, or goes around it, against the rules. */
export function judgeOpenings(
  host: Host,
  definitions: readonly Definitions[],
  listeners: Listeners,
  rules: OpeningRules,
  report: Report,
): void {
  const judge = new Judge(host, definitions, listeners, rules, report);
  judge.firewall();
  judge.openFirewallFlags();
  judge.forwards();
}

class Judge {
  private readonly sshPorts: ReadonlySet<number>;
  private readonly tailnet: ReadonlySet<string>;

  constructor(
    private readonly host: Host,
    private readonly definitions: readonly Definitions[],
    private readonly listeners: Listeners,
    private readonly rules: OpeningRules,
    private readonly report: Report,
  ) {
    const ports = this.at('services', 'openssh', 'ports').flatMap(({ value }) => numbers(value));
    this.sshPorts = new Set(ports.length > 0 ? ports : [22]);
    const names = this.at('services', 'tailscale', 'interfaceName').map(({ value }) => String(value));
    this.tailnet = new Set(names.length > 0 ? names : ['tailscale0']);
  }

  public firewall(): void {
    const { systemName } = this.host;
    const off = taken(this.at('networking', 'firewall', 'enable')).find(({ value }) => value === false);
    if (off) {
      this.report(off.owner, {
        code: 'LOCKED_DOWN_NO_FIREWALL',
        message: `${systemName} has no firewall`,
        keyPath: 'networking.firewall.enable',
        why: WHY,
        mend: 'leave it on, and open what must be reached',
      });
    }
    for (const protocol of ['TCP', 'UDP']) {
      for (const name of [`allowed${protocol}Ports`, `allowed${protocol}PortRanges`]) {
        for (const one of this.at('networking', 'firewall', name)) this.everywhere(protocol, one, name);
        for (const one of this.at('networking', 'firewall', 'interfaces', '*', name)) this.onOne(protocol, one, name);
      }
    }
    for (const { owner, value } of this.at('networking', 'firewall', 'trustedInterfaces')) {
      for (const name of Array.isArray(value) ? value : []) {
        if (this.mayBeOpen(name) && (this.rules.interfaces?.has(name) || this.tailnet.has(name) || OWN.test(name))) {
          continue;
        }
        this.report(owner, {
          code: 'LOCKED_DOWN_TRUSTED',
          message: `${systemName} lets everything in that comes from ${name}`,
          keyPath: 'networking.firewall.trustedInterfaces',
          why: WHY,
          mend: `open single ports there: firewall.allowTcp(port, { interface: '${name}' }); or name it: new LockedDown({ interfaces: ['${name}'] })`,
        });
      }
    }
  }

  /** `openFirewall = true`, which opens ports on every interface. */
  public openFirewallFlags(): void {
    for (const { owner, tree } of this.definitions) {
      for (const root of ['services', 'programs', 'hardware', 'virtualisation']) {
        eachLeaf(tree[root], (value, path) => {
          if (value !== true || path[path.length - 1] !== 'openFirewall') return;
          const option = keyPathOf([root, ...path.slice(0, -1)]);
          if (option === 'services.tailscale' || (option === 'services.openssh' && this.rules.sshEverywhere)) return;
          this.report(owner, {
            code: 'LOCKED_DOWN_PORT',
            message: `${option} opens its ports on every interface of ${this.host.systemName}`,
            keyPath: `${option}.openFirewall`,
            why: WHY,
            mend: "leave openFirewall out, and open the ports on one interface: firewall.allowTcp(port, { interface: 'tailscale0' })",
          });
        });
      }
    }
    const ssh = this.at('services', 'openssh', 'openFirewall');
    const closed = taken(ssh).some(({ value }) => value === false);
    const on = taken(this.at('services', 'openssh', 'enable')).some(({ value }) => value === true);
    if (on && !closed && !this.rules.sshEverywhere) {
      this.report(this.host, {
        code: 'LOCKED_DOWN_PORT',
        message: `SSH is open on every interface of ${this.host.systemName}`,
        keyPath: 'services.openssh.openFirewall',
        why: WHY,
        mend: "open it on some: ssh: { interfaces: ['tailscale0'] }",
      });
    }
  }

  /** Ports that are led past the firewall, into containers and elsewhere. */
  public forwards(): void {
    for (const { owner, value, names } of this.at('containers', '*', 'forwardPorts')) {
      for (const port of hostPorts(value)) {
        this.forwarded(owner, port, `containers.${names[0]}.forwardPorts`, names[0]!);
      }
    }
    const path = ['virtualisation', 'oci-containers', 'containers', '*', 'ports'];
    for (const { owner, value, names } of this.at(...path)) {
      for (const text of Array.isArray(value) ? value : []) {
        const published = typeof text === 'string' ? /^(?:(.+):)?(\d+)(?:-\d+)?:\d+/.exec(text) : undefined;
        if (!published || /^(127\.|\[?::1)/.test(published[1] ?? '')) continue;
        this.forwarded(owner, Number(published[2]), `${path.slice(0, 3).join('.')}.${names[0]}.ports`, names[0]!);
      }
    }
  }

  private forwarded(owner: IConstruct, port: number, keyPath: string, to: string): void {
    if (this.rules.ports.has(port)) return;
    this.report(owner, {
      code: 'LOCKED_DOWN_FORWARD',
      message: `port ${port} of ${this.host.systemName} is forwarded to the container ${to} from every interface`,
      keyPath,
      why: 'a forwarded port goes around the firewall',
      mend: `lead to it by a reverse proxy, which names its interfaces; or allow it: new LockedDown({ ports: [${port}] })`,
    });
  }

  private everywhere(protocol: string, { owner, value }: Defined, name: string): void {
    for (const { text, port } of portsOf(value)) {
      if (port !== undefined && this.rules.ports.has(port)) continue;
      if (protocol === 'TCP' && port !== undefined && this.sshPorts.has(port) && this.rules.sshEverywhere) continue;
      const listener = this.listeners.get(`${protocol} ${text}`);
      if (protocol === 'UDP' && listener?.purpose === 'tailscaled') continue;
      this.report(listener?.owner ?? owner, {
        code: 'LOCKED_DOWN_PORT',
        message: `${protocol} port ${text}${purposeOf(listener)} is open on every interface of ${this.host.systemName}`,
        keyPath: `networking.firewall.${name}`,
        why: WHY,
        mend: `open it on one: firewall.allow${protocol === 'TCP' ? 'Tcp' : 'Udp'}(${text}, { interface: 'tailscale0' }); or allow it: new LockedDown({ ports: [${text}] })`,
      });
    }
  }

  private onOne(protocol: string, { owner, value, names }: Defined, name: string): void {
    const at = names[0]!;
    if (this.mayBeOpen(at)) return;
    for (const { text, port } of portsOf(value)) {
      if (port !== undefined && this.rules.ports.has(port)) continue;
      const listener = this.listeners.get(`${protocol} ${text}`);
      this.report(listener?.owner ?? owner, {
        code: 'LOCKED_DOWN_INTERFACE',
        message: `${protocol} port ${text}${purposeOf(listener)} of ${this.host.systemName} is open on ${at}`,
        keyPath: `networking.firewall.interfaces.${at}.${name}`,
        why: `ports are to be open on ${[...this.rules.interfaces!].join(', ') || 'no interface'} alone`,
        mend: `close it; or name the interface: new LockedDown({ interfaces: ['${at}'] })`,
      });
    }
  }

  private mayBeOpen(name: string): boolean {
    return this.rules.interfaces === undefined || this.rules.interfaces.has(name) || OWN.test(name);
  }

  private at(...path: string[]): Defined[] {
    return valuesAt(this.definitions, path);
  }
}

function purposeOf(listener: { readonly purpose?: string } | undefined): string {
  return listener?.purpose ? ` (${listener.purpose})` : '';
}

function numbers(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

/** The ports of a list, and the ranges of a list of ranges. */
function portsOf(value: unknown): { text: string; port?: number }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item === 'number') return [{ text: String(item), port: item }];
    const { from, to } = (item ?? {}) as { from?: unknown; to?: unknown };
    return typeof from === 'number' ? [{ text: `${from}-${String(to)}` }] : [];
  });
}

function hostPorts(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const { hostPort } = (item ?? {}) as { hostPort?: unknown };
    return typeof hostPort === 'number' ? [hostPort] : [];
  });
}
