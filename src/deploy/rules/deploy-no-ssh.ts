import { arrivals } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const deployNoSsh: IRule = {
  code: 'DEPLOY_NO_SSH',
  severity: Severity.WARNING,
  title: 'A host that is deployed takes SSH connections',
  reason: 'every tool comes by SSH: without a server there is no way in, and none to mend it',
  source: 'deploy-rs, Colmena, nixos-rebuild --target-host; NixOS: services.openssh.enable',
  breaks: `
const shut = new Host(app, 'shut-in', { ...machine, ssh: { enable: false } });
new DeployTarget(shut, 'deploy', { address: '10.146.1.5' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const shut = new Host(app, 'shut-in', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(shut, 'deploy', { address: '10.146.1.5' });
`,
  check(estate, report) {
    for (const { target, host, hasServer, byTailscale, more } of estate._table(arrivals)) {
      if (hasServer || byTailscale || more) continue;
      report.found(target, {
        message: `${host.systemName} is deployed by SSH, and has no SSH server`,
        mend: 'leave ssh: { enable: false } out of the host, or the target',
        related: [host],
      });
    }
  },
};
