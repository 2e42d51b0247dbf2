import { zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const zfsReplicationUnitTwice: IRule = {
  code: 'ZFS_REPLICATION_UNIT_TWICE',
  severity: Severity.ERROR,
  title: 'Every replication of a host has a unit of its own',
  reason:
    'NixOS names the unit after the dataset and writes - for what is no letter: of two with one name, one is lost',
  source: 'NixOS: services.syncoid.commands (escapeUnitName)',
  breaks: `
const host = new Host(app, 'unit-names', { ...machine });
const tank = new ZfsPool(host, 'tank');
for (const dataset of ['mail/in', 'mail-in']) {
  tank.addDataset(dataset).replicateTo(\`copies/\${dataset}\`);
}
`,
  holds: `
const host = new Host(app, 'unit-names', { ...machine });
const tank = new ZfsPool(host, 'tank');
for (const dataset of ['mail/in', 'mailbox']) {
  tank.addDataset(dataset).replicateTo(\`copies/\${dataset}\`);
}
`,
  check(estate, report) {
    for (const zfs of zfsHosts(estate)) {
      const units = new Map<string, string[]>();
      for (const name of zfs.pools.flatMap((pool) => Object.keys(pool._syncoid))) {
        const unit = name.replace(/[^A-Za-z0-9_.-]+/g, '-');
        units.set(unit, [...(units.get(unit) ?? []), name]);
      }
      for (const [unit, names] of units) {
        if (names.length < 2) continue;
        report.found(zfs, {
          message: `the replications ${names.join(' and ')} would both be the unit syncoid-${unit}`,
          mend: 'rename one of the datasets',
        });
      }
    }
  },
};
