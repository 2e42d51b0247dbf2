import { Diagnostics } from '../app';
import type { ZfsDataset } from './zfs-dataset';
import type { Parent } from './zfs-node';
import type { ZfsPool } from './zfs-pool';
import { ZfsApply } from './zfs-pool-props';
import { sizeInBytes } from './zfs-size';
import { isUnstableName } from './zfs-topology';

/** Look at a pool when the tree is complete. */
export function checkPool(pool: ZfsPool): void {
  Diagnostics.of(pool)._later((diagnostics) => {
    checkLayout(pool, diagnostics);
    checkBoot(pool, diagnostics);
    checkSpace(pool, diagnostics);
    checkNotApplied(pool, diagnostics);
    checkSmallBlocks(pool, diagnostics);
    checkSnapshots(pool, diagnostics);
    checkZvolParents(pool, diagnostics);
  });
}

function checkLayout(pool: ZfsPool, diagnostics: Diagnostics): void {
  const topology = pool._topology;
  if (!topology) return;
  const borne = topology.failuresBorne('data');
  for (const role of ['special', 'dedup'] as const) {
    if (topology.of(role).length === 0 || topology.failuresBorne(role) >= borne) continue;
    diagnostics.warning({
      code: 'ZFS_WEAK_VDEV',
      message: `the ${role} vdev bears ${topology.failuresBorne(role)} failed disks, the data vdevs bear ${borne}`,
      keyPath: `layout.${role}`,
      why: `the pool is lost with its ${role} vdev`,
      mend: `use a mirror of ${borne + 1} disks`,
    });
  }
  if (pool._formats) return;
  for (const { device, keyPath } of topology.members) {
    if (!isUnstableName(device)) continue;
    diagnostics.warning({
      code: 'ZFS_DISK_UNSTABLE_NAME',
      message: `${device} can be another disk after the next start`,
      keyPath,
      mend: 'name it as in /dev/disk/by-id',
    });
  }
}

function checkBoot(pool: ZfsPool, diagnostics: Diagnostics): void {
  for (const node of [pool, ...pool._datasets]) {
    const mount = node._mount;
    if (mount.hasEntry && mount.point === '/boot' && !pool._props.compatibility?.split(',').includes('grub2')) {
      diagnostics.error({
        code: 'ZFS_BOOT_ON_ZFS',
        message: `${node.zfsName} is to be mounted at /boot`,
        keyPath: 'mountPoint',
        why: 'no firmware reads ZFS, and GRUB only a pool with few features',
        mend: "put /boot on an EFI system partition, or give the pool compatibility: 'grub2'",
        related: [node.node.path],
      });
    }
    const keyPath = node._encryptionRoot?._props.encryption?.keyFile?.path;
    if (mount.atBoot && typeof keyPath === 'string' && keyPath.startsWith('/run/')) {
      diagnostics.warning({
        code: 'ZFS_KEY_TOO_LATE',
        message: `${node.zfsName} is mounted at ${mount.point} before its key ${keyPath} is there`,
        keyPath: 'encryption.keyFile',
        why: 'secrets below /run are put in place after the initial RAM disk has mounted it',
        mend: 'ask for a passphrase, or bring the key into the RAM disk (boot.initrd.secrets)',
        related: [node.node.path],
      });
    }
  }
}

/** What stands below a quota cannot be sure of more than it. */
function checkSpace(pool: ZfsPool, diagnostics: Diagnostics): void {
  const reserved = new Map<Parent, { bytes: number; by: string[] }>();
  for (const node of pool._nodes.values()) {
    const bytes = sizeInBytes(node._props.reservation ?? '');
    if (bytes === undefined) continue;
    const above = pool._above(node._relativeName);
    const sum = reserved.get(above) ?? { bytes: 0, by: [] };
    sum.bytes += bytes;
    sum.by.push(node.node.path);
    reserved.set(above, sum);
  }
  for (const [dataset, { bytes, by }] of reserved) {
    const { quota } = dataset === pool ? (pool._props.rootProperties ?? {}) : (dataset as ZfsDataset)._props;
    const most = sizeInBytes(quota ?? '');
    if (most === undefined || bytes <= most) continue;
    diagnostics.error({
      code: 'ZFS_RESERVATIONS_OVER_QUOTA',
      message: `what stands below ${dataset.zfsName} reserves more than its quota of ${quota}`,
      keyPath: 'quota',
      why: 'ZFS refuses it',
      mend: 'raise the quota or lower the reservations',
      related: by,
    });
  }
}

