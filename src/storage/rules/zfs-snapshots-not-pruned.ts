import { sanoidPolicies } from './sanoid-policies';
import { IRule, Severity } from '../../app';

export const zfsSnapshotsNotPruned: IRule = {
  code: 'ZFS_SNAPSHOTS_NOT_PRUNED',
  severity: Severity.WARNING,
  title: 'Who takes snapshots also removes them',
  reason: 'every snapshot holds what was deleted after it: the pool fills up and nothing tells why',
  source: 'sanoid.conf: autosnap, autoprune',
  breaks: `
const host = new Host(app, 'snap-forever', { ...machine });
new ZfsPool(host, 'tank', { snapshots: { daily: 30, prune: false } });
`,
  holds: `
const host = new Host(app, 'snap-forever', { ...machine });
new ZfsPool(host, 'tank', { snapshots: { daily: 30 } });
`,
  check(estate, report) {
    for (const [host, policies] of estate._table(sanoidPolicies)) {
      for (const { dataset, owner, takes, prunes, templates } of policies.values()) {
        if (!takes || prunes || templates.length > 0) continue;
        report.found(owner, {
          message: `sanoid of ${host.systemName} takes snapshots of ${dataset} and never removes one`,
          keyPath: `services.sanoid.datasets.${JSON.stringify(dataset)}.autoprune`,
          mend: 'leave prune: false out, or have something else remove them and acknowledge this',
        });
      }
    }
  },
};
