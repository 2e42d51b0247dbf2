import { IConstruct } from 'constructs';
import { Expr } from '../nix';
import type { Member, Topology, Vdev } from './zfs-topology';
import { ZfsDisk, ZfsVdevMode } from './zfs-vdev';

/** What disko is told of a pool beside its disks. */
export interface DiskoPool {
  readonly name: string;
  readonly topology: Topology;
  /** `zpool create -o` */
  readonly options: Record<string, string>;
  /** `zpool create -O` */
  readonly rootOptions: Record<string, string | Expr>;
  readonly mountPoint?: string;
  readonly mountOptions?: string[];
  readonly datasets: Record<string, any>;
  /** The disks that it has for itself. */
  readonly disks: readonly DiskUse[];
}

/** The partition with the EFI system files and where it is mounted. */
export interface BootPartition {
  readonly diskName: string;
  readonly mountPoint: string | undefined;
}

/** A pool's use of a disk, or of a part of one. */
export interface DiskUse {
  /** The pool's name. */
  readonly pool: string;
  /** Its construct. */
  readonly construct: IConstruct;
  readonly member: Member;
  /** Where the EFI system partition of the disk is mounted. */
  readonly bootMountPoint: string | undefined;
  readonly protect: boolean;
}

/** `disko.devices.disk` for some uses of disks. */
export function diskoDisks(uses: readonly DiskUse[]): Record<string, any> {
  const disks: Record<string, any> = {};
  for (const { member, bootMountPoint, protect } of uses) {
    const disk = (disks[member.diskName] ??= {
      type: 'disk',
      device: member.device,
      ...(protect ? { destroy: false } : {}),
      content: { type: 'gpt', partitions: {} },
    });
    Object.assign(disk.content.partitions, systemPartitions(member.disk, bootMountPoint));
  }
  for (const { member, pool } of uses) {
    disks[member.diskName].content.partitions[member.partition] = {
      size: member.disk.size ?? '100%',
      content: { type: 'zfs', pool },
    };
  }
  return disks;
}

/** `disko.devices` for one pool and its disks. */
export function diskoDevices(pool: DiskoPool): Record<string, any> {
  const { topology } = pool;
  const disks = diskoDisks(pool.disks);
  return {
    ...(Object.keys(disks).length > 0 ? { disk: disks } : {}),
    zpool: {
      [pool.name]: {
        type: 'zpool',
        ...modeOf(topology),
        options: pool.options,
        rootFsOptions: pool.rootOptions,
        ...(pool.mountPoint !== undefined ? { mountpoint: pool.mountPoint } : {}),
        ...(pool.mountPoint !== undefined && pool.mountOptions ? { mountOptions: pool.mountOptions } : {}),
        datasets: pool.datasets,
      },
    },
  };
}

/** The EFI system partitions: the first is mounted at `/boot` unless told otherwise, the others nowhere. */
export function bootPartitions(topology: Topology): BootPartition[] {
  const found: BootPartition[] = [];
  for (const { disk, diskName } of topology.members) {
    if (disk.espSize === undefined) continue;
    const mountPoint = disk.bootMountPoint ?? (found.length === 0 ? '/boot' : '');
    found.push({ diskName, mountPoint: mountPoint === '' ? undefined : mountPoint });
  }
  return found;
}

function systemPartitions(disk: ZfsDisk, mountPoint: string | undefined): Record<string, any> {
  return {
    ...(disk.biosBoot ? { boot: { size: '1M', type: 'EF02' } } : {}),
    ...(disk.espSize !== undefined
      ? {
          ESP: {
            size: disk.espSize,
            type: 'EF00',
            content: {
              type: 'filesystem',
              format: 'vfat',
              ...(mountPoint !== undefined
                ? { mountpoint: mountPoint, mountOptions: ['fmask=0077', 'dmask=0077'] }
                : {}),
            },
          },
        }
      : {}),
    ...(disk.swapSize !== undefined
      ? {
          swap: {
            size: disk.swapSize,
            content: { type: 'swap', ...(disk.encryptSwap ? { randomEncryption: true } : {}) },
          },
        }
      : {}),
  };
}

/** `mode`: one word where there is only one vdev, else the whole topology. */
function modeOf(topology: Topology): Record<string, any> {
  const [first, ...more] = topology.vdevs;
  if (more.length === 0) return first!.mode === ZfsVdevMode.STRIPE ? {} : { mode: first!.mode };
  const group = (vdevs: readonly Vdev[]) =>
    vdevs.map((vdev) => ({
      ...(vdev.mode === ZfsVdevMode.STRIPE ? {} : { mode: vdev.mode }),
      members: vdev.members.map(nameOf),
    }));
  const kinds: Record<string, any> = {};
  for (const [role, key] of [
    ['data', 'vdev'],
    ['log', 'log'],
    ['special', 'special'],
    ['dedup', 'dedup'],
  ] as const) {
    const vdevs = topology.of(role);
    if (vdevs.length > 0) kinds[key] = group(vdevs);
  }
  for (const role of ['cache', 'spare'] as const) {
    const members = topology.of(role).flatMap((vdev) => vdev.members);
    if (members.length > 0) kinds[role] = members.map(nameOf);
  }
  return { mode: { topology: { type: 'topology', ...kinds } } };
}

/** A member as disko is told it: the disk's name means its partition `zfs`. */
function nameOf({ diskName, partition }: Member): string {
  return partition === 'zfs' ? diskName : `/dev/disk/by-partlabel/disk-${diskName}-${partition}`;
}
