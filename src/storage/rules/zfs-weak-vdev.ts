import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

export const zfsWeakVdev: IRule = {
  code: 'ZFS_WEAK_VDEV',
  severity: Severity.WARNING,
  title: 'Special and dedup vdevs bear as many failures as the data',
  reason: 'the pool is lost with its special or dedup vdev',
  source: 'zpoolconcepts(7): Special Allocation Class',
  breaks: `
const disks = (...names: string[]) => names.map((name) => \`/dev/disk/by-id/ata-WEAK_\${name}\`);
const host = new Host(app, 'weak-special', { ...machine });
const data = [ZfsVdev.mirror(disks('1', '2'))];
new ZfsPool(host, 'tank', { layout: { data, special: [ZfsVdev.stripe(disks('3'))] } });
`,
  holds: `
const disks = (...names: string[]) => names.map((name) => \`/dev/disk/by-id/ata-WEAK_\${name}\`);
const host = new Host(app, 'weak-special', { ...machine });
const data = [ZfsVdev.mirror(disks('1', '2'))];
new ZfsPool(host, 'tank', { layout: { data, special: [ZfsVdev.mirror(disks('3', '4'))] } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const topology = pool._topology;
      if (!topology) continue;
      const borne = topology.failuresBorne('data');
      for (const role of ['special', 'dedup'] as const) {
        if (topology.of(role).length === 0 || topology.failuresBorne(role) >= borne) continue;
        report.found(pool, {
          message: `the ${role} vdev bears ${topology.failuresBorne(role)} failed disks, the data vdevs bear ${borne}`,
          keyPath: `layout.${role}`,
          why: `the pool is lost with its ${role} vdev`,
          mend: `use a mirror of ${borne + 1} disks`,
        });
      }
    }
  },
};
