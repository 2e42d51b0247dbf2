import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

export const zfsBootOnZfs: IRule = {
  code: 'ZFS_BOOT_ON_ZFS',
  severity: Severity.ERROR,
  title: 'The folder /boot is on no pool that nothing but Linux can read',
  reason: 'no firmware reads ZFS, and GRUB only a pool with few features',
  source: 'zpool-features(7): compatibility grub2; UEFI specification, EFI system partition',
  breaks: `
const host = new Host(app, 'boot-zfs', { ...machine });
new ZfsPool(host, 'bpool', { datasets: { boot: { mountPoint: '/boot' } } });
`,
  holds: `
const host = new Host(app, 'boot-zfs', { ...machine });
new ZfsPool(host, 'bpool', { compatibility: 'grub2', datasets: { boot: { mountPoint: '/boot' } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      for (const node of [pool, ...pool._datasets]) {
        const { hasEntry, point } = node._mount;
        if (!hasEntry || point !== '/boot' || pool._props.compatibility?.split(',').includes('grub2')) continue;
        report.found(pool, {
          message: `${node.zfsName} is to be mounted at /boot`,
          keyPath: 'mountPoint',
          mend: "put /boot on an EFI system partition, or give the pool compatibility: 'grub2'",
          related: [node],
        });
      }
    }
  },
};
