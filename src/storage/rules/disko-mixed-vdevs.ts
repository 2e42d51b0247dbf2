import { DiskoVdev } from './disko-devices';
import { rawPools } from './disko-vdevs';
import { IRule, Severity } from '../../app';

export const diskoMixedVdevs: IRule = {
  code: 'DISKO_MIXED_VDEVS',
  severity: Severity.WARNING,
  title: 'The data vdevs of a pool in disko are of one kind and width',
  reason: 'data is spread over all of them, so the pool is only as safe as the weakest',
  source: 'zpoolconcepts(7); zpool-create(8) warns of a mismatched replication level',
  breaks: `
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = Object.fromEntries(
  ['a', 'b', 'c'].map((name) => [name, { device: \`/dev/disk/by-id/nvme-MIXED_\${name}\`, content }]),
);
const vdev = [{ mode: 'mirror', members: ['a', 'b'] }, { members: ['c'] }];
const tank = { mode: { topology: { type: 'topology', vdev } }, datasets: {} };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank } } },
};
new Host(app, 'mixed-vdevs', { ...machine, options });
`,
  holds: `
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = Object.fromEntries(
  ['a', 'b', 'c'].map((name) => [name, { device: \`/dev/disk/by-id/nvme-MIXED_\${name}\`, content }]),
);
const tank = { mode: { topology: { type: 'topology', vdev: [{ mode: 'mirror', members: ['a', 'b', 'c'] }] } }, datasets: {} };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank } } },
};
new Host(app, 'mixed-vdevs', { ...machine, options });
`,
  check(estate, report) {
    for (const { pool, vdevs } of estate._table(rawPools)) {
      const [first, ...rest] = vdevs.filter(({ role }) => role === 'vdev');
      const other = rest.find(
        ({ mode, members }) => mode !== first!.mode || (mode !== '' && members.length !== first!.members.length),
      );
      if (!other) continue;
      report.found(pool.owner, {
        message: `the pool ${pool.name} has data vdevs of different kinds: ${spell(first!)} and ${spell(other)}`,
        keyPath: other.keyPath,
        mend: 'make them alike',
      });
    }
  },
};

function spell({ mode, members }: DiskoVdev): string {
  return `${mode || 'stripe'} of ${members.length}`;
}
