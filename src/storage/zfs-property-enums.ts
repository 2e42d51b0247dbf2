/** When written data is committed to stable storage. */
export enum ZfsSync {
  /** Synchronous writes at once, others with the next transaction group. */
  STANDARD = 'standard',
  /** Every write at once: slow. */
  ALWAYS = 'always',
  /** Never at once: a power cut loses seconds of what programs were told is safe. */
  DISABLED = 'disabled',
}

/** What synchronous writes are tuned for. */
export enum ZfsLogbias {
  /** Answer fast, by a log device where the pool has one. */
  LATENCY = 'latency',
  /** Write much, without the log device. */
  THROUGHPUT = 'throughput',
}

/** What is kept in a cache. */
export enum ZfsCaching {
  /** Data and metadata. */
  ALL = 'all',
  /** Metadata alone. */
  METADATA = 'metadata',
  /** Nothing. */
  NONE = 'none',
}

/** How extended attributes are stored. */
export enum ZfsXattr {
  /** In the inode: fast. */
  SA = 'sa',
  /** In hidden directories. */
  DIR = 'dir',
  /** There are none. */
  OFF = 'off',
}

/** Which access control lists there are. */
export enum ZfsAcltype {
  /** None. */
  OFF = 'off',
  /** Those of POSIX, as Linux knows them. */
  POSIX = 'posixacl',
  /** Those of NFSv4; OpenZFS does not hold to them on Linux. */
  NFSV4 = 'nfsv4',
}

/** What is inherited of NFSv4 access control lists. */
export enum ZfsAclinherit {
  /** Nothing. */
  DISCARD = 'discard',
  /** Entries that deny. */
  NOALLOW = 'noallow',
  /** All, without the rights to change the list and the owner. */
  RESTRICTED = 'restricted',
  /** All, as they are. */
  PASSTHROUGH = 'passthrough',
  /** All, with the right to execute only where the file is made with it. */
  PASSTHROUGH_X = 'passthrough-x',
}

/** Deduplication, by the checksum it goes by. */
export enum ZfsDedup {
  /** None. */
  OFF = 'off',
  /** By the checksum that ZFS has for it (SHA-256). */
  ON = 'on',
  /** As `ON`, and blocks are compared byte by byte. */
  VERIFY = 'verify',
  /** By SHA-256. */
  SHA256 = 'sha256',
  /** By SHA-256, then byte by byte. */
  SHA256_VERIFY = 'sha256,verify',
  /** By SHA-512. */
  SHA512 = 'sha512',
  /** By SHA-512, then byte by byte. */
  SHA512_VERIFY = 'sha512,verify',
  /** By Skein. */
  SKEIN = 'skein',
  /** By Skein, then byte by byte. */
  SKEIN_VERIFY = 'skein,verify',
  /** By Edon-R, then byte by byte: it is too weak alone. */
  EDONR_VERIFY = 'edonr,verify',
  /** By BLAKE3. */
  BLAKE3 = 'blake3',
  /** By BLAKE3, then byte by byte. */
  BLAKE3_VERIFY = 'blake3,verify',
}

/** The checksum of blocks. */
export enum ZfsChecksum {
  /** The one that ZFS has for it (Fletcher-4). */
  ON = 'on',
  /** None: damage goes unseen. */
  OFF = 'off',
  /** Fletcher-4: fast, not against forgery. */
  FLETCHER4 = 'fletcher4',
  /** SHA-256. */
  SHA256 = 'sha256',
  /** SHA-512, truncated to 256 bits. */
  SHA512 = 'sha512',
  /** Skein. */
  SKEIN = 'skein',
  /** Edon-R. */
  EDONR = 'edonr',
  /** BLAKE3. */
  BLAKE3 = 'blake3',
}

/** Whether a dataset can be mounted. */
export enum ZfsCanmount {
  /** Yes, at boot and by `zfs mount -a`. */
  ON = 'on',
  /** Never: it only holds others and what they inherit. */
  OFF = 'off',
  /** Only when asked for, not by `zfs mount -a`. */
  NOAUTO = 'noauto',
}

/** Whether `.zfs` is seen. */
export enum ZfsSnapdir {
  /** It can be entered and is not listed. */
  HIDDEN = 'hidden',
  /** It is listed. */
  VISIBLE = 'visible',
  /** It cannot be entered. */
  DISABLED = 'disabled',
}

/** The size of dnodes. */
export enum ZfsDnodesize {
  /** 512 bytes. */
  LEGACY = 'legacy',
  /** What suits the dataset; good with `ZfsXattr.SA`. */
  AUTO = 'auto',
  /** 1 KiB. */
  SIZE_1K = '1k',
  /** 2 KiB. */
  SIZE_2K = '2k',
  /** 4 KiB. */
  SIZE_4K = '4k',
  /** 8 KiB. */
  SIZE_8K = '8k',
  /** 16 KiB. */
  SIZE_16K = '16k',
}

/** How much metadata is stored once more than the vdevs do. */
export enum ZfsRedundantMetadata {
  /** All. */
  ALL = 'all',
  /** All but the lowest level of large files. */
  MOST = 'most',
  /** What the dataset as a whole needs. */
  SOME = 'some',
  /** None. */
  NONE = 'none',
}

/** How file names are compared. Fixed when the dataset is created. */
export enum ZfsCasesensitivity {
  /** `a` and `A` are two names. */
  SENSITIVE = 'sensitive',
  /** `a` and `A` are one name. */
  INSENSITIVE = 'insensitive',
  /** As who asks wants it: for SMB. */
  MIXED = 'mixed',
}

/** How file names are normalized. Fixed when the dataset is created. */
export enum ZfsNormalization {
  /** Names are compared byte by byte. */
  NONE = 'none',
  /** Unicode, composed (NFC). */
  FORM_C = 'formC',
  /** Unicode, decomposed (NFD). */
  FORM_D = 'formD',
  /** Unicode, composed by compatibility (NFKC). */
  FORM_KC = 'formKC',
  /** Unicode, decomposed by compatibility (NFKD). */
  FORM_KD = 'formKD',
}

/** How the device of a zvol is shown. */
export enum ZfsVolmode {
  /** As the module parameter `zvol_volmode` says: with its partitions. */
  DEFAULT = 'default',
  /** With its partitions. */
  FULL = 'full',
  /** Without its partitions. */
  DEV = 'dev',
  /** Not at all. */
  NONE = 'none',
}
