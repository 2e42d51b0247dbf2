import { isPlainSet } from '../app/option-tree';
import { Host } from '../hosts';

interface Opened {
  readonly everywhere: Set<number>;
  readonly somewhere: Set<number>;
  readonly byInterface: Map<string, Set<number>>;
  readonly trusted: Set<string>;
}

/** What the modules of hosts open to TCP, as far as they say so in plain data. Each host is asked once. */
export class FirewallFacts {
  private readonly hosts = new Map<Host, Opened>();

  /** Whether a host lets in a port, on an interface or, where none is told, on any. */
  public lets(host: Host, port: number, interfaceName?: string): boolean {
    if (!host.firewall.enabled) return true;
    let open = this.hosts.get(host);
    if (!open) this.hosts.set(host, (open = opened(host)));
    if (open.everywhere.has(port)) return true;
    if (interfaceName === undefined) return open.somewhere.has(port) || open.trusted.size > 0;
    return open.trusted.has(interfaceName) || (open.byInterface.get(interfaceName)?.has(port) ?? false);
  }
}

function opened(host: Host): Opened {
  const result: Opened = { everywhere: new Set(), somewhere: new Set(), byInterface: new Map(), trusted: new Set() };
  for (const firewall of firewalls(host)) {
    for (const port of listOf<number>(firewall.allowedTCPPorts)) result.everywhere.add(port);
    for (const name of listOf<string>(firewall.trustedInterfaces)) result.trusted.add(name);
    for (const [name, at] of Object.entries(isPlainSet(firewall.interfaces) ? firewall.interfaces : {})) {
      const all = result.byInterface.get(name) ?? new Set();
      result.byInterface.set(name, all);
      for (const port of isPlainSet(at) ? listOf<number>(at.allowedTCPPorts) : []) {
        all.add(port);
        result.somewhere.add(port);
      }
    }
  }
  return result;
}

function firewalls(host: Host): Record<string, any>[] {
  return host._modules.flatMap((module) => {
    if (module._props.source !== undefined) return [];
    const options = module._definitions();
    const networking = isPlainSet(options) ? options.networking : undefined;
    const firewall = isPlainSet(networking) ? networking.firewall : undefined;
    return isPlainSet(firewall) ? [firewall] : [];
  });
}

function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}
