import { claimedMountPoints, hasUnseen, mountsAt, zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const zfsNoBootPartition: IRule = {
  code: 'ZFS_NO_BOOT_PARTITION',
  severity: Severity.WARNING,
  title: 'A machine whose root is on a new pool has a partition to start from',
  reason: 'the firmware reads an EFI system partition, not ZFS',
  source: 'UEFI specification, EFI system partition; disko does not set the boot loader up',
  breaks: `
const host = new Host(app, 'no-start', { stateVersion: '25.11', allowNoLogin: true });
new ZfsPool(host, 'rpool', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/nvme-NO_START'])] },
  datasets: { root: { mountPoint: '/' } },
});
`,
  holds: `
const host = new Host(app, 'no-start', { stateVersion: '25.11', allowNoLogin: true });
new ZfsPool(host, 'rpool', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([{ device: '/dev/disk/by-id/nvme-NO_START', espSize: '1G' }])] },
  datasets: { root: { mountPoint: '/' } },
});
`,
  check(estate, report) {
    for (const zfs of zfsHosts(estate)) {
      const boots = zfs.pools.find((pool) => pool._mountsRoot && pool._formats);
      if (!boots || zfs.pools.some((pool) => pool._hasBootPartition)) continue;
      const points = [...(estate._table(claimedMountPoints).get(zfs.host) ?? [])];
      if (points.some((point) => /^\/(boot(\/.*)?|efi)$/.test(point)) || hasUnseen(estate, zfs.host)) continue;
      if (mountsAt(estate, zfs.host, '/boot', '/boot/efi', '/efi')) continue;
      report.found(zfs, {
        message: `${boots.poolName} holds the root file system, and no disk has a partition to start from`,
        mend: "set espSize: '1G' on a disk of its layout",
        related: [boots],
      });
    }
  },
};
