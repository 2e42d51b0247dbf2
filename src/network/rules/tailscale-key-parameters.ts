import { flagName, tailscaleFlags } from './tailscale-flags';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const tailscaleKeyParameters: IRule = {
  code: 'TAILSCALE_KEY_PARAMETERS',
  severity: Severity.WARNING,
  title: 'Only the secret of an OAuth client is given parameters',
  reason:
    'they are put behind the key as text: an auth key (tskey-auth-…) is no longer one, and an OAuth client gives out keys for tags alone',
  source: 'NixOS: services.tailscale.authKeyParameters',
  breaks: `
const host = new Host(app, 'keyparams', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, authKeyFile: '/run/keys/tailscale', authKeyParameters: { ephemeral: true } } } },
});
`,
  holds: `
const host = new Host(app, 'keyparams', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, authKeyFile: '/run/keys/tailscale', authKeyParameters: { ephemeral: true }, extraUpFlags: ['--advertise-tags=tag:server'] } } },
});
`,
  check(estate, report) {
    for (const { system, owner, up } of estate._table(tailscaleFlags)) {
      const given = estate.optionsOf(system)._at(['services', 'tailscale', 'authKeyParameters', '*']);
      if (given.every(({ value }) => value === null) || up.some((flag) => flagName(flag) === 'advertise-tags')) {
        continue;
      }
      report.found(owner, {
        message: `the key of ${system.systemName} is given parameters, and the node asks for no tags`,
        keyPath: 'services.tailscale.authKeyParameters',
        mend: 'leave them out with an auth key; with the secret of an OAuth client give tags: extraUpFlags = [ "--advertise-tags=tag:…" ]',
      });
    }
  },
};
