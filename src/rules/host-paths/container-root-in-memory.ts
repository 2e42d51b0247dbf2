import { hostMounts, mountOn } from './host-mounts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';

export const containerRootInMemory: IRule = {
  code: 'CONTAINER_ROOT_IN_MEMORY',
  severity: Severity.WARNING,
  title: 'The roots of containers lie where they stay when their host starts again',
  reason:
    'what a container writes outside its bind mounts is gone with the next start of the host, without ephemeral: true saying so',
  source: 'NixOS: containers live in /var/lib/nixos-containers',
  breaks: `
const dew = new Host(app, 'dew', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/var/lib/nixos-containers': { device: 'none', fsType: 'tmpfs' } },
});
new NixosContainer(dew, 'meadow', { privateNetwork: false });
`,
  holds: `
const dew = new Host(app, 'dew', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/var/lib/nixos-containers': { device: 'none', fsType: 'tmpfs' } },
});
new NixosContainer(dew, 'meadow', { privateNetwork: false, ephemeral: true });
`,
  check(estate, report) {
    const of = estate._table(hostMounts);
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      if (container._props.ephemeral) continue;
      const { system, containerName } = container;
      const mounts = of(system);
      const on = mountOn(mounts, `/var/lib/nixos-containers/${containerName}`);
      if (!on?.memory || !mounts.known) continue;
      report.found(container, {
        keyPath: 'ephemeral',
        message: `${containerName} keeps its root on ${on.path} of ${system.systemName}, which begins empty at each start`,
        mend: 'mount a disk at /var/lib/nixos-containers; or, where that is meant, say ephemeral: true',
        cause: `${system.node.path} ${on.path}`,
      });
    }
  },
};
