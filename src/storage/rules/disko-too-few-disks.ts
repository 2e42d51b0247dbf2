import { rawPools } from './disko-vdevs';
import { IRule, Severity } from '../../app';

/** The least members of a vdev by its mode. */
const LEAST: Readonly<Record<string, number>> = { mirror: 2, raidz: 2, raidz1: 2, raidz2: 3, raidz3: 4 };

export const diskoTooFewDisks: IRule = {
  code: 'DISKO_TOO_FEW_DISKS',
  severity: Severity.ERROR,
  title: 'The vdevs of a pool in disko have the disks that their mode needs',
  reason: 'zpool create refuses it after the disks have been wiped',
  source: 'zpoolconcepts(7); disko counts nothing',
  breaks: `
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = { one: { device: '/dev/disk/by-id/nvme-FEW_DISKS_1', content } };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank: { mode: 'mirror', datasets: {} } } } },
};
new Host(app, 'few-disks', { ...machine, options });
`,
  holds: `
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = {
  one: { device: '/dev/disk/by-id/nvme-FEW_DISKS_1', content },
  two: { device: '/dev/disk/by-id/nvme-FEW_DISKS_2', content },
};
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank: { mode: 'mirror', datasets: {} } } } },
};
new Host(app, 'few-disks', { ...machine, options });
`,
  check(estate, report) {
    for (const { pool, vdevs } of estate._table(rawPools)) {
      for (const { mode, members, keyPath } of vdevs) {
        const least = LEAST[mode] ?? 1;
        if (members.length >= least) continue;
        report.found(pool.owner, {
          message: `the pool ${pool.name} has a ${mode || 'vdev'} of ${members.length} disk${members.length === 1 ? '' : 's'}`,
          keyPath,
          mend: `give it at least ${least}, or another mode`,
        });
      }
    }
  },
};
