import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';
import { ZfsVdevMode } from '../zfs-vdev';

export const zfsNoRedundancy: IRule = {
  code: 'ZFS_NO_REDUNDANCY',
  severity: Severity.WARNING,
  title: 'A pool of several disks bears that one fails',
  reason: 'data is spread over all of them: the first disk that fails takes the whole pool with it',
  source: 'zpoolconcepts(7)',
  breaks: `
const disks = ['1', '2', '3'].map((name) => \`/dev/disk/by-id/ata-STRIPED_\${name}\`);
new ZfsPool(new Host(app, 'striped', { ...machine }), 'tank', { layout: { data: [ZfsVdev.stripe(disks)] } });
`,
  holds: `
const disks = ['1', '2', '3'].map((name) => \`/dev/disk/by-id/ata-STRIPED_\${name}\`);
new ZfsPool(new Host(app, 'striped', { ...machine }), 'tank', { layout: { data: [ZfsVdev.raidz1(disks)] } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const data = pool._topology?.of('data') ?? [];
      const alone = data.filter(({ mode }) => mode === ZfsVdevMode.STRIPE).flatMap(({ members }) => members);
      const count = data.reduce((sum, { members }) => sum + members.length, 0);
      // Where vdevs of other kinds stand beside it, allowMixedRedundancy was said.
      if (count < 2 || alone.length < count) continue;
      report.found(pool, {
        message: `the pool ${pool.poolName} has ${count} disks, none of which may fail`,
        keyPath: 'layout.data',
        mend:
          count === 2
            ? 'use ZfsVdev.mirror'
            : 'use ZfsVdev.mirror or ZfsVdev.raidz1; or acknowledge that it can be lost',
      });
    }
  },
};
