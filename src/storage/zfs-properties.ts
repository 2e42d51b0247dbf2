/** When written data is committed to stable storage. */
export enum ZfsSync {
  STANDARD = 'standard',
  ALWAYS = 'always',
  DISABLED = 'disabled',
}

/** What synchronous writes are tuned for. */
export enum ZfsLogbias {
  LATENCY = 'latency',
  THROUGHPUT = 'throughput',
}

/** What is kept in a cache. */
export enum ZfsCaching {
  ALL = 'all',
  METADATA = 'metadata',
  NONE = 'none',
}

/** How extended attributes are stored. */
export enum ZfsXattr {
  /** In the inode: fast. */
  SA = 'sa',
  /** In hidden directories. */
  DIR = 'dir',
  OFF = 'off',
}

/** Which access control lists there are. */
export enum ZfsAcltype {
  OFF = 'off',
  POSIX = 'posixacl',
  NFSV4 = 'nfsv4',
}

/** What is inherited of NFSv4 access control lists. */
export enum ZfsAclinherit {
  DISCARD = 'discard',
  NOALLOW = 'noallow',
  RESTRICTED = 'restricted',
  PASSTHROUGH = 'passthrough',
  PASSTHROUGH_X = 'passthrough-x',
}

/** Deduplication, by the checksum it goes by. */
export enum ZfsDedup {
  OFF = 'off',
  ON = 'on',
  VERIFY = 'verify',
  SHA256 = 'sha256',
  SHA256_VERIFY = 'sha256,verify',
  SHA512 = 'sha512',
  SHA512_VERIFY = 'sha512,verify',
  SKEIN = 'skein',
  SKEIN_VERIFY = 'skein,verify',
  EDONR_VERIFY = 'edonr,verify',
  BLAKE3 = 'blake3',
  BLAKE3_VERIFY = 'blake3,verify',
}

/** The checksum of blocks. */
export enum ZfsChecksum {
  ON = 'on',
  OFF = 'off',
  FLETCHER4 = 'fletcher4',
  SHA256 = 'sha256',
  SHA512 = 'sha512',
  SKEIN = 'skein',
  EDONR = 'edonr',
  BLAKE3 = 'blake3',
}

/** Whether a dataset can be mounted. */
export enum ZfsCanmount {
  ON = 'on',
  /** Never: it only holds others and what they inherit. */
  OFF = 'off',
  /** Only when asked for, not by `zfs mount -a`. */
  NOAUTO = 'noauto',
}

/** Whether `.zfs` is seen. */
export enum ZfsSnapdir {
  HIDDEN = 'hidden',
  VISIBLE = 'visible',
  DISABLED = 'disabled',
}

/** The size of dnodes. */
export enum ZfsDnodesize {
  LEGACY = 'legacy',
  AUTO = 'auto',
  SIZE_1K = '1k',
  SIZE_2K = '2k',
  SIZE_4K = '4k',
  SIZE_8K = '8k',
  SIZE_16K = '16k',
}

/** How much metadata is stored once more than the vdevs do. */
export enum ZfsRedundantMetadata {
  ALL = 'all',
  MOST = 'most',
  SOME = 'some',
  NONE = 'none',
}

/** How file names are compared. Fixed when the dataset is created. */
export enum ZfsCasesensitivity {
  SENSITIVE = 'sensitive',
  INSENSITIVE = 'insensitive',
  MIXED = 'mixed',
}

/** How file names are normalized. Fixed when the dataset is created. */
export enum ZfsNormalization {
  NONE = 'none',
  FORM_C = 'formC',
  FORM_D = 'formD',
  FORM_KC = 'formKC',
  FORM_KD = 'formKD',
}

/** How the device of a zvol is shown. */
export enum ZfsVolmode {
  DEFAULT = 'default',
  /** With its partitions. */
  FULL = 'full',
  /** Without its partitions. */
  DEV = 'dev',
  /** Not at all. */
  NONE = 'none',
}

