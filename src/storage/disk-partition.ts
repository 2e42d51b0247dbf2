import { DiskContent } from './disk-content';
import { DiskSwapProps } from './disk-content-props';

/** @internal how a partition of EFI system files is marked. */
export const ESP_TYPE = 'EF00';
/** @internal how GRUB's own partition on a GPT disk without UEFI is marked. */
export const BIOS_BOOT_TYPE = 'EF02';

/** Props of `DiskPartition`. */
export interface DiskPartitionProps {
  /**
   * Its type: four hexadecimal digits as `sgdisk -L` lists them, or a GUID.
   * @default - what disko sets: 8200 for swap, else 8300
   */
  readonly type?: string;
  /**
   * Its place: partitions with smaller numbers are made first, and those of one number by name.
   * @default - what disko sets: 100 for BIOS boot, 9001 for what takes the rest, else 1000
   */
  readonly priority?: number;
  /**
   * Its UUID. The partition is then found by it and not by its label.
   * @default - a new one at the installation
   */
  readonly uuid?: string;
  /**
   * Attribute bits of GPT, from 0 to 63; 2 is "legacy BIOS bootable".
   * @default - none
   */
  readonly attributes?: number[];
}

/** Props of `DiskPartition.esp()`. */
export interface EspProps {
  /**
   * Its size. Kernels and initial RAM disks of every generation in the menu stand in it.
   * @default "1G"
   */
  readonly size?: string;
  /**
   * Where it is mounted. An empty string: nowhere (the second one of two disks).
   * @default "/boot"
   */
  readonly mountPoint?: string;
  /**
   * What it holds in place of a FAT file system: `DiskContent.raidMember(…)` of a RAID 1 with metadata `1.0`.
   * @default - a FAT file system at `mountPoint`
   */
  readonly content?: DiskContent;
  /**
   * Its UUID. The partition is then found by it and not by its label.
   * @default - a new one at the installation
   */
  readonly uuid?: string;
}

/**
 * A partition of a GPT partition table. Its name is its key among `partitions`.
 *
 * @example
 * import { Disk, DiskContent, DiskPartition, Host } from 'cosmo-nix';
 * declare const attic: Host;
 *
 * new Disk(attic, 'system', {
 *   device: '/dev/disk/by-id/ata-SSD_1',
 *   partitions: {
 *     ESP: DiskPartition.esp({ size: '1G' }),
 *     swap: DiskPartition.swap('8G', { randomEncryption: true }),
 *     root: DiskPartition.rest(DiskContent.ext4('/')),
 *   },
 * });
 */
export class DiskPartition {
  /**
   * A partition.
   * @param size a whole number with K, M, G, T or P, such as `100G`; or `100%`, the rest of the disk (once a disk).
   * @param content what it holds; nothing unless given.
   */
  public static of(size: string, content?: DiskContent, props: DiskPartitionProps = {}): DiskPartition {
    return new DiskPartition(size, content, props);
  }

  /**
   * A partition that takes the rest of the disk. Once a disk.
   *
   * @param content what stands in it
   */
  public static rest(content?: DiskContent, props: DiskPartitionProps = {}): DiskPartition {
    return new DiskPartition('100%', content, props);
  }

  /** An EFI system partition, readable by root alone. */
  public static esp(props: EspProps = {}): DiskPartition {
    const mountPoint = props.mountPoint === '' ? undefined : (props.mountPoint ?? '/boot');
    const content =
      props.content ??
      DiskContent.vfat(mountPoint, mountPoint === undefined ? {} : { mountOptions: ['fmask=0077', 'dmask=0077'] });
    return new DiskPartition(props.size ?? '1G', content, { type: ESP_TYPE, uuid: props.uuid });
  }

  /** The small partition in which GRUB keeps itself on a GPT disk without UEFI. */
  public static biosBoot(): DiskPartition {
    return new DiskPartition('1M', undefined, { type: BIOS_BOOT_TYPE });
  }

  /**
   * A swap partition.
   *
   * @param size as in `of`, such as `8G`
   */
  public static swap(size: string, props: DiskSwapProps = {}): DiskPartition {
    return new DiskPartition(size, DiskContent.swap(props), {});
  }

  /** Its size. */
  public readonly size: string;
  /** What it holds; undefined for nothing. */
  public readonly content?: DiskContent;
  /** @internal */
  public readonly _props: DiskPartitionProps;

  private constructor(size: string, content: DiskContent | undefined, props: DiskPartitionProps) {
    this.size = size;
    this.content = content;
    this._props = props;
  }
}
