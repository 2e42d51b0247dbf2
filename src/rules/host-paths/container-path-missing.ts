import { asConstruct } from './guest-paths';
import { missing } from './missing';
import { IMountPoint } from '../../app';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';
import { Expr } from '../../nix';

export const containerPathMissing: IRule = {
  code: 'CONTAINER_PATH_MISSING',
  severity: Severity.WARNING,
  title: 'What a container sees of its host lies on something that the host mounts',
  reason: 'systemd-nspawn does not start a container where a folder to mount is missing',
  source: 'systemd-nspawn(1): --bind=',
  breaks: `
const players = new Host(app, 'players', { ...machine });
new NixosContainer(players, 'tuner', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/music', hostPath: '/tank/music' }],
});
`,
  holds: `
const players = new Host(app, 'players', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/tank': { device: '/dev/disk/by-label/tank', fsType: 'ext4' } },
});
new NixosContainer(players, 'tuner', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/music', hostPath: '/tank/music' }],
});
`,
  check(estate, report) {
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      const { containerName, system } = container;
      (container._props.bindMounts ?? []).forEach(({ mountPoint, hostPath = mountPoint }, index) => {
        if (Expr.isExpr(hostPath)) return;
        const path = typeof hostPath === 'string' ? hostPath : (hostPath as IMountPoint).mountPoint;
        if (path === undefined) return;
        const found = missing(estate, system, path, `${containerName} is to see`, asConstruct(hostPath));
        if (found) report.found(container, { keyPath: `bindMounts[${index}].hostPath`, ...found });
      });
    }
  },
};
