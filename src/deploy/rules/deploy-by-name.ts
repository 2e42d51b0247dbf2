import { arrivals } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';

export const deployByName: IRule = {
  code: 'DEPLOY_BY_NAME',
  severity: Severity.INFO,
  title: 'The estate tells where a host is reached that is deployed',
  reason: 'a name works where something resolves it: a name server, mDNS, a tailnet or ~/.ssh/config of who deploys',
  source: 'ssh_config(5): Host; NixOS: networking.interfaces.<name>.useDHCP',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const nomad = new Host(app, 'nomad', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(nomad, 'deploy');
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const nomad = new Host(app, 'nomad', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(nomad, 'deploy', { address: 'nomad.home.example' });
`,
  check(estate, report) {
    for (const { target, host, options } of estate._table(arrivals)) {
      if (target._props.address !== undefined || !Host.isHost(host) || target.address !== host.systemName) continue;
      const named = [
        ['services', 'tailscale', 'enable'],
        ['services', 'avahi', 'publish'],
        ['services', 'resolved', 'extraConfig'],
      ];
      if (named.some((path) => options._at(path).length > 0)) continue;
      report.found(target, {
        message: `${host.systemName} has no static address, so it is deployed by its name`,
        keyPath: 'address',
        mend: `give the target an address, or a name that resolves: address: '${host.systemName}.home.example'`,
        related: [host],
      });
    }
  },
};
