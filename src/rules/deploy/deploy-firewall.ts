import { Severity } from '../../app';
import { SystemOptions } from '../../app/definitions/system-options';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../../deploy';
import { Host } from '../../hosts';
import { firewalls } from '../facts/firewalls';

export const deployFirewall: IRule = {
  code: 'DEPLOY_FIREWALL',
  severity: Severity.WARNING,
  title: 'The firewall of a host lets in who deploys it',
  reason: 'the firewall drops what comes to a closed port without a word: the deployment ends in a timeout',
  source: 'NixOS: services.openssh.openFirewall, networking.firewall.interfaces',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const moat = new Host(app, 'moat', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.147.1.5/24'] }, eno2: { addresses: ['10.147.2.5/24'] } } },
  ssh: { interfaces: ['eno2'], permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(moat, 'deploy', { address: '10.147.1.5' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const moat = new Host(app, 'moat', {
  ...machine,
  networking: { interfaces: { eno1: { addresses: ['10.147.1.5/24'] }, eno2: { addresses: ['10.147.2.5/24'] } } },
  ssh: { interfaces: ['eno2'], permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(moat, 'deploy', { address: '10.147.2.5' });
`,
  check(estate, report) {
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      const host = target.system;
      if (!Host.isHost(host) || !listensOn(estate.optionsOf(host), target.port ?? 22)) continue;
      const on = host._statics.find(({ address }) => address === target.address)?.interfaceName;
      // What leads to another address is not known: any opening may be the one.
      const firewall = estate._table(firewalls)(host);
      const port = target.port ?? 22;
      if (firewall.more || !firewall.closed('tcp', port, on)) continue;
      if (on === undefined && mayBeOpen(firewall.openings, firewall.trusted, port)) continue;
      report.found(target, {
        message: `${host.systemName} is deployed by port ${port} of ${target.address}${on === undefined ? '' : ` on ${on}`}, which its firewall does not open`,
        keyPath: 'address',
        mend:
          on === undefined
            ? 'let the SSH server open its port: leave ssh: { openFirewall: false } out'
            : `open it there, ssh: { interfaces: ['${on}'] }, or deploy by an address where it is open`,
        related: [host],
      });
    }
  },
};

/** Whether the SSH server listens on a port; another one has a rule of its own. */
function listensOn(options: SystemOptions, port: number): boolean {
  if (options._value(['services', 'openssh', 'enable']) !== true) return false;
  const ports = options
    ._taken(['services', 'openssh', 'ports'])
    .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : []));
  return ports.length > 0 ? ports.includes(port) : port === 22;
}

function mayBeOpen(
  openings: readonly { readonly protocol: string; readonly from: number; readonly to: number }[],
  trusted: ReadonlySet<string>,
  port: number,
): boolean {
  const others = [...trusted].filter((name) => name !== 'lo');
  return (
    others.length > 0 || openings.some(({ protocol, from, to }) => protocol === 'tcp' && from <= port && port <= to)
  );
}
