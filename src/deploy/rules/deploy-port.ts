import { arrivals } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';

export const deployPort: IRule = {
  code: 'DEPLOY_PORT',
  severity: Severity.WARNING,
  title: 'A host is deployed by a port that its SSH server listens on',
  reason: 'nobody answers elsewhere, or something that speaks no SSH',
  source: 'NixOS: services.openssh.ports; ssh(1): -p',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const moved = new Host(app, 'moved-away', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.146.6.5/24'] } } },
  ssh: { ports: [2222], permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(moved, 'deploy');
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const moved = new Host(app, 'moved-away', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.146.6.5/24'] } } },
  ssh: { ports: [2222], permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(moved, 'deploy', { port: 2222 });
`,
  check(estate, report) {
    for (const { target, host, ports, hasServer, byTailscale, more } of estate._table(arrivals)) {
      if (!hasServer || byTailscale || more) continue;
      // Another address may be a router's that forwards the port; arguments of ssh may name another one.
      const isOwn =
        Host.isHost(host) && (host.addresses.includes(target.address) || target.address === host.systemName);
      if (!isOwn || ports.includes(target.port ?? 22) || (target._props.sshOptions ?? []).length > 0) continue;
      report.found(target, {
        message: `${host.systemName} is deployed by port ${target.port ?? 22}, and its SSH server listens on ${ports.join(', ')}`,
        keyPath: 'port',
        mend: `give the target port: ${ports[0]}`,
        related: [host],
      });
    }
  },
};
