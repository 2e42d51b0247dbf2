import { zfsHosts } from './host-facts';
import { mounts } from './mounts';
import { IRule, Severity } from '../../app';

export const zfsDatasetUnknown: IRule = {
  code: 'ZFS_DATASET_UNKNOWN',
  severity: Severity.ERROR,
  title: 'The datasets of a new pool that are mounted are made',
  reason: 'disko makes what is declared and nothing else: the machine waits for the mount and stops in emergency mode',
  source: 'disko: zpool.datasets; NixOS: fileSystems with fsType zfs',
  breaks: `
const host = new Host(app, 'unmade', { ...machine });
new ZfsPool(host, 'tank', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-UNMADE'])] },
  datasets: { media: {} },
});
host.addFileSystem('/srv/media', { device: 'tank/medai', fsType: 'zfs' });
`,
  holds: `
const host = new Host(app, 'unmade', { ...machine });
new ZfsPool(host, 'tank', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-UNMADE'])] },
  datasets: { media: {} },
});
host.addFileSystem('/srv/media', { device: 'tank/media', fsType: 'zfs' });
`,
  check(estate, report) {
    for (const { host, pools } of zfsHosts(estate)) {
      const made = new Map(pools.filter((pool) => pool._formats).map((pool) => [pool.poolName, pool]));
      for (const mount of made.size > 0 ? estate._table(mounts).get(host)!.values() : []) {
        const { fsType, device, node, point } = mount;
        const pool = fsType === 'zfs' && !node && device !== undefined ? made.get(device.split('/')[0]!) : undefined;
        if (!pool || device === pool.poolName || pool._nodes.has(device!)) continue;
        // The datasets in between are made by themselves.
        if ([...pool._nodes.keys()].some((name) => name.startsWith(`${device}/`))) continue;
        if (mount.options.includes('nofail')) continue;
        const rest = device!.slice(pool.poolName.length + 1);
        report.found(mount.construct, {
          message: `${device}, mounted at ${point} of ${host.systemName}, is no dataset of ${pool.node.path}`,
          keyPath: `${mount.keyPath}.device`,
          mend: `declare it, and let it say where it is mounted: pool.addDataset('${rest}', { mountPoint: '${point}' })`,
          related: [pool],
        });
      }
    }
  },
};
