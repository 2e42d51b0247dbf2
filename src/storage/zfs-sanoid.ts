import { ZfsSnapshots, ZfsSnapshotScope } from './zfs-snapshots';
import type { Refuse } from '../app/refuse';

const COUNTS = ['frequently', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
/** Kinds for which sanoid's own default is not 0. */
const ALWAYS_SAID = new Set<string>(['hourly', 'daily', 'monthly']);

/**
 * The entry of `services.sanoid.datasets`. Counts that were not given are said
 * where sanoid would keep some by itself.
 */
export function sanoidEntry(snapshots: ZfsSnapshots, whole: boolean, refuse: Refuse): Record<string, any> {
  for (const kind of COUNTS) {
    const count = snapshots[kind];
    if (count !== undefined && (!Number.isInteger(count) || count < 0)) {
      refuse(
        'ZFS_SNAPSHOT_COUNT',
        `${count} ${kind} snapshots`,
        'give a whole number, 0 for none',
        `snapshots.${kind}`,
      );
    }
  }
  if (COUNTS.every((kind) => !snapshots[kind])) {
    refuse(
      'ZFS_SNAPSHOTS_NONE',
      'a snapshot policy that keeps nothing',
      'say how many to keep: { hourly: 24, daily: 7 }; or leave the policy out',
      'snapshots',
      'sanoid would remove the snapshots that there are',
    );
  }
  if (snapshots.take === false && snapshots.prune === false) {
    refuse(
      'ZFS_SNAPSHOTS_NONE',
      'a snapshot policy that neither takes nor prunes',
      'leave the policy out',
      'snapshots',
    );
  }
  const counts = COUNTS.filter((kind) => snapshots[kind] || ALWAYS_SAID.has(kind)).map((kind) => [
    kind,
    snapshots[kind] ?? 0,
  ]);
  const scope = snapshots.scope ?? (whole ? ZfsSnapshotScope.RECURSIVE : ZfsSnapshotScope.DATASET);
  return {
    ...Object.fromEntries(counts),
    ...(scope === ZfsSnapshotScope.RECURSIVE ? { recursive: true } : {}),
    ...(scope === ZfsSnapshotScope.ATOMIC ? { recursive: 'zfs' } : {}),
    ...(scope === ZfsSnapshotScope.CHILDREN ? { recursive: true, processChildrenOnly: true } : {}),
    ...(snapshots.take === false ? { autosnap: false } : {}),
    ...(snapshots.prune === false ? { autoprune: false } : {}),
  };
}
