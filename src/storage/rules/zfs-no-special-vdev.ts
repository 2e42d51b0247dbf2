import { smallBlocks } from './small-blocks';
import { IRule, Severity } from '../../app';

export const zfsNoSpecialVdev: IRule = {
  code: 'ZFS_NO_SPECIAL_VDEV',
  severity: Severity.WARNING,
  title: 'Small blocks are sent to a special vdev only where there is one',
  reason: 'without a special vdev the property does nothing',
  source: 'zfsprops(7): special_small_blocks',
  breaks: `
const host = new Host(app, 'no-special', { ...machine });
new ZfsPool(host, 'tank', {
  apply: ZfsApply.PROPERTIES,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-NO_SPECIAL_1'])] },
  datasets: { mail: { specialSmallBlocks: '32K' } },
});
`,
  holds: `
const host = new Host(app, 'no-special', { ...machine });
new ZfsPool(host, 'tank', {
  apply: ZfsApply.PROPERTIES,
  layout: {
    data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-NO_SPECIAL_1'])],
    special: [ZfsVdev.stripe(['/dev/disk/by-id/nvme-NO_SPECIAL_2'])],
  },
  datasets: { mail: { specialSmallBlocks: '32K' } },
});
`,
  check(estate, report) {
    for (const { pool, node, hasSpecial } of estate._table(smallBlocks)) {
      if (hasSpecial !== false) continue;
      report.found(pool, {
        message: `${node.zfsName} sends small blocks to a special vdev that the pool does not have`,
        keyPath: 'specialSmallBlocks',
        mend: 'add layout.special, or leave specialSmallBlocks out',
        related: [node],
        cause: pool.node.path,
      });
    }
  },
};
