import { arrivals, strings } from './facts/arrivals';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const deployNotTrusted: IRule = {
  code: 'DEPLOY_NOT_TRUSTED',
  severity: Severity.WARNING,
  title: 'Nix on a host takes what is copied to it by who deploys',
  reason:
    'what was built elsewhere bears no signature that the host knows, and Nix takes such things from trusted users alone',
  source: 'nix.conf(5): trusted-users, require-sigs; nix copy: "lacks a signature by a trusted key"',
  breaks: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const wary = new Host(app, 'wary', {
  ...machine,
  sudo: { wheelNeedsPassword: false },
  users: { ada: { admin: true, authorizedKeys } },
});
new DeployTarget(wary, 'deploy', { address: '10.146.5.5', user: 'ada' });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
const wary = new Host(app, 'wary', {
  ...machine,
  nix: { trustedUsers: ['ada'] },
  sudo: { wheelNeedsPassword: false },
  users: { ada: { admin: true, authorizedKeys } },
});
new DeployTarget(wary, 'deploy', { address: '10.146.5.5', user: 'ada' });
`,
  check(estate, report) {
    for (const { target, host, options, groups, hasUser, more } of estate._table(arrivals)) {
      if (!target._needsSudo || !hasUser || more || target._props.buildOnTarget) continue;
      const settings = ['nix', 'settings'];
      if (options._value([...settings, 'require-sigs']) === false || options._at(['nix', 'extraOptions']).length > 0) {
        continue;
      }
      const trusted = ['trusted-users', 'extra-trusted-users'].flatMap((name) => strings(options, [...settings, name]));
      if (trusted.some((one) => one === '*' || one === target.user || groups.includes(one.replace(/^@/, '')))) continue;
      report.found(target, {
        message: `Nix on ${host.systemName} does not trust ${target.user}, who copies to it what was built elsewhere`,
        keyPath: 'user',
        mend: `trust the user, nix: { trustedUsers: ['${target.user}'] }, which is as much as root; or build there, buildOnTarget: true; or deploy as root`,
        related: [host],
      });
    }
  },
};
