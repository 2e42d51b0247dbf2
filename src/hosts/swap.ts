/** A swap device or swap file: one entry of `swapDevices`. */
export interface SwapDeviceProps {
  /** A block device such as `/dev/disk/by-uuid/…`, or a file such as `/var/lib/swapfile`. */
  readonly device: string;
  /**
   * Size of a swap file in MiB; it is made where it is missing.
   * @default - none; required for a file that does not exist
   */
  readonly sizeMib?: number;
  /**
   * From 0 to 32767; the highest is used first.
   * @default - the kernel's choice
   */
  readonly priority?: number;
  /**
   * Encrypt it with a new key at every boot. Excludes hibernation.
   * @default false
   */
  readonly randomEncryption?: boolean;
  /**
   * Tell the disk which blocks are free: `once`, `pages` or `both`.
   * @default - never
   */
  readonly discardPolicy?: string;
}

/** Compressed swap in memory: `zramSwap`. */
export interface ZramSwapProps {
  /**
   * Size before compression, in percent of memory.
   * @default - what NixOS sets (50)
   */
  readonly memoryPercent?: number;
  /**
   * How it is compressed, such as `zstd` or `lz4`.
   * @default - what NixOS sets (`zstd`)
   */
  readonly algorithm?: string;
  /**
   * The highest is used first.
   * @default - what NixOS sets (5)
   */
  readonly priority?: number;
}
