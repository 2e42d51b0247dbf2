import { ISecretFile } from '../app';

/** A plain file system of Linux. */
export enum DiskFormat {
  /** ext4. */
  EXT4 = 'ext4',
  /** XFS: it cannot shrink. */
  XFS = 'xfs',
  /** F2FS, for flash. */
  F2FS = 'f2fs',
  /** FAT, for EFI system partitions. */
  VFAT = 'vfat',
  /** ext3. */
  EXT3 = 'ext3',
  /** ext2, without a journal. */
  EXT2 = 'ext2',
}

/** When blocks of swap that are no longer used are told to the disk. */
export enum SwapDiscardPolicy {
  /** All of it, once, when the swap is turned on. */
  ONCE = 'once',
  /** Each page when it is freed. */
  PAGES = 'pages',
  /** Both. */
  BOTH = 'both',
}

/** Where a file system is mounted, and how. */
export interface DiskMountProps {
  /**
   * Mount options, one an item: `['noatime', 'compress=zstd']`.
   * @default - what disko sets (`defaults`)
   * @throws where nothing is mounted, where an item is more than one option, and for `nofail` and `noauto` of `/`
   */
  readonly mountOptions?: string[];
  /**
   * Mount it in the initial RAM disk. NixOS does so by itself for `/`, `/nix`, `/var`, `/etc` and the like.
   * @default false
   */
  readonly neededForBoot?: boolean;
}

/** Props of a plain file system. */
export interface DiskFileSystemProps extends DiskMountProps {
  /**
   * Further arguments of `mkfs`.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/** A swap file in a btrfs subvolume. */
export interface BtrfsSwapFileProps {
  /** Its size, such as `8G`. */
  readonly size: string;
  /**
   * From 0 to 32767; the highest is used first.
   * @default - the kernel's choice
   */
  readonly priority?: number;
}

/** A subvolume of a btrfs file system. */
export interface BtrfsSubvolumeProps extends DiskMountProps {
  /**
   * Where it is mounted.
   * @default - nowhere
   */
  readonly mountPoint?: string;
  /**
   * Swap files in it, by name. It must be mounted.
   * @default - none
   */
  readonly swapFiles?: Record<string, BtrfsSwapFileProps>;
  /**
   * Further arguments of `btrfs subvolume create`.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/** Props of `DiskContent.btrfs()`. */
export interface BtrfsProps extends DiskMountProps {
  /**
   * Subvolumes by name, such as `@home` or `/home`.
   * @default - none
   */
  readonly subvolumes?: Record<string, BtrfsSubvolumeProps>;
  /**
   * Where the whole file system is mounted.
   * @default - nowhere: its subvolumes are
   */
  readonly mountPoint?: string;
  /**
   * Further arguments of `mkfs.btrfs`, such as `-d raid1` and the other device.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/** Props of `DiskContent.swap()`. */
export interface DiskSwapProps {
  /**
   * Encrypt it with a new key at every boot. Excludes `resumeDevice`.
   * @default false
   */
  readonly randomEncryption?: boolean;
  /**
   * Hibernate to it. One a host.
   * @default false
   */
  readonly resumeDevice?: boolean;
  /**
   * From 0 to 32767; the highest is used first.
   * @default - the kernel's choice
   */
  readonly priority?: number;
  /**
   * When blocks that are no longer used are told to the disk.
   * @default - never
   */
  readonly discardPolicy?: SwapDiscardPolicy;
  /**
   * Options of the swap, such as `nofail`.
   * @default - what disko sets (`defaults`)
   */
  readonly mountOptions?: string[];
}

/**
 * Props of `DiskContent.luks()`. Without `passwordFile` and `keyFile` the
 * installation asks for a passphrase, and every boot does.
 */
export interface LuksProps {
  /**
   * A file with the passphrase, on the machine that runs the installation: nixos-anywhere puts it there by
   * `--disk-encryption-keys PATH FILE`. It is read only then; every boot asks for the passphrase.
   * @default - the installation asks
   */
  readonly passwordFile?: ISecretFile;
  /**
   * A file or device with the key, which the installation and every boot read, such as a USB stick below
   * `/dev/disk/by-id`. Excludes `passwordFile`.
   * @default - none
   */
  readonly keyFile?: ISecretFile;
  /**
   * How many bytes of `keyFile` are the key.
   * @default - all of it
   */
  readonly keyFileSize?: number;
  /**
   * How many bytes of `keyFile` stand before the key.
   * @default 0
   */
  readonly keyFileOffset?: number;
  /**
   * Ask for a passphrase where `keyFile` is not there. systemd's initial RAM disk does so by itself.
   * @default false
   */
  readonly fallbackToPassword?: boolean;
  /**
   * Files with further keys, on the machine that runs the installation.
   * @default - none
   */
  readonly additionalKeyFiles?: ISecretFile[];
  /**
   * Tell the disk which blocks are free. It shows how full the disk is to whoever has it.
   * @default false
   */
  readonly allowDiscards?: boolean;
  /**
   * Encrypt and decrypt without the kernel's queues: faster on SSDs.
   * @default false
   */
  readonly bypassWorkqueues?: boolean;
  /**
   * Open it in the initial RAM disk.
   * @default true
   */
  readonly initrdUnlock?: boolean;
  /**
   * Further settings of `boot.initrd.luks.devices.NAME`, such as `{ crypttabExtraOpts: ['tpm2-device=auto'] }`.
   * @default - none
   */
  readonly settings?: Record<string, any>;
  /**
   * Further arguments of `cryptsetup luksFormat`.
   * @default - none
   */
  readonly extraFormatArgs?: string[];
}

/** Props of a disk's part in a bcachefs file system. */
export interface BcachefsMemberProps {
  /**
   * The label, such as `ssd.one`: its first part names a group.
   * @default - none
   */
  readonly label?: string;
  /**
   * Further arguments of `bcachefs format` for this device.
   * @default - none
   */
  readonly extraFormatArgs?: string[];
}
