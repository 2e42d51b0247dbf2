import { diskoHosts, DiskoPool, DiskoVdev, eachContent, vdevsOf } from './disko-devices';
import { Estate } from '../../app';

/** A pool that was written past the constructs, with its vdevs. */
export interface RawPool {
  readonly pool: DiskoPool;
  readonly vdevs: readonly DiskoVdev[];
}

/** The pools that options alone tell disko of, as far as their vdevs are known. */
export function rawPools(estate: Estate): readonly RawPool[] {
  return estate._table(diskoHosts).flatMap(({ disks, pools }) =>
    pools
      .filter(({ raw }) => raw)
      .flatMap((pool): RawPool[] => {
        const known = vdevsOf(pool);
        if (known) return [{ pool, vdevs: known }];
        const { mode = '' } = pool.tree;
        if (typeof mode !== 'string') return [];
        const members: string[] = [];
        for (const { tree, keyPath } of disks) {
          eachContent(tree, keyPath, (content, at) => {
            if (content.type === 'zfs' && content.pool === pool.name) members.push(at);
          });
        }
        return members.length === 0
          ? []
          : [{ pool, vdevs: [{ role: 'vdev', mode, members, keyPath: `${pool.keyPath}.mode` }] }];
      }),
  );
}
