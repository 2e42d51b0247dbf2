import { zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';
import type { DiskUse } from '../zfs-disko';
import { leavesRoom } from '../zfs-shared-disks';

export const zfsDiskShared: IRule = {
  code: 'ZFS_DISK_SHARED',
  severity: Severity.ERROR,
  title: 'Pools that share a disk agree on its partitions',
  reason: 'disko writes one partition table a disk: of two that do not fit, the second has no room or takes the first',
  source: 'disko: gpt partitions, size and label',
  breaks: `
const device = '/dev/disk/by-id/nvme-DISK_SHARED';
const host = new Host(app, 'disk-shared', { ...machine });
const part = (partition: string) => ({
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([{ device, name: 'nvme', partition }])] },
});
new ZfsPool(host, 'fast', part('fast'));
new ZfsPool(host, 'scratch', part('scratch'));
`,
  holds: `
const device = '/dev/disk/by-id/nvme-DISK_SHARED';
const host = new Host(app, 'disk-shared', { ...machine });
const part = (partition: string, size?: string) => ({
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([{ device, name: 'nvme', partition, size }])] },
});
new ZfsPool(host, 'fast', part('fast', '200G'));
new ZfsPool(host, 'scratch', part('scratch'));
`,
  check(estate, report) {
    for (const zfs of zfsHosts(estate)) {
      for (const [device, uses] of zfs.sharedDisks()) {
        if (zfs._laidOut.has(device)) continue;
        const problem = disagreement(uses);
        if (problem === undefined) continue;
        report.found(zfs, {
          message: `pools share the disk ${device}: ${problem}`,
          mend: 'give each part the same name, a partition of its own, and all but one of them a size',
          related: [...new Set(uses.map(({ construct }) => construct))],
        });
      }
    }
  },
};

function disagreement(uses: readonly DiskUse[]): string | undefined {
  // Where one takes it whole, DISK_TAKEN says so.
  if (!uses.every(leavesRoom)) return undefined;
  const members = uses.map(({ member }) => member);
  if (new Set(members.map(({ diskName }) => diskName)).size > 1) return 'they call it by different names';
  if (new Set(members.map(({ partition }) => partition)).size < members.length) return 'two have the same partition';
  if (members.filter(({ disk }) => (disk.size ?? '100%') === '100%').length > 1) return 'two want all that is left';
  for (const key of ['espSize', 'swapSize'] as const) {
    if (members.filter(({ disk }) => disk[key] !== undefined).length > 1) return `two of them set ${key}`;
  }
  return undefined;
}