/** Properties that file systems and zvols share. What is not given is inherited, see zfsprops(7). */
export interface ZfsCommonProperties {
  /**
   * `on`, `off`, `lz4`, `zle`, `lzjb`, `gzip`, `gzip-1` to `gzip-9`, `zstd`,
   * `zstd-1` to `zstd-19`, `zstd-fast` or `zstd-fast-N`.
   * @default - inherited; `zstd` for the root of a pool that is made here
   */
  readonly compression?: string;
  /**
   * When written data is committed.
   * @default - inherited (standard)
   */
  readonly sync?: ZfsSync;
  /**
   * What synchronous writes are tuned for.
   * @default - inherited (latency)
   */
  readonly logbias?: ZfsLogbias;
  /**
   * What is kept in memory (ARC).
   * @default - inherited (all)
   */
  readonly primarycache?: ZfsCaching;
  /**
   * What is kept on cache disks (L2ARC).
   * @default - inherited (all)
   */
  readonly secondarycache?: ZfsCaching;
  /**
   * Deduplication. Costs memory for ever; seldom worth it.
   * @default - inherited (off)
   */
  readonly dedup?: ZfsDedup;
  /**
   * The checksum of blocks.
   * @default - inherited (on)
   */
  readonly checksum?: ZfsChecksum;
  /**
   * How often each block is stored, 1 to 3, beside what the vdevs do.
   * @default - inherited (1)
   */
  readonly copies?: number;
  /**
   * How much metadata is stored once more.
   * @default - inherited (all)
   */
  readonly redundantMetadata?: ZfsRedundantMetadata;
  /**
   * Whether it can only be read.
   * @default - inherited (false)
   */
  readonly readOnly?: boolean;
  /**
   * Space that it and what stands below it is sure to get, such as `100G`, or `none`.
   * @throws where it is more than the quota.
   * @default - none
   */
  readonly reservation?: string;
  /**
   * Space that it alone is sure to get, without snapshots and what stands below it, such as `100G`, or `none`.
   * @throws where it is more than the quotas.
   * @default - none
   */
  readonly refreservation?: string;
  /**
   * Further properties by their name, as strings; also own ones, with a colon
   * in the name (`com.sun:auto-snapshot`).
   * @throws for those that have a prop of their own.
   * @default - none
   */
  readonly properties?: Record<string, string>;
}

/** Properties of a dataset that is a file system. What is not given is inherited. */
export interface ZfsDatasetProperties extends ZfsCommonProperties {
  /**
   * The largest block of a file, a power of two from `512` to `16M`.
   * @default - inherited (128K)
   */
  readonly recordsize?: string;
  /**
   * Record when files are read.
   * @default - inherited; false for the root of a pool that is made here
   */
  readonly atime?: boolean;
  /**
   * Record it only where the file was changed since.
   * @default - inherited
   */
  readonly relatime?: boolean;
  /**
   * How extended attributes are stored.
   * @default - inherited; `sa` for the root of a pool that is made here
   */
  readonly xattr?: ZfsXattr;
  /**
   * Which access control lists there are. The journal of systemd wants POSIX ones.
   * @default - inherited; `posixacl` for the root of a pool that is made here
   */
  readonly acltype?: ZfsAcltype;
  /**
   * What is inherited of NFSv4 lists.
   * @default - inherited
   */
  readonly aclinherit?: ZfsAclinherit;
  /**
   * Whether it can be mounted.
   * @default - on
   */
  readonly canmount?: ZfsCanmount;
  /**
   * Whether `.zfs` is seen.
   * @default - inherited (hidden)
   */
  readonly snapdir?: ZfsSnapdir;
  /**
   * Blocks up to this size go to the special vdev: `0` or a power of two from `512` to `1M`.
   * @default - inherited (0)
   */
  readonly specialSmallBlocks?: string;
  /**
   * The size of dnodes.
   * @default - inherited (legacy)
   */
  readonly dnodesize?: ZfsDnodesize;
  /**
   * Whether device files work.
   * @default - inherited (true)
   */
  readonly devices?: boolean;
  /**
   * Whether programs can be run from it.
   * @default - inherited (true)
   */
  readonly exec?: boolean;
  /**
   * Whether setuid bits count.
   * @default - inherited (true)
   */
  readonly setuid?: boolean;
  /**
   * How file names are compared. Fixed when it is created.
   * @default - inherited (sensitive)
   */
  readonly casesensitivity?: ZfsCasesensitivity;
  /**
   * How file names are normalized. Fixed when it is created.
   * @default - inherited (none)
   */
  readonly normalization?: ZfsNormalization;
  /**
   * Refuse file names that are not UTF-8. Fixed when it is created.
   * @default - inherited (false)
   */
  readonly utf8only?: boolean;
  /**
   * The most that it and what stands below it may take, such as `500G`, or `none`.
   * @default - none
   */
  readonly quota?: string;
  /**
   * The most that it alone may take, without snapshots and what stands below it, or `none`.
   * @default - none
   */
  readonly refquota?: string;
}
