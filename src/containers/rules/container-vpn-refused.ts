import { ContainerFacts, containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

/** Services that make their interface through /dev/net/tun. */
const NEED_TUN = ['tailscale', 'zerotierone', 'netbird', 'mullvad-vpn', 'nebula'];

export const containerVpnRefused: IRule = {
  code: 'CONTAINER_VPN_REFUSED',
  severity: Severity.ERROR,
  title: 'A VPN in a container may make its interface',
  reason: 'without /dev/net/tun, or without CAP_NET_ADMIN on the network of the host, it cannot and does not start',
  source: 'NixOS: containers.<name>.enableTun, additionalCapabilities; systemd-nspawn(1): --capability=',
  breaks: `
const tunnels = new Host(app, 'tunnels', { ...machine });
new NixosContainer(tunnels, 'mesh', {
  privateNetwork: false,
  config: { services: { zerotierone: { enable: true } } },
});
`,
  holds: `
const tunnels = new Host(app, 'tunnels', { ...machine });
new NixosContainer(tunnels, 'mesh', {
  privateNetwork: false,
  enableTun: true,
  config: { services: { zerotierone: { enable: true } } },
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      if (
        facts.container?._props.enableTun ||
        facts.options.unseen.length > 0 ||
        facts.value('enableTun') === true ||
        facts.has('extraFlags')
      ) {
        continue;
      }
      const who = `the container ${facts.name} of ${facts.system.systemName}`;
      const tun = NEED_TUN.find((name) => runs(facts, name));
      if (tun !== undefined && !facts.has('allowedDevices')) {
        report.found(facts.owner, {
          keyPath: facts.keyPath('enableTun'),
          message: `${tun} in ${who} needs /dev/net/tun, which the container does not have`,
          mend: 'add enableTun: true',
        });
      } else if (!facts.ownNetwork && !facts.has('additionalCapabilities') && usesWireguard(facts)) {
        report.found(facts.owner, {
          keyPath: facts.keyPath(facts.container ? 'capabilities' : 'additionalCapabilities'),
          message: `WireGuard in ${who} may not make an interface on the network of the host`,
          mend: "give it a network of its own, or the capability 'CAP_NET_ADMIN'",
        });
      }
    }
  },
};

function runs(facts: ContainerFacts, service: string): boolean {
  const on = facts.inside('services', service, 'enable').some(({ value }) => value === true);
  if (!on || service !== 'tailscale') return on;
  return !facts.inside('services', service, 'interfaceName').some(({ value }) => value === 'userspace-networking');
}

function usesWireguard(facts: ContainerFacts): boolean {
  return [
    ['networking', 'wireguard', 'interfaces', '*'],
    ['networking', 'wg-quick', 'interfaces', '*'],
  ].some((path) => facts.inside(...path).length > 0);
}
