import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';
import { isUnstableName } from '../zfs-topology';

export const zfsDiskUnstableName: IRule = {
  code: 'ZFS_DISK_UNSTABLE_NAME',
  severity: Severity.WARNING,
  title: 'The disks of a pool have names that do not change',
  reason: 'the kernel numbers disks in the order in which it finds them',
  source: 'OpenZFS FAQ: Selecting /dev/ names when creating a pool',
  breaks: `
const host = new Host(app, 'disk-names', { ...machine });
new ZfsPool(host, 'tank', { layout: { data: [ZfsVdev.stripe(['/dev/sdb'])] } });
`,
  holds: `
const host = new Host(app, 'disk-names', { ...machine });
new ZfsPool(host, 'tank', { layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-DISK_NAMES'])] } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      // Where it is formatted the name is refused at once.
      if (pool._formats) continue;
      for (const { device, keyPath } of pool._topology?.members ?? []) {
        if (!isUnstableName(device)) continue;
        report.found(pool, {
          message: `${device} can be another disk after the next start`,
          keyPath,
          mend: 'name it as in /dev/disk/by-id',
          cause: pool.node.path,
        });
      }
    }
  },
};
