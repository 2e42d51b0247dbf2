import { ReplicationFact, replications } from './replications';
import { IRule, Severity } from '../../app';

export const zfsTargetTwice: IRule = {
  code: 'ZFS_TARGET_TWICE',
  severity: Severity.ERROR,
  title: 'Every dataset is received from one place',
  reason: 'each run of one replication finds the snapshots of the other, and fails or rolls them back',
  source: 'syncoid; zfs-receive(8)',
  breaks: `
const host = new Host(app, 'twice-received', { ...machine });
const vault = new ZfsPool(host, 'vault');
for (const name of ['fast', 'slow']) {
  new ZfsPool(host, name).addDataset('home').replicateTo(vault);
}
`,
  holds: `
const host = new Host(app, 'twice-received', { ...machine });
const vault = new ZfsPool(host, 'vault');
for (const name of ['fast', 'slow']) {
  new ZfsPool(host, name).addDataset('home').replicateTo(vault, { targetName: \`\${name}-home\` });
}
`,
  check(estate, report) {
    const received = new Map<string, ReplicationFact[]>();
    for (const fact of estate._table(replications)) {
      for (const dataset of [fact.replication.dataset, ...fact.below]) {
        const key = fact.place + dataset;
        const before = received.get(key);
        if (before) before.push(fact);
        else received.set(key, [fact]);
      }
    }
    const told = new Set<ReplicationFact>();
    for (const [place, facts] of received) {
      const [first, ...others] = facts as [ReplicationFact, ...ReplicationFact[]];
      const other = others.find((one) => !told.has(one));
      if (!other) continue;
      told.add(other);
      const sources = facts.map(({ from, replication }) => `${replication.source.zfsName} of ${from.systemName}`);
      report.found(other.replication.source, {
        message: `${sources.join(' and ')} are received in one dataset, ${place.slice(other.place.length)} of ${other.to?.systemName ?? other.place.slice(0, -1)}`,
        keyPath: 'replicateTo.targetName',
        mend: `give each a name of its own there: targetName: '${other.from.systemName}-${other.replication.dataset.split('/').pop()}'`,
        related: [first.replication.source],
      });
    }
  },
};
