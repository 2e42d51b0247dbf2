import { tailscaleFlags } from './tailscale-flags';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const tailscaleUpFlagsUnused: IRule = {
  code: 'TAILSCALE_UP_FLAGS_UNUSED',
  severity: Severity.WARNING,
  title: 'Flags of the login are given where something logs in',
  reason: 'nothing passes them on without a key: the node is not told of them',
  source: 'NixOS: services.tailscale.extraUpFlags',
  breaks: `
const host = new Host(app, 'upflags', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, extraUpFlags: ['--advertise-tags=tag:server'] } } },
});
`,
  holds: `
const host = new Host(app, 'upflags', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, authKeyFile: '/run/keys/tailscale', extraUpFlags: ['--advertise-tags=tag:server'] } } },
});
`,
  check(estate, report) {
    for (const { system, owner, up, hasKey } of estate._table(tailscaleFlags)) {
      if (hasKey || up.length === 0) continue;
      report.found(owner, {
        message: `${system.systemName} is given ${up.join(' ')}, and no key to log in with`,
        keyPath: 'services.tailscale.extraUpFlags',
        mend: 'give authKeyFile too; or put what tailscale set knows into extraSetFlags',
      });
    }
  },
};
