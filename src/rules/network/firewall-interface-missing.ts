import { Estate, Severity, System } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';

export const firewallInterfaceMissing: IRule = {
  code: 'FIREWALL_INTERFACE_MISSING',
  severity: Severity.WARNING,
  title: 'A port is opened on an interface that the machine has',
  reason: 'the firewall takes any name: what was to be open stays closed, and nobody is told',
  source: 'NixOS: networking.firewall.interfaces',
  breaks: `
new Host(app, 'no-tailnet', { ...machine, firewall: { interfaces: { tailscale0: { tcpPorts: [22] } } } });
`,
  holds: `
const host = new Host(app, 'no-tailnet', { ...machine, firewall: { interfaces: { tailscale0: { tcpPorts: [22] } } } });
new TailscaleNode(host, 'tailscale');
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const { openings } = estate._table(firewalls)(host);
      if (openings.every(({ interfaceName }) => interfaceName === undefined)) continue;
      const told = new Set<string>();
      for (const { interfaceName: name, owner, from, keyPath } of openings) {
        if (name === undefined || told.has(name)) continue;
        told.add(name);
        const missing = missingAt(estate, host, name);
        if (missing === undefined) continue;
        report.found(owner, {
          message: `port ${from} of ${host.systemName} is opened on ${name}, and ${missing}`,
          keyPath,
          mend: 'correct the name, or open it on an interface that is there',
          related: owner === host ? [] : [host],
        });
      }
    }
  },
};

/** Why there is no such interface, for names that are made by something of the estate; undefined where it may be there. */
function missingAt(estate: Estate, host: System, name: string): string | undefined {
  const options = estate.optionsOf(host);
  if (options.unseen.length > 0) return undefined;
  if (name === 'tailscale0') {
    const on = options._at(['services', 'tailscale', 'enable']).some(({ value }) => value !== false);
    const named = options._at(['services', 'tailscale', 'interfaceName']);
    if (!on) return 'the host runs no Tailscale';
    return named.length === 0 || named.some(({ value }) => value === name || typeof value !== 'string')
      ? undefined
      : `Tailscale has ${String(named[0]!.value)} there`;
  }
  const [, container] = /^v[eb]-(.*[^+*])$/.exec(name) ?? [];
  if (container !== undefined) {
    const there = options._at(['containers', '*']).some(({ names }) => names[0]!.startsWith(container));
    // Podman and others have such interfaces too, of names that nobody chose.
    return there || /^[0-9a-f]+$|\d+$/.test(container) ? undefined : `the host has no container ${container}`;
  }
  if (/^wg\d*$/.test(name)) {
    const there =
      options._at(['networking', 'wireguard', 'interfaces', name]).length > 0 ||
      options._at(['networking', 'wg-quick', 'interfaces', name]).length > 0 ||
      options._at(['systemd', 'network', 'netdevs']).length > 0 ||
      options._at(['networking', 'networkmanager', 'ensureProfiles']).length > 0 ||
      options._at(['services', 'netbird']).length > 0;
    return there ? undefined : 'the host makes no WireGuard interface';
  }
  return undefined;
}
