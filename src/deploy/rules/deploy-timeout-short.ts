import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../deploy-target';
import { DeployTool } from '../deploy-target-props';

export const deployTimeoutShort: IRule = {
  code: 'DEPLOY_TIMEOUT_SHORT',
  severity: Severity.WARNING,
  title: 'The health checks of a machine are through before deploy-rs stops waiting',
  reason: 'they are part of the activation: deploy-rs stops waiting, and the machine goes back though all may be well',
  source: 'deploy-rs: activationTimeout, the wait for the file that tells of an activation',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const hasty = new Host(app, 'hasty', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new UnitHealth(hasty, 'shell', { unit: 'sshd', timeout: 300 });
new DeployTarget(hasty, 'deploy', { address: '10.146.8.5', activationTimeout: 120 });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const hasty = new Host(app, 'hasty', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new UnitHealth(hasty, 'shell', { unit: 'sshd', timeout: 300 });
new DeployTarget(hasty, 'deploy', { address: '10.146.8.5' });
`,
  check(estate, report) {
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      const { activationTimeout } = target._props;
      const longest = target._health?._longest;
      if (target.tool !== DeployTool.DEPLOY_RS || activationTimeout === undefined || longest === undefined) continue;
      if (activationTimeout > longest) continue;
      report.found(target, {
        message: `deploy-rs waits ${activationTimeout} s for ${target.system.systemName}, whose health checks may take ${longest} s`,
        keyPath: 'activationTimeout',
        mend: 'leave activationTimeout out, which adds the checks to what deploy-rs waits, or give more',
      });
    }
  },
};
