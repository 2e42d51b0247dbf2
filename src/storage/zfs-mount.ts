/** Who mounts a dataset. */
export enum ZfsMount {
  /** NixOS, by its entry in `fileSystems`; the property `mountpoint` is `legacy`. */
  LEGACY = 'legacy',
  /** ZFS, by the property `mountpoint`; the entry in `fileSystems` has the option `zfsutil`. */
  ZFS = 'zfs',
}

/** Where a dataset is mounted and how. */
export interface ZfsMountProps {
  /**
   * Where it is mounted: an absolute path, or `none`.
   * @throws for `/boot` of a pool without `compatibility: 'grub2'`, which no boot loader can read.
   * @default - below the mount point of a parent that ZFS mounts, else nowhere
   */
  readonly mountPoint?: string;
  /**
   * Who mounts it.
   * @default ZfsMount.LEGACY
   */
  readonly mount?: ZfsMount;
  /**
   * Further mount options, such as `noexec` or `nofail`.
   * @default - none
   */
  readonly mountOptions?: string[];
  /**
   * Mount it in the initial RAM disk. NixOS does so by itself for `/`, `/nix`, `/var`, `/etc` and the like.
   * @default false
   */
  readonly neededForBoot?: boolean;
}
