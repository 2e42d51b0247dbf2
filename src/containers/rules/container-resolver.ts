import { containerFacts } from './container-facts';
import type { SystemOptions } from '../../app/definitions/system-options';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerResolver: IRule = {
  code: 'CONTAINER_RESOLVER',
  severity: Severity.WARNING,
  title: 'A container with a network of its own does not ask the resolver of its host at 127.0.0.53',
  reason:
    'the resolv.conf that it is given names a resolver on the loopback interface of the host: inside nobody listens there',
  source: 'NixOS: networking.useHostResolvConf is true in containers; systemd-resolved(8)',
  breaks: `
new Host(app, 'whisper', {
  ...machine,
  options: {
    services: { resolved: { enable: true } },
    networking: { nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: 'eno1' } },
    containers: {
      gossip: {
        privateNetwork: true,
        hostAddress: '10.111.4.1',
        localAddress: '10.111.4.2',
        config: { system: { stateVersion: '25.11' } },
      },
    },
  },
});
`,
  holds: `
new Host(app, 'whisper', {
  ...machine,
  options: {
    services: { resolved: { enable: true } },
    networking: { nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: 'eno1' } },
    containers: {
      gossip: {
        privateNetwork: true,
        hostAddress: '10.111.4.1',
        localAddress: '10.111.4.2',
        config: {
          system: { stateVersion: '25.11' },
          networking: { useHostResolvConf: Nix.mkForce(false) },
          services: { resolved: { enable: true } },
        },
      },
    },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      // The construct writes it.
      if (facts.plain || !facts.ownNetwork || !facts.insideKnown) continue;
      const copied = facts.inside('networking', 'useHostResolvConf');
      if (copied.length > 0 && copied.some(({ value }) => value !== true)) continue;
      const resolved = facts.inside('services', 'resolved', 'enable').some(({ value }) => value === true);
      const local = localResolver(facts.options);
      if (!resolved && local === undefined) continue;
      report.found(facts.owner, {
        keyPath: facts.container ? 'config.networking.useHostResolvConf' : `containers.${facts.name}.config`,
        message: resolved
          ? `the container ${facts.name} of ${facts.system.systemName} runs systemd-resolved and takes the resolv.conf of its host`
          : `the container ${facts.name} of ${facts.system.systemName} is to ask ${local}, which is on its host alone`,
        ...(resolved ? { severity: Severity.ERROR, why: 'NixOS refuses the two together' } : {}),
        mend: 'inside, set networking.useHostResolvConf = lib.mkForce false and services.resolved.enable = true',
      });
    }
  },
};

/** The resolver of a host that only itself reaches; undefined where there is none. */
function localResolver(options: SystemOptions): string | undefined {
  const on = (...path: string[]) => options._value(path);
  const resolved = on('services', 'resolved', 'enable');
  if (resolved === true) return 'systemd-resolved';
  // networkd brings resolved with it.
  const networkd = on('systemd', 'network', 'enable') === true || on('networking', 'useNetworkd') === true;
  if (networkd && resolved === undefined && options._at(['services', 'resolved', 'enable']).length === 0) {
    return 'systemd-resolved';
  }
  for (const { value } of options._taken(['networking', 'nameservers'])) {
    const list = Array.isArray(value) ? value : [];
    if (list.length > 0 && list.every((each) => /^(127\.|::1$)/.test(String(each)))) return String(list[0]);
  }
  return undefined;
}
