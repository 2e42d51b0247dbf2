import { IConstruct } from 'constructs';
import { IRule, Severity } from '../../app';
import type { ZfsDataset } from '../zfs-dataset';
import type { Parent } from '../zfs-node';
import { ZfsPool } from '../zfs-pool';
import { sizeInBytes } from '../zfs-size';

export const zfsReservationsOverQuota: IRule = {
  code: 'ZFS_RESERVATIONS_OVER_QUOTA',
  severity: Severity.ERROR,
  title: 'What stands below a quota does not reserve more than it',
  reason: 'ZFS refuses it',
  source: 'zfsprops(7): quota, reservation',
  breaks: `
const host = new Host(app, 'promises', { ...machine });
const datasets = { ada: { reservation: '60G' }, bob: { reservation: '60G' } };
new ZfsPool(host, 'tank', { apply: ZfsApply.CREATE, datasets: { home: { quota: '100G', datasets } } });
`,
  holds: `
const host = new Host(app, 'promises', { ...machine });
const datasets = { ada: { reservation: '60G' }, bob: { reservation: '40G' } };
new ZfsPool(host, 'tank', { apply: ZfsApply.CREATE, datasets: { home: { quota: '100G', datasets } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const reserved = new Map<Parent, { bytes: number; by: IConstruct[] }>();
      for (const node of pool._nodes.values()) {
        const bytes = sizeInBytes(node._props.reservation ?? '');
        if (bytes === undefined) continue;
        const above = pool._above(node._relativeName);
        const sum = reserved.get(above) ?? { bytes: 0, by: [] };
        sum.bytes += bytes;
        sum.by.push(node);
        reserved.set(above, sum);
      }
      for (const [dataset, { bytes, by }] of reserved) {
        const { quota } = dataset === pool ? (pool._props.rootProperties ?? {}) : (dataset as ZfsDataset)._props;
        const most = sizeInBytes(quota ?? '');
        if (most === undefined || bytes <= most) continue;
        report.found(pool, {
          message: `what stands below ${dataset.zfsName} reserves more than its quota of ${quota}`,
          keyPath: 'quota',
          mend: 'raise the quota or lower the reservations',
          related: by,
        });
      }
    }
  },
};
