import { Arrival, arrivals, strings } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

const SETTINGS = ['services', 'openssh', 'settings'];
/** Settings by which sshd finds keys, or lets in, by other means than the lists of users. */
const OTHER_MEANS = ['AuthorizedKeysCommand', 'TrustedUserCAKeys', 'AuthorizedPrincipalsFile', 'GSSAPIAuthentication'];

export const deployLoginRefused: IRule = {
  code: 'DEPLOY_LOGIN_REFUSED',
  severity: Severity.WARNING,
  title: 'The SSH server of a host lets in who deploys it',
  reason: 'the tool asks nobody for a password: it fails before anything is copied',
  source: 'sshd_config(5): PermitRootLogin, AllowUsers; NixOS: users.users.<name>.openssh.authorizedKeys',
  breaks: `
const gate = new Host(app, 'gatehouse', { ...machine });
new DeployTarget(gate, 'deploy', { address: '10.146.3.5' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const gate = new Host(app, 'gatehouse', {
  ...machine,
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys } },
});
new DeployTarget(gate, 'deploy', { address: '10.146.3.5' });
`,
  check(estate, report) {
    for (const arrival of estate._table(arrivals)) {
      const { target, host } = arrival;
      const refusal = refusalOf(arrival);
      if (refusal === undefined) continue;
      report.found(target, {
        message: `the SSH server of ${host.systemName} does not let ${target.user} in: ${refusal.why}`,
        keyPath: 'user',
        mend: refusal.mend,
        related: [host],
      });
    }
  },
};

function refusalOf(arrival: Arrival): { why: string; mend: string } | undefined {
  const { target, options, hasServer, hasUser, byTailscale, more, groups } = arrival;
  const { user } = target;
  if (!hasServer || !hasUser || byTailscale) return undefined;
  const permit = options._value([...SETTINGS, 'PermitRootLogin']);
  if (user === 'root' && (permit === 'no' || permit === false)) {
    return {
      why: 'PermitRootLogin is no',
      mend: "deploy as an administrator, user: 'ada', or give the host ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD }",
    };
  }
  const allowed = strings(options, [...SETTINGS, 'AllowUsers']);
  if (allowed.length > 0 && !allowed.some((one) => /[*?!]/.test(one) || one.split('@')[0] === user)) {
    return {
      why: `AllowUsers lets in ${allowed.join(', ')} alone`,
      mend: `add '${user}' to ssh.allowUsers of the host`,
    };
  }
  const inGroups = strings(options, [...SETTINGS, 'AllowGroups']);
  const own = [...groups, user === 'root' ? 'root' : 'users', user];
  if (inGroups.length > 0 && !inGroups.some((one) => /[*?!]/.test(one) || own.includes(one))) {
    return {
      why: `AllowGroups lets in members of ${inGroups.join(', ')} alone`,
      mend: 'put the user into one of those groups',
    };
  }
  const keys = ['keys', 'keyFiles'].some((name) =>
    options
      ._at(['users', 'users', user, 'openssh', 'authorizedKeys', name])
      .some(({ value }) => !Array.isArray(value) || value.length > 0),
  );
  const other = OTHER_MEANS.some((name) => options._at([...SETTINGS, name]).length > 0);
  const extra = ['extraConfig', 'authorizedKeysCommand', 'authorizedKeysFiles'].some(
    (name) => options._at(['services', 'openssh', name]).length > 0,
  );
  const password = options._value([...SETTINGS, 'PasswordAuthentication']) !== false;
  if (keys || other || extra || password || more) return undefined;
  return { why: `${user} has no SSH key there`, mend: `give ${user} authorizedKeys on the host` };
}
