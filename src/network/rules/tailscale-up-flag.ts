import { flagName, tailscaleFlags } from './tailscale-flags';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Flags that `tailscale set` has too. */
const SETTINGS =
  /^(ssh|accept-dns|accept-routes|advertise-routes|advertise-exit-node|advertise-connector|exit-node|exit-node-allow-lan-access|hostname|operator|shields-up|snat-subnet-routes|webclient)$/;

export const tailscaleUpFlag: IRule = {
  code: 'TAILSCALE_UP_FLAG',
  severity: Severity.WARNING,
  title: 'What may be changed later is set at every activation',
  reason: 'flags of the login are passed when the node logs in, once: what is changed after it is never applied',
  source: 'NixOS: services.tailscale.extraUpFlags, extraSetFlags; nixpkgs#509367',
  breaks: `
const host = new Host(app, 'onceflags', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, authKeyFile: '/run/keys/tailscale', extraUpFlags: ['--ssh'] } } },
});
`,
  holds: `
const host = new Host(app, 'onceflags', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, authKeyFile: '/run/keys/tailscale', extraUpFlags: ['--ssh'], extraSetFlags: ['--ssh'] } } },
});
`,
  check(estate, report) {
    for (const { system, owner, up, set, hasKey } of estate._table(tailscaleFlags)) {
      if (!hasKey) continue;
      const always = new Set(set.map(flagName));
      const once = up.filter((flag) => SETTINGS.test(flagName(flag)) && !always.has(flagName(flag)));
      if (once.length === 0) continue;
      report.found(owner, {
        message: `${once.join(' ')} of ${system.systemName} ${once.length > 1 ? 'are' : 'is'} passed at the login alone`,
        keyPath: 'services.tailscale.extraUpFlags',
        mend: 'put it into extraSetFlags too; or use TailscaleNode, which does',
      });
    }
  },
};