/** Properties of a pool that nobody makes here are only written down. */
function checkNotApplied(pool: ZfsPool, diagnostics: Diagnostics): void {
  if (pool._formats || (pool._props.apply ?? ZfsApply.NOTHING) !== ZfsApply.NOTHING) return;
  const nodes = [
    { zfsName: pool.zfsName, values: pool._rootValues },
    ...[...pool._nodes.values()].map((node) => ({ zfsName: node.zfsName, values: node._values })),
  ];
  const told = nodes
    .filter(({ values }) =>
      Object.keys(values).some((name) => !/^(encryption|key(format|location)|pbkdf2iters)$/.test(name)),
    )
    .map(({ zfsName }) => zfsName);
  if (told.length === 0) return;
  diagnostics.info({
    code: 'ZFS_PROPERTIES_NOT_APPLIED',
    message: `the pool ${pool.poolName} is there already: the properties of ${told.join(', ')} are written down and not set`,
    mend: 'set them once with zfs set, or have it done: apply: ZfsApply.PROPERTIES',
  });
}

function checkSmallBlocks(pool: ZfsPool, diagnostics: Diagnostics): void {
  for (const node of [pool, ...pool._datasets]) {
    const { specialSmallBlocks, recordsize } =
      node === pool ? (pool._props.rootProperties ?? {}) : (node._props as any);
    const small = sizeInBytes(specialSmallBlocks ?? '0');
    if (!small) continue;
    if (pool._topology && pool._topology.of('special').length === 0) {
      diagnostics.warning({
        code: 'ZFS_NO_SPECIAL_VDEV',
        message: `${node.zfsName} sends small blocks to a special vdev that the pool does not have`,
        keyPath: 'specialSmallBlocks',
        mend: 'add layout.special, or leave specialSmallBlocks out',
        related: [node.node.path],
      });
    } else if (small >= sizeInBytes(recordsize ?? '128K')!) {
      diagnostics.warning({
        code: 'ZFS_ALL_BLOCKS_SPECIAL',
        message: `all data of ${node.zfsName} goes to the special vdev: no block is larger than ${specialSmallBlocks}`,
        keyPath: 'specialSmallBlocks',
        mend: 'make it smaller than recordsize',
        related: [node.node.path],
      });
    }
  }
}

/** Below an atomic recursive policy sanoid takes no other. */
function checkSnapshots(pool: ZfsPool, diagnostics: Diagnostics): void {
  const policies = Object.entries(pool._sanoid);
  const atomic = new Set(policies.filter(([, entry]) => entry.recursive === 'zfs').map(([name]) => name));
  for (const [name] of atomic.size > 0 ? policies : []) {
    const above = namesAbove(name).find((one) => atomic.has(one));
    if (above === undefined) continue;
    diagnostics.warning({
      code: 'ZFS_SNAPSHOTS_TWICE',
      message: `${name} has a policy of its own and stands below ${above}, whose snapshots take it in`,
      keyPath: 'snapshots',
      mend: `leave one out, or give ${above} the scope RECURSIVE`,
    });
  }
}

/** disko makes the parents of datasets, but not those of zvols. */
function checkZvolParents(pool: ZfsPool, diagnostics: Diagnostics): void {
  if (!pool._formats) return;
  const made = new Set(pool._datasets.flatMap(({ zfsName }) => [zfsName, ...namesAbove(zfsName)]));
  for (const node of pool._nodes.values()) {
    const parent = namesAbove(node.zfsName)[0]!;
    if (!('devicePath' in node) || parent === pool.poolName || made.has(parent)) continue;
    diagnostics.error({
      code: 'ZFS_PARENT_MISSING',
      message: `the zvol ${node.zfsName} stands in ${parent}, which is not declared`,
      why: 'disko makes zvols only in datasets that are there',
      mend: `declare it: pool.addDataset('${parent.slice(pool.poolName.length + 1)}')`,
      related: [node.node.path],
    });
  }
}

/** The names above a dataset's, the nearest first. */
function namesAbove(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}
