import { hasUnseen, isOn } from './host-facts';
import { replications } from './replications';
import { policyOf, sanoidPolicies } from './sanoid-policies';
import { IRule, Severity } from '../../app';

export const zfsNothingToSend: IRule = {
  code: 'ZFS_NOTHING_TO_SEND',
  severity: Severity.WARNING,
  title: 'A replication without snapshots of its own sends those that are taken',
  reason: 'syncoid with --no-sync-snap sends what there is, and without any snapshot it fails every time',
  source: 'syncoid: --no-sync-snap; sanoid.conf',
  breaks: `
const host = new Host(app, 'send-nothing', { ...machine });
const tank = new ZfsPool(host, 'tank', { datasets: { home: { snapshots: { daily: 7 } } } });
tank.addDataset('mail').replicateTo('vault/mail', { syncSnapshot: false });
`,
  holds: `
const host = new Host(app, 'send-nothing', { ...machine });
const tank = new ZfsPool(host, 'tank', { datasets: { home: { snapshots: { daily: 7 } } } });
tank.addDataset('mail', { snapshots: { daily: 7 } }).replicateTo('vault/mail', { syncSnapshot: false });
`,
  check(estate, report) {
    for (const { replication, from } of estate._table(replications)) {
      if (replication.props.syncSnapshot !== false) continue;
      // Where sanoid takes none at all, something else does.
      const policies = estate._table(sanoidPolicies).get(from);
      if (!policies || policyOf(policies, replication.source.zfsName)?.takes || hasUnseen(estate, from)) continue;
      if (isOn(estate, from, 'services', 'zfs', 'autoSnapshot', 'enable')) continue;
      report.found(replication.source, {
        message: `${replication.source.zfsName} is sent without a snapshot of its own, and sanoid of ${from.systemName} takes none of it`,
        keyPath: 'replicateTo.syncSnapshot',
        mend: 'leave syncSnapshot out, or give the dataset snapshots',
      });
    }
  },
};
