import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';
import { ZfsApply } from '../zfs-pool-props';

/** What is fixed when a dataset is made, and never set later. */
const FIXED = /^(encryption|key(format|location)|pbkdf2iters)$/;

export const zfsPropertiesNotApplied: IRule = {
  code: 'ZFS_PROPERTIES_NOT_APPLIED',
  severity: Severity.INFO,
  title: 'Properties that are declared are set',
  reason: 'a pool that is there already keeps the properties that it has',
  source: 'zfs-set(8); ZfsApply',
  breaks: `
const host = new Host(app, 'told-only', { ...machine });
new ZfsPool(host, 'tank', { datasets: { media: { recordsize: '1M' } } });
`,
  holds: `
const host = new Host(app, 'told-only', { ...machine });
new ZfsPool(host, 'tank', { apply: ZfsApply.PROPERTIES, datasets: { media: { recordsize: '1M' } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      if (pool._formats || (pool._props.apply ?? ZfsApply.NOTHING) !== ZfsApply.NOTHING) continue;
      const told = [
        { zfsName: pool.zfsName, values: pool._rootValues },
        ...[...pool._nodes.values()].map((node) => ({ zfsName: node.zfsName, values: node._values })),
      ]
        .filter(({ values }) => Object.keys(values).some((name) => !FIXED.test(name)))
        .map(({ zfsName }) => zfsName);
      if (told.length === 0) continue;
      report.found(pool, {
        message: `the pool ${pool.poolName} is there already: the properties of ${told.join(', ')} are written down and not set`,
        mend: 'set them once with zfs set, or have it done: apply: ZfsApply.PROPERTIES',
      });
    }
  },
};
