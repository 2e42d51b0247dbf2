import { smallBlocks } from './small-blocks';
import { IRule, Severity } from '../../app';

export const zfsAllBlocksSpecial: IRule = {
  code: 'ZFS_ALL_BLOCKS_SPECIAL',
  severity: Severity.WARNING,
  title: 'Only small blocks go to the special vdev',
  reason: 'the special vdev is small and fast: when it is full, its blocks go to the slow disks after all',
  source: 'zfsprops(7): special_small_blocks, recordsize',
  breaks: `
const host = new Host(app, 'all-special', { ...machine });
const datasets = { mail: { specialSmallBlocks: '128K' } };
new ZfsPool(host, 'tank', { apply: ZfsApply.PROPERTIES, datasets });
`,
  holds: `
const host = new Host(app, 'all-special', { ...machine });
const datasets = { mail: { specialSmallBlocks: '32K' } };
new ZfsPool(host, 'tank', { apply: ZfsApply.PROPERTIES, datasets });
`,
  check(estate, report) {
    for (const { pool, node, most, hasSpecial, all } of estate._table(smallBlocks)) {
      if (hasSpecial === false || !all) continue;
      report.found(pool, {
        message: `all data of ${node.zfsName} goes to the special vdev: no block is larger than ${most}`,
        keyPath: 'specialSmallBlocks',
        mend: 'make it smaller than recordsize',
        related: [node],
      });
    }
  },
};
