import { SystemKind, Severity } from '../../app';
import { plainOptions } from '../../app/plain-options';
import type { IRule } from '../../app/rules/rule';
import { TailscaleNode } from '../tailscale-node';

export const tailscaleLocalDns: IRule = {
  code: 'TAILSCALE_LOCAL_DNS',
  severity: Severity.ERROR,
  title: 'A Mac that asks the name servers of its tailnet alone asks no others',
  reason: 'macOS keeps name servers by network service, and nix-darwin takes one list for them',
  source: 'nix-darwin: services.tailscale.overrideLocalDns',
  breaks: `
const mac = new DarwinHost(app, 'mac-dns', {
  stateVersion: 7,
  primaryUser: 'ada',
  networking: { services: ['Wi-Fi'], nameservers: ['10.150.4.1'] },
});
new TailscaleNode(mac, 'tailscale', { overrideLocalDns: true });
`,
  holds: `
const mac = new DarwinHost(app, 'mac-dns', { stateVersion: 7, primaryUser: 'ada', networking: { services: ['Wi-Fi'] } });
new TailscaleNode(mac, 'tailscale', { overrideLocalDns: true });
`,
  check(estate, report) {
    for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
      const { system } = node;
      if (system.kind !== SystemKind.DARWIN || !node._props.overrideLocalDns) continue;
      const networking = (option: string) => plainOptions(system, ['networking', option], node);
      if (networking('dns').length > 0) {
        report.found(node, {
          message: `${system.systemName} has name servers of its own, and is to ask those of the tailnet alone`,
          keyPath: 'overrideLocalDns',
          why: 'nix-darwin refuses both: names of the tailnet would be found by chance',
          mend: 'set name servers in the settings of the tailnet, and leave networking.nameservers out',
        });
      } else if (networking('knownNetworkServices').length === 0) {
        report.found(node, {
          message: `${system.systemName} names no network services that the tailnet's name servers are for`,
          keyPath: 'overrideLocalDns',
          why: 'macOS keeps name servers by network service; without one nix-darwin sets nothing',
          mend: "name them: new DarwinHost(…, { networking: { services: ['Wi-Fi'] } })",
        });
      }
    }
  },
};
