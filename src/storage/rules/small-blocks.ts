import { Estate } from '../../app';
import type { ZfsDataset } from '../zfs-dataset';
import { ZfsPool } from '../zfs-pool';
import { sizeInBytes } from '../zfs-size';

/** A dataset whose small blocks go to the special vdev. */
export interface SmallBlocks {
  readonly pool: ZfsPool;
  readonly node: ZfsPool | ZfsDataset;
  /** As it was given. */
  readonly most: string;
  /** Whether there is a special vdev; undefined where the layout is not known. */
  readonly hasSpecial: boolean | undefined;
  /** Whether no block of the dataset is larger. */
  readonly all: boolean;
}

/** All of them, of all pools. */
export function smallBlocks(estate: Estate): readonly SmallBlocks[] {
  return estate._all(ZfsPool.isZfsPool).flatMap((pool) =>
    [pool, ...pool._datasets].flatMap((node): SmallBlocks[] => {
      const { specialSmallBlocks: most, recordsize = '128K' } =
        node === pool ? (pool._props.rootProperties ?? {}) : (node as ZfsDataset)._props;
      const bytes = sizeInBytes(most ?? '0');
      if (!bytes) return [];
      const hasSpecial = pool._topology && pool._topology.of('special').length > 0;
      return [{ pool, node, most: most!, hasSpecial, all: bytes >= sizeInBytes(recordsize)! }];
    }),
  );
}
