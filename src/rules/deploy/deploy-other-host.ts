import { Severity } from '../../app';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../../deploy';
import { Host } from '../../hosts';

export const deployOtherHost: IRule = {
  code: 'DEPLOY_OTHER_HOST',
  severity: Severity.ERROR,
  title: 'A host is deployed at an address of its own, not at that of another',
  reason: 'the other host would get its system, with its name, its disks and its services',
  source: 'a deployment switches what answers, whoever it is',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const common = { ...machine, ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD }, users: { root: { authorizedKeys } } };
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const romulus = new Host(app, 'romulus', { ...common, ...wired('10.147.3.5/24') });
new Host(app, 'remus', { ...common, ...wired('10.147.3.6/24') });
new DeployTarget(romulus, 'deploy', { address: '10.147.3.6' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const common = { ...machine, ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD }, users: { root: { authorizedKeys } } };
const wired = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const romulus = new Host(app, 'romulus', { ...common, ...wired('10.147.3.5/24') });
new Host(app, 'remus', { ...common, ...wired('10.147.3.6/24') });
new DeployTarget(romulus, 'deploy', { address: '10.147.3.5' });
`,
  check(estate, report) {
    const owners = estate._table(ownersOf);
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      const { system, address } = target;
      if (!Host.isHost(system) || system.addresses.includes(address)) continue;
      const [other] = (owners.get(address) ?? []).filter((host) => host !== system);
      // A host that forwards a port to its guests does so from another than its own.
      if (!other || !portsOf(estate, other).includes(target.port ?? 22)) continue;
      report.found(target, {
        message: `${system.systemName} is to be deployed at ${address}, which is ${other.systemName}`,
        keyPath: 'address',
        mend: system.addresses.length > 0 ? `give ${system.addresses[0]}, or leave it out` : 'give its own address',
        related: [other],
      });
    }
  },
};

/** The hosts by their addresses and names. */
function ownersOf(estate: Estate): Map<string, Host[]> {
  const found = new Map<string, Host[]>();
  for (const host of estate._all(Host.isHost)) {
    for (const place of [host.systemName, ...host.addresses]) found.set(place, [...(found.get(place) ?? []), host]);
  }
  return found;
}

function portsOf(estate: Estate, host: Host): unknown[] {
  const options = estate.optionsOf(host);
  if (options._value(['services', 'openssh', 'enable']) !== true) return [];
  const ports = options
    ._taken(['services', 'openssh', 'ports'])
    .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : []));
  return ports.length > 0 ? ports : [22];
}
