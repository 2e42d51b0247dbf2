import { IMountPoint } from '../app';
import type { BcachefsFileSystem } from './bcachefs-file-system';
import {
  BcachefsMemberProps,
  BtrfsProps,
  DiskFileSystemProps,
  DiskFormat,
  DiskSwapProps,
  LuksProps,
} from './disk-content-props';
import type { DiskPartition } from './disk-partition';
import type { LvmVolumeGroup } from './lvm-volume-group';
import type { MdRaid } from './md-raid';

/** @internal what a device holds. */
export type ContentSpec =
  | { kind: 'filesystem'; format: DiskFormat; mountPoint?: string; props: DiskFileSystemProps }
  | { kind: 'btrfs'; props: BtrfsProps }
  | { kind: 'swap'; props: DiskSwapProps }
  | { kind: 'luks'; name: string; content?: DiskContent; props: LuksProps }
  | { kind: 'lvm_pv'; group: LvmVolumeGroup }
  | { kind: 'mdraid'; raid: MdRaid }
  | { kind: 'bcachefs'; fileSystem: BcachefsFileSystem; props: BcachefsMemberProps }
  | { kind: 'zfs' }
  | { kind: 'gpt'; partitions: Record<string, DiskPartition> };

/**
 * What a disk, a partition, a logical volume or a RAID holds.
 *
 * @example
 * import { Disk, DiskContent, DiskPartition, Host } from 'cosmo-nix';
 * declare const attic: Host;
 *
 * new Disk(attic, 'system', {
 *   device: '/dev/disk/by-id/nvme-Samsung_SSD_980_S64DNX0',
 *   partitions: {
 *     ESP: DiskPartition.esp(),
 *     crypt: DiskPartition.rest(DiskContent.luks('crypted', DiskContent.ext4('/'), { allowDiscards: true })),
 *   },
 * });
 */
export class DiskContent implements IMountPoint {
  /**
   * ext4.
   * @param mountPoint where it is mounted; nowhere unless given.
   */
  public static ext4(mountPoint?: string, props: DiskFileSystemProps = {}): DiskContent {
    return DiskContent.fileSystem(DiskFormat.EXT4, mountPoint, props);
  }

  /**
   * XFS.
   * @param mountPoint where it is mounted; nowhere unless given.
   */
  public static xfs(mountPoint?: string, props: DiskFileSystemProps = {}): DiskContent {
    return DiskContent.fileSystem(DiskFormat.XFS, mountPoint, props);
  }

  /**
   * F2FS, for flash memory.
   * @param mountPoint where it is mounted; nowhere unless given.
   */
  public static f2fs(mountPoint?: string, props: DiskFileSystemProps = {}): DiskContent {
    return DiskContent.fileSystem(DiskFormat.F2FS, mountPoint, props);
  }

  /**
   * FAT. For an EFI system partition there is `DiskPartition.esp()`.
   * @param mountPoint where it is mounted; nowhere unless given.
   */
  public static vfat(mountPoint?: string, props: DiskFileSystemProps = {}): DiskContent {
    return DiskContent.fileSystem(DiskFormat.VFAT, mountPoint, props);
  }

  /**
   * A plain file system.
   * @param format what it is formatted with
   * @param mountPoint where it is mounted; nowhere unless given.
   */
  public static fileSystem(format: DiskFormat, mountPoint?: string, props: DiskFileSystemProps = {}): DiskContent {
    return new DiskContent({ kind: 'filesystem', format, mountPoint, props }, mountPoint);
  }

  /** btrfs, with subvolumes. */
  public static btrfs(props: BtrfsProps = {}): DiskContent {
    return new DiskContent({ kind: 'btrfs', props }, props.mountPoint);
  }

  /** Swap. */
  public static swap(props: DiskSwapProps = {}): DiskContent {
    return new DiskContent({ kind: 'swap', props });
  }

  /**
   * Encryption by LUKS, and what stands in it.
   * @param name the opened device's name: `/dev/mapper/NAME`. One a host.
   * @param content what stands in the opened device
   */
  public static luks(name: string, content: DiskContent, props: LuksProps = {}): DiskContent {
    return new DiskContent({ kind: 'luks', name, content, props });
  }

  /**
   * A physical volume of an LVM volume group.
   *
   * @param group the volume group that it belongs to
   */
  public static lvmMember(group: LvmVolumeGroup): DiskContent {
    return new DiskContent({ kind: 'lvm_pv', group });
  }

  /**
   * A member of a RAID of mdadm.
   *
   * @param raid the RAID that it belongs to
   */
  public static raidMember(raid: MdRaid): DiskContent {
    return new DiskContent({ kind: 'mdraid', raid });
  }

  /**
   * A device of a bcachefs file system.
   *
   * @param fileSystem the file system that the device belongs to
   */
  public static bcachefsMember(fileSystem: BcachefsFileSystem, props: BcachefsMemberProps = {}): DiskContent {
    return new DiskContent({ kind: 'bcachefs', fileSystem, props });
  }

  /**
   * A member of a ZFS pool that disko makes. The pool names it in its layout:
   * `ZfsVdev.stripe([disk.zfsMember('zfs')])`. In a partition of a `Disk` only.
   */
  public static zfsMember(): DiskContent {
    return new DiskContent({ kind: 'zfs' });
  }

  /** A partition table. On a `MdRaid` only: a `Disk` has `partitions`. */
  public static gpt(partitions: Record<string, DiskPartition>): DiskContent {
    return new DiskContent({ kind: 'gpt', partitions });
  }

  /** @internal */
  public readonly _spec: ContentSpec;
  /** Where it is mounted; undefined where it is not, or is no file system. */
  public readonly mountPoint?: string;

  private constructor(spec: ContentSpec, mountPoint?: string) {
    this._spec = spec;
    this.mountPoint = mountPoint;
  }
}
