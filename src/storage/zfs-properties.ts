import {
  ZfsSync,
  ZfsLogbias,
  ZfsCaching,
  ZfsXattr,
  ZfsAcltype,
  ZfsAclinherit,
  ZfsDedup,
  ZfsChecksum,
  ZfsCanmount,
  ZfsSnapdir,
  ZfsDnodesize,
  ZfsRedundantMetadata,
  ZfsCasesensitivity,
  ZfsNormalization,
} from './zfs-property-enums';

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
