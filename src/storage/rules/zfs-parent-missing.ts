import { IRule, Severity } from '../../app';
import { namesAbove } from '../zfs-names';
import { ZfsPool } from '../zfs-pool';
import { ZfsZvol } from '../zfs-zvol';

export const zfsParentMissing: IRule = {
  code: 'ZFS_PARENT_MISSING',
  severity: Severity.ERROR,
  title: 'The dataset that a zvol stands in is declared',
  reason: 'disko makes zvols only in datasets that are there',
  source: 'disko: zfs_volume (zfs create without -p)',
  breaks: `
const host = new Host(app, 'zvol-orphan', { ...machine });
new ZfsPool(host, 'tank', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-ZVOL_ORPHAN'])] },
  zvols: { 'guests/mail': { size: '20G' } },
});
`,
  holds: `
const host = new Host(app, 'zvol-orphan', { ...machine });
new ZfsPool(host, 'tank', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-ZVOL_ORPHAN'])] },
  datasets: { guests: { zvols: { mail: { size: '20G' } } } },
});
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      if (!pool._formats) continue;
      const zvols = [...pool._nodes.values()].filter(ZfsZvol.isZfsZvol);
      if (zvols.length === 0) continue;
      const made = new Set(pool._datasets.flatMap(({ zfsName }) => [zfsName, ...namesAbove(zfsName)]));
      for (const node of zvols) {
        const parent = namesAbove(node.zfsName)[0]!;
        if (parent === pool.poolName || made.has(parent)) continue;
        report.found(pool, {
          message: `the zvol ${node.zfsName} stands in ${parent}, which is not declared`,
          mend: `declare it: pool.addDataset('${parent.slice(pool.poolName.length + 1)}')`,
          related: [node],
        });
      }
    }
  },
};
