/** One file system of a host: `fileSystems.<mount point>`. */
export interface FileSystemProps {
  /**
   * The device: a path such as `/dev/disk/by-uuid/EC47-D6C0`, a ZFS dataset
   * (`rpool/root`), a network share (`nas:/export`), `tmpfs`.
   */
  readonly device: string;
  /** Its type: `ext4`, `vfat`, `zfs`, `btrfs`, `xfs`, `nfs`, `tmpfs` … */
  readonly fsType: string;
  /**
   * Mount options.
   * @default - what NixOS sets (`defaults`)
   */
  readonly options?: string[];
  /**
   * Mount it in the initial RAM disk. NixOS does so by itself for `/`, `/nix`, `/var`, `/etc` and the like.
   * @default false
   */
  readonly neededForBoot?: boolean;
  /**
   * Start without it where the device is missing (adds the option `nofail`).
   * @default false
   */
  readonly noFail?: boolean;
  /**
   * Mount points that must be mounted before it.
   * @default - none
   */
  readonly depends?: string[];
  /**
   * Make the file system where there is none yet. For virtual disks.
   * @default false
   */
  readonly autoFormat?: boolean;
  /**
   * Grow the file system to its partition's size at boot.
   * @default false
   */
  readonly autoResize?: boolean;
}
