import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

/** How many disks a RAID-Z is still good with, by its parity. */
const MOST: Readonly<Record<string, number>> = { raidz1: 9, raidz2: 14, raidz3: 20 };

export const zfsWideVdev: IRule = {
  code: 'ZFS_WIDE_VDEV',
  severity: Severity.WARNING,
  title: 'A RAID-Z has no more disks than its parity can answer for',
  reason:
    'while one disk is rebuilt from all the others, for days, a further one fails the more likely the more there are',
  source: 'zpoolconcepts(7): the recommended number is between 3 and 9',
  breaks: `
const disks = [...'abcdefghijkl'].map((name) => \`/dev/disk/by-id/ata-WIDE_\${name}\`);
new ZfsPool(new Host(app, 'wide', { ...machine }), 'tank', { layout: { data: [ZfsVdev.raidz1(disks)] } });
`,
  holds: `
const disks = [...'abcdefghijkl'].map((name) => \`/dev/disk/by-id/ata-WIDE_\${name}\`);
const data = [ZfsVdev.raidz2(disks.slice(0, 6)), ZfsVdev.raidz2(disks.slice(6))];
new ZfsPool(new Host(app, 'wide', { ...machine }), 'tank', { layout: { data } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const wide = (pool._topology?.of('data') ?? []).find(({ mode, members }) => members.length > (MOST[mode] ?? 255));
      if (!wide) continue;
      report.found(pool, {
        message: `the pool ${pool.poolName} has a ${wide.mode} of ${wide.members.length} disks`,
        keyPath: 'layout.data',
        mend: `make several of them, of at most ${MOST[wide.mode]} disks each${wide.mode === 'raidz3' ? '' : ', or take more parity'}`,
      });
    }
  },
};
