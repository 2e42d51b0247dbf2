import { Construct } from 'constructs';
import { CosmoError } from '../app';
import type { ZfsDataset } from './zfs-dataset';
import type { ZfsPool } from './zfs-pool';

/** The brands of the constructs of a pool, so that nothing depends on which copy of the library made them. */
export const POOL = Symbol.for('cosmo-nix.ZfsPool');
export const DATASET = Symbol.for('cosmo-nix.ZfsDataset');

/** A pool or a dataset: what datasets can stand in. */
export type Parent = ZfsPool | ZfsDataset;

/** Whether `construct` is a pool or a dataset. */
export function isParent(construct: unknown): construct is Parent {
  return construct !== null && typeof construct === 'object' && (POOL in construct || DATASET in construct);
}

/** The pool or dataset that a construct is made in. */
export function parentOf(scope: Construct, id: string, kind: string): Parent {
  const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
  if (isParent(scope)) {
    if (!scope.node.tryFindChild(id)) return scope;
    throw new CosmoError({
      code: 'ZFS_DATASET_TWICE',
      message: `${scope.zfsName}/${id} is declared twice`,
      mend: 'leave one out',
      path,
    });
  }
  throw new CosmoError({
    code: 'ZFS_NO_POOL',
    message: `the ${kind} ${id} stands in no pool`,
    mend: `make it in a pool or a dataset: pool.add${kind === 'zvol' ? 'Zvol' : 'Dataset'}('${id}')`,
    path,
  });
}
