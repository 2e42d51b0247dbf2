import { ContainerFacts, containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

export const containerNoWayOut: IRule = {
  code: 'CONTAINER_NO_WAY_OUT',
  severity: Severity.WARNING,
  title: 'A container with a network of its own has a way out of it',
  reason: 'it reaches the other end of its cable, or its own network, and nothing beyond: no names, no updates',
  source: 'NixOS manual: container networking; networking.nat.internalInterfaces, networking.defaultGateway',
  breaks: `
const winecellar = new Host(app, 'winecellar', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(winecellar, 'wine', { hostBridge: 'br0', localAddress: '10.111.3.2/24' });
`,
  holds: `
const winecellar = new Host(app, 'winecellar', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new NixosContainer(winecellar, 'wine', { hostBridge: 'br0', localAddress: '10.111.3.2/24', gateway: '10.111.3.1' });
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      const cabled = facts.container?.hostAddress !== undefined && facts.container._props.nat !== false;
      // The construct has the host translate its addresses.
      if ((facts.plain && cabled) || !facts.ownNetwork || facts.options.unseen.length > 0 || !facts.insideKnown) {
        continue;
      }
      if (['macvlans', 'interfaces', 'extraVeths'].some((name) => facts.has(name))) continue;
      const { name, system, owner, container } = facts;
      const who = `the container ${name} of ${system.systemName}`;
      if (facts.has('hostBridge')) {
        if (!facts.has('localAddress') || hasRoute(facts)) continue;
        report.found(owner, {
          keyPath: facts.keyPath('gateway'),
          message: `${who} has the address ${String(facts.value('localAddress'))} on ${String(facts.value('hostBridge'))}, and no gateway`,
          mend: container ? "give it the router of the network: gateway: '…'" : 'set networking.defaultGateway inside',
        });
      } else if (container?._props.nat !== false && !isTranslated(facts)) {
        report.found(owner, {
          keyPath: facts.keyPath('privateNetwork'),
          message: `nothing translates the addresses of ${who}`,
          mend: "make it by NixosContainer, or add networking: { nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: '…' } }",
        });
      }
    }
  },
};

/** Whether the inside has, or may get, a default route. */
function hasRoute(facts: ContainerFacts): boolean {
  const paths = [
    ['networking', 'defaultGateway'],
    ['networking', 'interfaces', 'eth0', 'ipv4', 'routes'],
    ['systemd', 'network', 'networks'],
  ];
  const dhcp = [
    ['networking', 'useDHCP'],
    ['networking', 'interfaces', 'eth0', 'useDHCP'],
  ];
  return (
    paths.some((path) => facts.inside(...path).some(({ value }) => value !== null)) ||
    dhcp.some((path) => facts.inside(...path).some(({ value }) => value !== false))
  );
}

/** Whether the host translates addresses, or has rules of its own that may. */
function isTranslated({ options, name }: ContainerFacts): boolean {
  const own = [
    ['networking', 'nftables', 'ruleset'],
    ['networking', 'nftables', 'tables'],
    ['networking', 'firewall', 'extraCommands'],
    ['networking', 'nat', 'internalIPs'],
    ['networking', 'nat', 'extraCommands'],
  ];
  if (own.some((path) => options._at(path).length > 0)) return true;
  for (const { value } of options._at(['systemd', 'network', 'networks', '*', 'networkConfig'])) {
    if (!isPlainSet(value) || value.IPMasquerade !== undefined) return true;
  }
  if (!options._taken(['networking', 'nat', 'enable']).some(({ value }) => value !== false)) return false;
  return options._at(['networking', 'nat', 'internalInterfaces']).some(({ value }) => {
    if (!Array.isArray(value)) return true;
    return value.some((each) => typeof each !== 'string' || `ve-${name}`.startsWith(each.replace(/[+*]$/, '')));
  });
}
