import { mounts, pathsAbove } from './mounts';
import { IRule, Severity } from '../../app';
import { Host } from '../../hosts';
import { ZfsPool } from '../zfs-pool';
import { ZfsCanmount } from '../zfs-property-enums';

export const zfsMountOrder: IRule = {
  code: 'ZFS_MOUNT_ORDER',
  severity: Severity.WARNING,
  title: 'What ZFS mounts itself does not stand below what NixOS mounts of another file system',
  reason: 'zfs-mount.service knows nothing of the units of NixOS: whichever comes second hides the other',
  source: 'zfs-mount(8); zfs-mount.service; NixOS: fileSystems',
  breaks: `
const host = new Host(app, 'mount-order', { ...machine });
const pool = new ZfsPool(host, 'tank', { mountPoint: '/tank', mount: ZfsMount.ZFS });
pool.addDataset('media/films');
host.addFileSystem('/tank/media', { device: '/dev/disk/by-label/MEDIA', fsType: 'xfs' });
`,
  holds: `
const host = new Host(app, 'mount-order', { ...machine });
const pool = new ZfsPool(host, 'tank', { mountPoint: '/tank', mount: ZfsMount.ZFS });
pool.addDataset('media/films');
host.addFileSystem('/media', { device: '/dev/disk/by-label/MEDIA', fsType: 'xfs' });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const native = pool._datasets.filter(
        ({ mountPoint, _mount, _props }) => mountPoint && _mount.inherited && _props.canmount !== ZfsCanmount.OFF,
      );
      if (native.length === 0) continue;
      const host = pool.system as Host;
      const of = estate._table(mounts).get(host);
      const byPath = new Set(native.map(({ mountPoint }) => mountPoint!));
      for (const dataset of native) {
        const above = pathsAbove(dataset.mountPoint!).find((path) => byPath.has(path) || of?.has(path));
        const over = above === undefined || byPath.has(above) ? undefined : of!.get(above);
        if (!over || over.point === '/' || over.early || isAbove(over.node?.zfsName, dataset.zfsName)) continue;
        report.found(over.construct, {
          message: `NixOS mounts ${over.device ?? 'a file system'} at ${over.point}, and ZFS mounts ${dataset.zfsName} below it at ${dataset.mountPoint} by itself`,
          keyPath: over.keyPath,
          mend: `give ${dataset.zfsName} its own mountPoint, so that NixOS mounts both in order, or move one of them`,
          related: [dataset],
          cause: `${host.systemName} ${over.point}`,
        });
      }
    }
  },
};

function isAbove(name: string | undefined, below: string): boolean {
  return name !== undefined && below.startsWith(`${name}/`);
}
