import { replications } from './replications';
import { policyOf, sanoidPolicies } from './sanoid-policies';
import { IRule, Severity } from '../../app';

export const zfsTargetSnapshots: IRule = {
  code: 'ZFS_TARGET_SNAPSHOTS',
  severity: Severity.INFO,
  title: 'No snapshots are taken of what is received',
  reason:
    'syncoid rolls the received dataset back to what was sent last, and the snapshots that were taken since are gone',
  source: 'syncoid (without --no-rollback); sanoid.conf: autosnap = no on backup targets',
  breaks: `
const host = new Host(app, 'target-snaps', { ...machine });
const home = new ZfsPool(host, 'fast').addDataset('home');
const copies = new ZfsPool(host, 'slow').addDataset('copies', {
  snapshots: { daily: 14, scope: ZfsSnapshotScope.RECURSIVE },
});
home.replicateTo(copies);
`,
  holds: `
const host = new Host(app, 'target-snaps', { ...machine });
const home = new ZfsPool(host, 'fast').addDataset('home');
const copies = new ZfsPool(host, 'slow').addDataset('copies', {
  snapshots: { daily: 14, scope: ZfsSnapshotScope.RECURSIVE, take: false },
});
home.replicateTo(copies);
`,
  check(estate, report) {
    for (const { replication, to } of estate._table(replications)) {
      const policy = to && policyOf(estate._table(sanoidPolicies).get(to), replication.dataset);
      if (!policy?.takes || policy.templates.length > 0) continue;
      report.found(replication.source, {
        message: `sanoid of ${to!.systemName} takes snapshots of ${replication.dataset}, which is received from ${replication.source.zfsName}`,
        keyPath: 'replicateTo',
        mend: `give ${replication.dataset.split('/').slice(0, -1).join('/') || policy.dataset} snapshots of its own with take: false and the scope RECURSIVE: old ones are removed, none are taken`,
        related: [policy.owner],
      });
    }
  },
};
