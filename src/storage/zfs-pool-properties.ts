/** What a pool does when it loses its disks. */
export enum ZfsFailmode {
  /** Reads and writes wait until the disks are back. */
  WAIT = 'wait',
  /** New writes fail; what can be read is read. */
  CONTINUE = 'continue',
  /** The kernel stops. */
  PANIC = 'panic',
}

/** Properties of a pool, see zpoolprops(7). They take effect when the pool is made. */
export interface ZfsPoolProperties {
  /**
   * The sector size as a power of two, 9 (512 bytes) to 16 (64 KiB). Fixed for each vdev when it is made.
   * @default 12 (4 KiB)
   */
  readonly ashift?: number;
  /**
   * Tell disks about free blocks as they become free, beside the regular trim.
   * @default - what ZFS takes (false)
   */
  readonly autotrim?: boolean;
  /**
   * Grow when all disks of a vdev have grown.
   * @default - what ZFS takes (false)
   */
  readonly autoexpand?: boolean;
  /**
   * Take a new disk in the place of a failed one by itself.
   * @default - what ZFS takes (false)
   */
  readonly autoreplace?: boolean;
  /**
   * What happens when it loses its disks.
   * @default - what ZFS takes (wait)
   */
  readonly failmode?: ZfsFailmode;
  /**
   * Only use features of these sets: names of files in `/usr/share/zfs/compatibility.d`
   * such as `openzfs-2.2-linux` or `grub2`, `legacy` or `off`.
   * @default - what ZFS takes (off: all features)
   */
  readonly compatibility?: string;
  /**
   * A note that is kept in the pool, at most 32 characters.
   * @default - none
   */
  readonly comment?: string;
  /**
   * Show snapshots in `zfs list`.
   * @default - what ZFS takes (false)
   */
  readonly listsnapshots?: boolean;
  /**
   * Further properties of the pool by their name, as strings.
   * @throws for those that have a prop of their own.
   * @default - none
   */
  readonly poolProperties?: Record<string, string>;
}
