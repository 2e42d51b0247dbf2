import { mounts } from './mounts';
import { IRule, Severity } from '../../app';

/** Folders that are to outlive a start. */
const STATE = /^\/(var|var\/lib|home|home\/[^/]+|root|srv|etc|persist|persistent|mnt\/persist|var\/lib\/nixos)$/;

export const tmpfsOverState: IRule = {
  code: 'TMPFS_OVER_STATE',
  severity: Severity.WARNING,
  title: 'Folders that hold state are not in memory',
  reason: 'services and users write there what is to stay: all of it is gone with the next start',
  source: 'tmpfs(5); hier(7); systemd.exec(5): StateDirectory',
  breaks: `
const host = new Host(app, 'state-lost', { ...machine });
new TmpfsFileSystem(host, 'lib', { mountPoint: '/var/lib', size: '4G' });
`,
  holds: `
const host = new Host(app, 'state-lost', { ...machine });
new TmpfsFileSystem(host, 'cache', { mountPoint: '/var/cache', size: '4G' });
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      for (const { point, fsType, construct, keyPath } of of.values()) {
        if ((fsType !== 'tmpfs' && fsType !== 'ramfs') || !STATE.test(point)) continue;
        // Who mounts disks below it, or keeps folders elsewhere, knows what is lost.
        if ([...of.values()].some((one) => one.point.startsWith(`${point}/`) && one.fsType !== 'tmpfs')) continue;
        if (estate.optionsOf(host)._at(['environment', 'persistence']).length > 0) continue;
        report.found(construct, {
          message: `${point} of ${host.systemName} is in memory`,
          keyPath,
          mend: `mount a disk at ${point}, or keep what is to stay elsewhere (environment.persistence)`,
        });
      }
    }
  },
};
