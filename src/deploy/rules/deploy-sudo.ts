import { Arrival, arrivals } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { DeployTool } from '../deploy-target-props';

export const deploySudo: IRule = {
  code: 'DEPLOY_SUDO',
  severity: Severity.WARNING,
  title: 'Who deploys a host and is not root becomes root without being asked',
  reason: 'the tool runs sudo where nobody can type a password: activation fails after everything was copied',
  source: 'deploy-rs: sudo, interactiveSudo; Colmena: deployment.privilegeEscalationCommand; sudoers(5)',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const asks = new Host(app, 'asks-first', {
  ...machine,
  nix: { trustedUsers: ['ada'] },
  users: { ada: { admin: true, authorizedKeys, hashedPasswordFile: SecretFile.at('/run/keys/ada') } },
});
new DeployTarget(asks, 'deploy', { address: '10.146.4.5', user: 'ada' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const asks = new Host(app, 'asks-first', {
  ...machine,
  nix: { trustedUsers: ['ada'] },
  users: { ada: { admin: true, authorizedKeys, hashedPasswordFile: SecretFile.at('/run/keys/ada') } },
});
new DeployTarget(asks, 'deploy', { address: '10.146.4.5', user: 'ada', interactiveSudo: true });
`,
  check(estate, report) {
    for (const arrival of estate._table(arrivals)) {
      const { target, host, groups } = arrival;
      if (!target._needsSudo || !asksForPassword(arrival)) continue;
      const isAdmin = groups.includes('wheel');
      const colmena = target.tool === DeployTool.COLMENA;
      const without = 'let the host ask for none, sudo: { wheelNeedsPassword: false }';
      report.found(target, {
        message: isAdmin
          ? `sudo on ${host.systemName} asks ${target.user} for a password when it is deployed`
          : `${target.user} deploys ${host.systemName}, and may not become root there`,
        keyPath: 'user',
        mend: !isAdmin
          ? `make ${target.user} an administrator of the host (admin: true), or deploy as another user`
          : colmena
            ? `${without}: Colmena cannot hand a password on`
            : `${without}, or hand the password on, interactiveSudo: true`,
        related: [host],
      });
    }
  },
};

/** Whether sudo is known to ask, or to refuse. */
function asksForPassword({ target, options, groups, hasUser, more }: Arrival): boolean {
  if (!hasUser || more) return false;
  const isAdmin = groups.includes('wheel');
  if (isAdmin && target._props.interactiveSudo && target.tool !== DeployTool.COLMENA) return false;
  const sudo = ['security', 'sudo'];
  if (['extraRules', 'extraConfig', 'configFile'].some((name) => options._at([...sudo, name]).length > 0)) return false;
  if (options._value([...sudo, 'enable']) === false || options._at(['security', 'sudo-rs']).length > 0) return false;
  // Keys of the agent, or another program, may stand for the password.
  if (['rssh', 'sshAgentAuth', 'u2f', 'ussh'].some((name) => options._at(['security', 'pam', name]).length > 0)) {
    return false;
  }
  return !isAdmin || !options._at([...sudo, 'wheelNeedsPassword']).some(({ value }) => value !== true);
}
