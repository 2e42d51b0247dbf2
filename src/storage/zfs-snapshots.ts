/** How a snapshot policy takes in what stands below the dataset. */
export enum ZfsSnapshotScope {
  /** The dataset alone. */
  DATASET = 'dataset',
  /** Also what stands below it; each may have a policy of its own. */
  RECURSIVE = 'recursive',
  /** All of it in one moment (`zfs snapshot -r`); what stands below has no policy of its own. */
  ATOMIC = 'atomic',
  /** Only what stands below it. */
  CHILDREN = 'children',
}

/** Which snapshots sanoid takes and keeps. What is not given is neither taken nor kept. */
export interface ZfsSnapshots {
  /**
   * How many snapshots of 15 minutes each are kept. Makes sanoid run every 15 minutes on this host.
   * @default 0
   */
  readonly frequently?: number;
  /**
   * How many hourly snapshots are kept.
   * @default 0
   */
  readonly hourly?: number;
  /**
   * How many daily snapshots are kept.
   * @default 0
   */
  readonly daily?: number;
  /**
   * How many weekly snapshots are kept.
   * @default 0
   */
  readonly weekly?: number;
  /**
   * How many monthly snapshots are kept.
   * @default 0
   */
  readonly monthly?: number;
  /**
   * How many yearly snapshots are kept.
   * @default 0
   */
  readonly yearly?: number;
  /**
   * What is taken in of what stands below.
   * @default ZfsSnapshotScope.DATASET; for a pool RECURSIVE
   */
  readonly scope?: ZfsSnapshotScope;
  /**
   * Take snapshots. `false` on the receiving side of a replication, where they are only pruned.
   * @default true
   */
  readonly take?: boolean;
  /**
   * Remove snapshots that are too many.
   * @default true
   */
  readonly prune?: boolean;
}
