import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../deploy-target';

export const deploySameAddress: IRule = {
  code: 'DEPLOY_SAME_ADDRESS',
  severity: Severity.ERROR,
  title: 'Every machine is deployed at an address of its own',
  reason: 'one machine would get the system of the other, with its host name, disks and services',
  source: 'a deployment switches what answers, whoever it is',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const ssh = { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD };
const users = { root: { authorizedKeys } };
new DeployTarget(new Host(app, 'castor', { ...machine, ssh, users }), 'deploy', { address: '10.146.7.5' });
new DeployTarget(new Host(app, 'pollux', { ...machine, ssh, users }), 'deploy', { address: '10.146.7.5' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const ssh = { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD };
const users = { root: { authorizedKeys } };
new DeployTarget(new Host(app, 'castor', { ...machine, ssh, users }), 'deploy', { address: '10.146.7.5' });
new DeployTarget(new Host(app, 'pollux', { ...machine, ssh, users }), 'deploy', { address: '10.146.7.6' });
`,
  check(estate, report) {
    const byPlace = new Map<string, DeployTarget[]>();
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      // Several homes may be on one machine.
      if (target.system.kind === SystemKind.HOME) continue;
      const place = [target.address.toLowerCase(), target.port ?? 22, ...(target._props.sshOptions ?? [])].join('\0');
      const same = byPlace.get(place);
      if (same) same.push(target);
      else byPlace.set(place, [target]);
    }
    for (const [first, ...others] of byPlace.values()) {
      if (others.length === 0) continue;
      const names = [first!, ...others].map(({ system }) => system.systemName);
      report.found(first!, {
        message: `${names.join(' and ')} are deployed at one address, ${first!.address}`,
        keyPath: 'address',
        mend: 'give each its own address, or its own port where a router forwards it',
        related: others,
        also: others.map(({ node }) => ({ path: node.path, keyPath: 'address' })),
      });
    }
  },
};
