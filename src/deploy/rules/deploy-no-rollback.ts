import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../deploy-target';
import { DeployTool } from '../deploy-target-props';

export const deployNoRollback: IRule = {
  code: 'DEPLOY_NO_ROLLBACK',
  severity: Severity.WARNING,
  title: 'Where a way back is asked for, something leads back',
  reason:
    'Colmena and rebuilds stay with a system that fails: only cosmo deploy goes back for them, where a health check fails',
  source: 'Colmena: manual, no rollback; nixos-rebuild(8): --rollback is a call of its own',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const oneway = new Host(app, 'oneway', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(oneway, 'deploy', { address: '10.146.10.5', tool: DeployTool.COLMENA, rollback: true });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const oneway = new Host(app, 'oneway', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new UnitHealth(oneway, 'shell', { unit: 'sshd' });
new DeployTarget(oneway, 'deploy', { address: '10.146.10.5', tool: DeployTool.COLMENA, rollback: true });
`,
  check(estate, report) {
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      if (target.tool === DeployTool.DEPLOY_RS || target._props.rollback !== true || target._health) continue;
      report.found(target, {
        message: `nothing leads ${target.system.systemName} back: ${target.tool === DeployTool.COLMENA ? 'Colmena knows no way' : 'a rebuild knows no way'}, and it has no health checks`,
        keyPath: 'rollback',
        mend: 'add a health check, such as new UnitHealth(host, …), or deploy with DeployTool.DEPLOY_RS',
      });
    }
  },
};
