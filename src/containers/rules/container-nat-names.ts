import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { ContainerNetwork } from '../container-network';

export const containerNatNames: IRule = {
  code: 'CONTAINER_NAT_NAMES',
  severity: Severity.WARNING,
  title: 'Interfaces behind address translation are named as the firewall writes many of them',
  reason: 'iptables writes "any ending" as +, nftables as *: the other sign is part of a name that no interface has',
  source: 'NixOS: networking.nat.internalInterfaces; iptables(8): --in-interface; nft(8): wildcard interface names',
  breaks: `
new Host(app, 'wildcards', {
  ...machine,
  options: {
    networking: {
      nftables: { enable: true },
      nat: { enable: true, internalInterfaces: ['ve-+'], externalInterface: 'eno1' },
    },
  },
});
`,
  holds: `
new Host(app, 'wildcards', {
  ...machine,
  options: {
    networking: {
      nftables: { enable: true },
      nat: { enable: true, internalInterfaces: ['ve-*'], externalInterface: 'eno1' },
    },
  },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const options = estate.optionsOf(system);
      const lists = options
        ._at(['networking', 'nat', 'internalInterfaces'])
        .filter(({ owner }) => !ContainerNetwork.isContainerNetwork(owner));
      if (lists.length === 0 || options.unseen.length > 0) continue;
      const enabled = options._taken(['networking', 'nftables', 'enable']);
      const nftables = options._value(['networking', 'nftables', 'enable']) === true;
      if (!nftables && enabled.some(({ value }) => value !== false)) continue;
      const [right, wrong] = nftables ? ['*', '+'] : ['+', '*'];
      for (const { value, owner } of lists) {
        for (const name of Array.isArray(value) ? value : []) {
          if (typeof name !== 'string' || !name.endsWith(wrong)) continue;
          report.found(owner, {
            keyPath: 'networking.nat.internalInterfaces',
            message: `${system.systemName} translates addresses of ${name}, and its firewall is of ${nftables ? 'nftables' : 'iptables'}`,
            mend: `write ${name.slice(0, -1)}${right}`,
          });
        }
      }
    }
  },
};
