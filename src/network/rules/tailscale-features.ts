import { flagName, tailscaleFlags } from './tailscale-flags';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const tailscaleFeatures: IRule = {
  code: 'TAILSCALE_FEATURES',
  severity: Severity.WARNING,
  title: 'A node that routes for others has forwarding on, and one that uses their routes a loose check',
  reason: 'the kernel drops what it is to pass on, or the answers that come another way',
  source: 'NixOS: services.tailscale.useRoutingFeatures',
  breaks: `
const host = new Host(app, 'features', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, extraSetFlags: ['--advertise-routes=10.153.2.0/24'] } } },
});
`,
  holds: `
const host = new Host(app, 'features', { ...machine });
new NixModule(host, 'tailnet', {
  options: { services: { tailscale: { enable: true, useRoutingFeatures: 'server', extraSetFlags: ['--advertise-routes=10.153.2.0/24'] } } },
});
`,
  check(estate, report) {
    for (const { system, owner, up, set, features } of estate._table(tailscaleFlags)) {
      if (features === undefined || features === 'both') continue;
      const flags = [...set, ...up].filter((flag) => !/=(false)?$/.test(flag)).map(flagName);
      const serves = flags.find((flag) => /^advertise-(routes|exit-node|connector)$/.test(flag));
      const uses = flags.find((flag) => /^(accept-routes|exit-node)$/.test(flag));
      const options = estate.optionsOf(system);
      // What is set by hand is meant.
      const forwards = options
        ._at(['boot', 'kernel', 'sysctl'])
        .some(({ value }) => JSON.stringify(value)?.includes('forward'));
      const loose = options._at(['networking', 'firewall', 'checkReversePath']).length > 0;
      const wanted = [
        ...(serves !== undefined && features !== 'server' && !forwards ? ['server'] : []),
        ...(uses !== undefined && features !== 'client' && !loose ? ['client'] : []),
      ];
      if (wanted.length === 0) continue;
      const flag = wanted[0] === 'server' ? serves : uses;
      const all =
        wanted.length > 1 ||
        (wanted[0] === 'client' && features === 'server') ||
        (wanted[0] === 'server' && features === 'client');
      report.found(owner, {
        message: `${system.systemName} is given --${flag}, and useRoutingFeatures is "${features}"`,
        keyPath: 'services.tailscale.useRoutingFeatures',
        mend: `set services.tailscale.useRoutingFeatures = "${all ? 'both' : wanted[0]}"`,
      });
    }
  },
};
