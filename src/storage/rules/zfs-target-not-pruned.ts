import { hasUnseen } from './host-facts';
import { replications } from './replications';
import { policyOf, sanoidPolicies } from './sanoid-policies';
import { IRule, Severity } from '../../app';

export const zfsTargetNotPruned: IRule = {
  code: 'ZFS_TARGET_NOT_PRUNED',
  severity: Severity.WARNING,
  title: 'The snapshots that are received are removed one day',
  reason: 'syncoid sends every snapshot that sanoid takes and removes none of them there: the pool fills up',
  source: 'syncoid; sanoid.conf: autoprune on backup targets',
  breaks: `
const host = new Host(app, 'unpruned', { ...machine });
const home = new ZfsPool(host, 'fast').addDataset('home', { snapshots: { hourly: 24, daily: 7 } });
home.replicateTo(new ZfsPool(host, 'slow'));
`,
  holds: `
const host = new Host(app, 'unpruned', { ...machine });
const home = new ZfsPool(host, 'fast').addDataset('home', { snapshots: { hourly: 24, daily: 7 } });
home.replicateTo(new ZfsPool(host, 'slow', { snapshots: { daily: 60, take: false } }));
`,
  check(estate, report) {
    const policies = estate._table(replications).length > 0 ? estate._table(sanoidPolicies) : new Map();
    for (const { replication, from, to, pool } of estate._table(replications)) {
      // What is kept on a machine that the estate does not describe is not known.
      if (!to || !pool || hasUnseen(estate, to)) continue;
      const sent = policyOf(policies.get(from), replication.source.zfsName);
      if (!sent?.takes || policyOf(policies.get(to), replication.dataset)?.prunes) continue;
      report.found(replication.source, {
        message: `nothing on ${to.systemName} ever removes the snapshots of ${replication.dataset} that sanoid took of ${replication.source.zfsName}`,
        keyPath: 'replicateTo',
        mend: `give ${pool.poolName} snapshots: { daily: 30, take: false }, or what it is received below, with the scope RECURSIVE`,
        related: [pool],
        cause: pool.node.path,
      });
    }
  },
};
