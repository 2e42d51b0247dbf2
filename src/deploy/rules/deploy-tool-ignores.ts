import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { DeployTarget } from '../deploy-target';
import { DeployTargetProps, DeployTool } from '../deploy-target-props';

/** Props that only deploy-rs heeds. */
const OF_DEPLOY_RS: readonly (keyof DeployTargetProps)[] = [
  'magicRollback',
  'confirmTimeout',
  'activationTimeout',
  'fastConnection',
];

export const deployToolIgnores: IRule = {
  code: 'DEPLOY_TOOL_IGNORES',
  severity: Severity.WARNING,
  title: 'A tool does what its target asks of it',
  reason: 'whoever reads the estate relies on it, and nothing of it happens',
  source: 'Colmena: manual, deployment options; nixos-rebuild(8)',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const herd = new Host(app, 'herd', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(herd, 'deploy', { address: '10.146.9.5', tool: DeployTool.COLMENA, magicRollback: true });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const herd = new Host(app, 'herd', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(herd, 'deploy', { address: '10.146.9.5', magicRollback: true });
`,
  check(estate, report) {
    for (const target of estate._all(DeployTarget.isDeployTarget)) {
      const { tool, _props: props, system } = target;
      if (tool === DeployTool.DEPLOY_RS) continue;
      const asked = OF_DEPLOY_RS.filter((key) => props[key] !== undefined && props[key] !== false);
      if (asked.length === 0) continue;
      report.found(target, {
        message: `${system.systemName} is deployed by ${tool === DeployTool.COLMENA ? 'Colmena' : 'a rebuild'}, which knows no ${asked.join(', ')}`,
        keyPath: asked[0],
        mend: `leave ${asked.join(', ')} out, or deploy with DeployTool.DEPLOY_RS`,
      });
    }
  },
};
