/** A disk of a pool, where more is to be said than its path. */
export interface ZfsDisk {
  /**
   * The disk by a name that does not change: `/dev/disk/by-id/…`. For an
   * existing pool it may be a partition.
   * @throws for names that follow the order in which disks are found
   *   (`/dev/sda`, `/dev/nvme0n1`), where the disk is to be formatted, unless
   *   `allowUnstableName` is set.
   */
  readonly device: string;
  /**
   * The disk's name in disko, and part of the labels of its partitions:
   * `disk-NAME-zfs`. At most 27 characters: letters, digits, `-`, `_` and `.`.
   * It should not change once the machine is installed.
   * @default - the pool's name for its only disk, else with its role and number: `tank-1`, `tank-log-1`
   */
  readonly name?: string;
  /**
   * How much of the disk the pool gets, such as `16G`.
   * @default "100%", all that is left
   */
  readonly size?: string;
  /**
   * The name of the partition that the pool gets. Give one where the disk also
   * serves another pool that disko makes; each use then has the same `name`,
   * a `partition` of its own, and all but one of them a `size`.
   * @default "zfs"; `zfs-log` and the like where one pool has the disk in several roles
   */
  readonly partition?: string;
  /**
   * Make an EFI system partition of this size, such as `1G`.
   * @default - none
   */
  readonly espSize?: string;
  /**
   * Where the EFI system partition is mounted. An empty string: nowhere (the second one of a mirror).
   * @default "/boot" for the first disk with one, else nowhere
   */
  readonly bootMountPoint?: string;
  /**
   * Make the small partition that GRUB needs to start from a GPT disk without UEFI.
   * @default false
   */
  readonly biosBoot?: boolean;
  /**
   * Make a swap partition of this size, such as `8G`. (Swap on ZFS itself can lock up.)
   * @default - none
   */
  readonly swapSize?: string;
  /**
   * Encrypt the swap partition with a new random key at each boot.
   * @default false
   */
  readonly encryptSwap?: boolean;
  /**
   * Take a name such as `/dev/sda`, as where a virtual machine has no better one.
   * @default false
   */
  readonly allowUnstableName?: boolean;
}

/** How the disks of a vdev stand in for one another. */
export enum ZfsVdevMode {
  /** Not at all: one disk lost, the pool lost. */
  STRIPE = '',
  /** Each disk has everything. */
  MIRROR = 'mirror',
  /** One disk may fail. */
  RAIDZ1 = 'raidz1',
  /** Two disks may fail. */
  RAIDZ2 = 'raidz2',
  /** Three disks may fail. */
  RAIDZ3 = 'raidz3',
}

/**
 * A group of disks in a pool. Each disk is its path
 * (`/dev/disk/by-id/ata-…`) or a `ZfsDisk`.
 *
 * @example
 * import { Host, ZfsPool, ZfsVdev } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new ZfsPool(laddie, 'tank', {
 *   layout: {
 *     data: [ZfsVdev.raidz1(['/dev/disk/by-id/ata-HDD_1', '/dev/disk/by-id/ata-HDD_2', '/dev/disk/by-id/ata-HDD_3'])],
 *   },
 * });
 */
export class ZfsVdev {
  /**
   * Disks without redundancy: each is a vdev of its own.
   *
   * @param disks devices by a stable name, such as `/dev/disk/by-id/…`, or what more is said of a disk
   */
  public static stripe(disks: (string | ZfsDisk)[]): ZfsVdev {
    return new ZfsVdev(ZfsVdevMode.STRIPE, disks);
  }

  /**
   * Disks that all hold the same: at least 2. All but one may fail.
   *
   * @param disks devices by a stable name, such as `/dev/disk/by-id/…`, or what more is said of a disk
   */
  public static mirror(disks: (string | ZfsDisk)[]): ZfsVdev {
    return new ZfsVdev(ZfsVdevMode.MIRROR, disks);
  }

  /**
   * At least 2 disks, better 3 and more; one may fail.
   *
   * @param disks devices by a stable name, such as `/dev/disk/by-id/…`, or what more is said of a disk
   */
  public static raidz1(disks: (string | ZfsDisk)[]): ZfsVdev {
    return new ZfsVdev(ZfsVdevMode.RAIDZ1, disks);
  }

  /**
   * At least 3 disks, better 4 and more; two may fail.
   *
   * @param disks devices by a stable name, such as `/dev/disk/by-id/…`, or what more is said of a disk
   */
  public static raidz2(disks: (string | ZfsDisk)[]): ZfsVdev {
    return new ZfsVdev(ZfsVdevMode.RAIDZ2, disks);
  }

  /**
   * At least 4 disks, better 5 and more; three may fail.
   *
   * @param disks devices by a stable name, such as `/dev/disk/by-id/…`, or what more is said of a disk
   */
  public static raidz3(disks: (string | ZfsDisk)[]): ZfsVdev {
    return new ZfsVdev(ZfsVdevMode.RAIDZ3, disks);
  }

  private constructor(
    /** How its disks stand in for one another. */
    public readonly mode: ZfsVdevMode,
    /** Its disks. */
    public readonly disks: (string | ZfsDisk)[],
  ) {}
}

/** What a pool is made of. */
export interface ZfsLayout {
  /** The vdevs that hold the data: one or more, all of one kind and width. */
  readonly data: ZfsVdev[];
  /**
   * Separate intent log (SLOG) for synchronous writes: stripes or mirrors.
   * @default - the log stands in the data vdevs
   */
  readonly log?: ZfsVdev[];
  /**
   * Special vdevs for metadata and small blocks: stripes or mirrors. The pool
   * is lost with them, so they should bear as many failures as the data vdevs.
   * @default - none
   */
  readonly special?: ZfsVdev[];
  /**
   * Vdevs for deduplication tables: stripes or mirrors. The pool is lost with them.
   * @default - none
   */
  readonly dedup?: ZfsVdev[];
  /**
   * Disks of the second-level read cache (L2ARC).
   * @default - none
   */
  readonly cache?: (string | ZfsDisk)[];
  /**
   * Disks that stand by for a failed one.
   * @default - none
   */
  readonly spares?: (string | ZfsDisk)[];
  /**
   * Allow data vdevs of different kinds or widths. The pool is only as safe as the weakest.
   * @default false
   */
  readonly allowMixedRedundancy?: boolean;
}
