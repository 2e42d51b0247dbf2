import { IConstruct } from 'constructs';
import { DiskoHost, diskoHosts, eachContent, vdevsOf } from './disko-devices';
import { hasUnseen } from './host-facts';
import { IRule, RuleReport, Severity } from '../../app';

export const diskoPoolMembers: IRule = {
  code: 'DISKO_POOL_MEMBERS',
  severity: Severity.ERROR,
  title: 'A pool in disko and the partitions that name it agree',
  reason: 'disko says "not all disks accounted for" while the machine is installed, and makes no pool',
  source: 'disko: zpool, _create; a member NAME is /dev/disk/by-partlabel/disk-NAME-zfs',
  breaks: `
const part = (name: string) => ({ [name]: { size: '100%', content: { type: 'zfs', pool: 'tank' } } });
const disk = (name: string, partitions: Record<string, any>) => ({
  device: \`/dev/disk/by-id/nvme-POOL_MEMBERS_\${name}\`,
  content: { type: 'gpt', partitions },
});
const mode = { topology: { type: 'topology', vdev: [{ mode: 'mirror', members: ['one', 'two'] }] } };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: {
    devices: {
      disk: { one: disk('one', part('zfs')), two: disk('two', part('tank')) },
      zpool: { tank: { mode, datasets: {} } },
    },
  },
};
new Host(app, 'pool-members', { ...machine, options });
`,
  holds: `
const part = (name: string) => ({ [name]: { size: '100%', content: { type: 'zfs', pool: 'tank' } } });
const disk = (name: string, partitions: Record<string, any>) => ({
  device: \`/dev/disk/by-id/nvme-POOL_MEMBERS_\${name}\`,
  content: { type: 'gpt', partitions },
});
const mode = { topology: { type: 'topology', vdev: [{ mode: 'mirror', members: ['one', 'two'] }] } };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: {
    devices: {
      disk: { one: disk('one', part('zfs')), two: disk('two', part('zfs')) },
      zpool: { tank: { mode, datasets: {} } },
    },
  },
};
new Host(app, 'pool-members', { ...machine, options });
`,
  check(estate, report) {
    for (const disko of estate._table(diskoHosts)) {
      if (!hasUnseen(estate, disko.host)) compare(disko, report);
    }
  },
};

/** A device that is kept for a pool. */
interface Kept {
  readonly path: string;
  readonly owner: IConstruct;
  readonly keyPath: string;
  readonly raw: boolean;
}

function compare({ host, disks, pools }: DiskoHost, report: RuleReport): void {
  const kept = new Map<string, Kept[]>();
  let unsure = false;
  for (const { name, owner, raw, tree, keyPath, partitions } of disks) {
    eachContent(tree, keyPath, ({ type, pool }, at) => {
      // What stands in a RAID, or behind encryption, has other paths.
      if (type === 'mdraid' || type === 'table' || type === 'lvm_pv') unsure = true;
      if (type !== 'zfs' || typeof pool !== 'string' || pool === '') return;
      const partition = partitions.find((one) => at === `${one.keyPath}.content`);
      if (!partition && at !== `${keyPath}.content`) unsure = true;
      const path = partition ? `/dev/disk/by-partlabel/${partition.label}` : String(tree.device ?? name);
      const before = kept.get(pool);
      if (before) before.push({ path, owner, keyPath: at, raw });
      else kept.set(pool, [{ path, owner, keyPath: at, raw }]);
    });
  }
  const names = new Set(pools.map(({ name }) => name));
  for (const [pool, devices] of kept) {
    const stray = devices.find(({ raw }) => raw);
    if (names.has(pool) || !stray) continue;
    report.found(stray.owner, {
      message: `${stray.keyPath.replace(/^disko\.devices\./, '')} of ${host.systemName} is for the pool ${pool}, which disko is not told of`,
      keyPath: `${stray.keyPath}.pool`,
      why: 'the partition is made and nothing ever uses it',
      mend: `declare disko.devices.zpool.${pool}${names.size > 0 ? `, or name one that is there: ${[...names].join(', ')}` : ''}`,
    });
  }
  for (const pool of unsure ? [] : pools.filter(({ raw }) => raw)) {
    const devices = (kept.get(pool.name) ?? []).map(({ path }) => path);
    const vdevs = vdevsOf(pool);
    if (!vdevs && typeof (pool.tree.mode ?? '') !== 'string') continue;
    const members = vdevs?.flatMap((vdev) =>
      vdev.members.map((one) => (one.startsWith('/') ? one : `/dev/disk/by-partlabel/disk-${one}-zfs`)),
    );
    const missing = members?.filter((one) => !devices.includes(one)) ?? [];
    const extra = members ? devices.filter((one) => !members.includes(one)) : [];
    if (devices.length > 0 && missing.length === 0 && extra.length === 0) continue;
    const said = [
      ...(devices.length === 0 ? ['no partition is for it'] : []),
      ...(devices.length > 0 && missing.length > 0 ? [`no partition for it is ${missing.join(', ')}`] : []),
      ...(extra.length > 0 ? [`its topology leaves ${extra.join(', ')} out`] : []),
    ];
    report.found(pool.owner, {
      message: `the pool ${pool.name} of ${host.systemName} is not made: ${said.join(', and ')}`,
      keyPath: members ? `${pool.keyPath}.mode.topology` : pool.keyPath,
      mend: 'call the partition zfs where the topology names a disk, or give the topology its path; each partition for the pool stands there once',
    });
  }
}
