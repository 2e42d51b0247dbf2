import { IRule, Severity } from '../../app';
import { namesAbove } from '../zfs-names';
import { ZfsPool } from '../zfs-pool';

export const zfsSnapshotsTwice: IRule = {
  code: 'ZFS_SNAPSHOTS_TWICE',
  severity: Severity.WARNING,
  title: 'Below an atomic snapshot policy there is no other',
  reason: 'sanoid takes what stands below with the one above, in one moment, and leaves its own policy aside',
  source: 'sanoid.conf: recursive = zfs',
  breaks: `
const host = new Host(app, 'snap-atomic', { ...machine });
const snapshots = { daily: 7, scope: ZfsSnapshotScope.ATOMIC };
new ZfsPool(host, 'tank', { snapshots, datasets: { mail: { snapshots: { hourly: 24 } } } });
`,
  holds: `
const host = new Host(app, 'snap-atomic', { ...machine });
const snapshots = { daily: 7, scope: ZfsSnapshotScope.RECURSIVE };
new ZfsPool(host, 'tank', { snapshots, datasets: { mail: { snapshots: { hourly: 24 } } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const policies = Object.entries(pool._sanoid);
      const atomic = new Set(policies.filter(([, entry]) => entry.recursive === 'zfs').map(([name]) => name));
      for (const [name] of atomic.size > 0 ? policies : []) {
        const above = namesAbove(name).find((one) => atomic.has(one));
        if (above === undefined) continue;
        report.found(pool, {
          message: `${name} has a policy of its own and stands below ${above}, whose snapshots take it in`,
          keyPath: 'snapshots',
          mend: `leave one out, or give ${above} the scope RECURSIVE`,
        });
      }
    }
  },
};
