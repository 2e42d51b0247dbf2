import { diskHosts } from './host-facts';
import { IRule, Severity } from '../../app';
import type { Disk } from '../disk';
import type { DiskUse } from '../zfs-disko';
import { ZfsHost } from '../zfs-host';
import { leavesRoom } from '../zfs-shared-disks';

export const diskZfsPools: IRule = {
  code: 'DISK_ZFS_POOLS',
  severity: Severity.ERROR,
  title: 'The partitions that a disk keeps for ZFS and the pools that take them agree',
  reason:
    'disko makes a pool of the partitions that carry its name: what does not agree is made by halves or not at all',
  source: 'disko: zpool and zfs contents',
  breaks: `
const host = new Host(app, 'pool-part', { ...machine });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-POOL_PART',
  partitions: { ESP: DiskPartition.esp(), zfs: DiskPartition.rest(DiskContent.zfsMember()) },
});
`,
  holds: `
const host = new Host(app, 'pool-part', { ...machine });
const disk = new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-POOL_PART',
  partitions: { ESP: DiskPartition.esp(), zfs: DiskPartition.rest(DiskContent.zfsMember()) },
});
new ZfsPool(host, 'tank', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([disk.zfsMember('zfs')])] },
});
`,
  check(estate, report) {
    for (const disks of diskHosts(estate)) {
      for (const [device, disk] of disks.disks) {
        const wanted = disk._reader.zfsPartitions;
        if (wanted.length === 0) continue;
        const uses = ZfsHost.of(disks.host)._usesOf(device);
        for (const partition of wanted) {
          const takers = uses.filter(({ member }) => member.partition === partition);
          if (takers.length === 1) continue;
          const names = takers.map(({ pool }) => pool).join(' and ');
          report.found(disks, {
            message:
              takers.length === 0
                ? `no ZFS pool takes the partition ${partition} of ${disk.diskName}`
                : `the pools ${names} take the same partition ${partition}`,
            mend: `give it to one pool that disko makes: ZfsVdev.stripe([disk.zfsMember('${partition}')])`,
            related: [disk],
          });
        }
        // Who takes the disk whole is told so by DISK_TAKEN.
        for (const use of uses.filter(leavesRoom)) {
          const problem = disagreement(use, disk, wanted);
          if (problem === undefined) continue;
          report.found(disks, {
            message: `the pool ${use.pool} ${problem}`,
            mend: 'take its member from the Disk, disk.zfsMember(…), and say the rest there',
            related: [use.construct, disk],
          });
        }
      }
    }
  },
};

function disagreement({ member, protect }: DiskUse, disk: Disk, wanted: readonly string[]): string | undefined {
  const { device, diskName } = disk;
  const { espSize, swapSize, biosBoot } = member.disk;
  if (!wanted.includes(member.partition)) {
    return `takes the partition ${member.partition} of ${device}, which ${diskName} does not keep for ZFS`;
  }
  if (member.diskName !== diskName) return `calls the disk ${device} ${member.diskName}, and it is ${diskName}`;
  if (espSize !== undefined || swapSize !== undefined || biosBoot) {
    return `wants further partitions on ${device}, which the Disk ${diskName} lays out`;
  }
  return protect && !disk._props.protect ? `protects its disks, and the Disk ${diskName} is not protected` : undefined;
}
