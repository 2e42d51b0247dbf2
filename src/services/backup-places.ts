import { System } from '../app';
import { ZfsDataset, ZfsPool } from '../storage';
import { constructsOf } from './reach';
import { isWithin } from '../app/paths';

/** Something that is backed up: a path, or a dataset. */
export interface BackupItem {
  readonly path: string;
  readonly dataset?: ZfsDataset;
}

/** The datasets and pools of a system, by where they are mounted. */
export class Places {
  private readonly mounts: (ZfsPool | ZfsDataset)[] = [];

  constructor(system: System) {
    for (const at of constructsOf(system)) {
      if ((ZfsPool.isZfsPool(at) || ZfsDataset.isZfsDataset(at)) && at.mountPoint !== undefined) this.mounts.push(at);
    }
  }

  /** The dataset, or the pool's own one, in which a path lies. */
  public datasetOf(path: string): ZfsPool | ZfsDataset | undefined {
    let best: ZfsPool | ZfsDataset | undefined;
    for (const at of this.mounts) {
      if (isWithin(path, at.mountPoint!) && (!best || at.mountPoint!.length > best.mountPoint!.length)) best = at;
    }
    return best;
  }

  /** The pool in which a path lies. */
  public poolOf(path: string): ZfsPool | undefined {
    return this.datasetOf(path)?.pool;
  }

  /** Whether two hold the same files. A path goes on into what is mounted below it, a dataset does not. */
  public overlap(a: BackupItem, b: BackupItem): boolean {
    if (a.dataset && b.dataset) return a.dataset === b.dataset;
    if (a.dataset) return this.overlap(b, a);
    if (b.dataset) return isWithin(b.path, a.path) || this.datasetOf(a.path) === b.dataset;
    return isWithin(a.path, b.path) || isWithin(b.path, a.path);
  }
}

/** A dataset, and those below it, that are mounted: parents first. */
export function mountedBelow(dataset: ZfsDataset): ZfsDataset[] {
  return dataset.pool._datasets
    .filter(({ zfsName, mountPoint }) => mountPoint !== undefined && isWithin(zfsName, dataset.zfsName))
    .sort((a, b) => (a.zfsName < b.zfsName ? -1 : 1));
}
