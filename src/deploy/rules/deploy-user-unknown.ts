import { arrivals } from './facts/arrivals';
import { Severity } from '../../app';
import { nearest } from '../../app/nearest';
import type { IRule } from '../../app/rules/rule';

export const deployUserUnknown: IRule = {
  code: 'DEPLOY_USER_UNKNOWN',
  severity: Severity.WARNING,
  title: 'Who deploys is a user of the host',
  reason: 'the SSH server refuses whom the machine does not know',
  source: 'sshd(8); NixOS: users.users',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const depot = new Host(app, 'parcel-depot', {
  ...machine,
  nix: { trustedUsers: ['carrier'] },
  sudo: { wheelNeedsPassword: false },
  users: { carrier: { admin: true, authorizedKeys } },
});
new DeployTarget(depot, 'deploy', { address: '10.146.2.5', user: 'carier' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const depot = new Host(app, 'parcel-depot', {
  ...machine,
  nix: { trustedUsers: ['carrier'] },
  sudo: { wheelNeedsPassword: false },
  users: { carrier: { admin: true, authorizedKeys } },
});
new DeployTarget(depot, 'deploy', { address: '10.146.2.5', user: 'carrier' });
`,
  check(estate, report) {
    for (const { target, host, options, hasUser, more } of estate._table(arrivals)) {
      if (hasUser || more) continue;
      const known = [...new Set(options._at(['users', 'users', '*']).map(({ names }) => names[0]!))];
      const meant = nearest(target.user, known);
      report.found(target, {
        message: `${target.user} is to deploy ${host.systemName}, which has no such user`,
        keyPath: 'user',
        mend: meant
          ? `did you mean '${meant}'?`
          : `add the user to the host: users: { ${target.user}: { admin: true } }`,
        related: [host],
      });
    }
  },
};
