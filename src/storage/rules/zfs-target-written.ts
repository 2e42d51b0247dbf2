import { replications } from './replications';
import { IRule, Severity } from '../../app';
import { ZfsApply } from '../zfs-pool-props';
import { ZfsZvol } from '../zfs-zvol';

export const zfsTargetWritten: IRule = {
  code: 'ZFS_TARGET_WRITTEN',
  severity: Severity.ERROR,
  title: 'Nothing writes to a dataset that is received',
  reason: 'the next run rolls back what was written there since, or stops because it is not what was sent',
  source: 'syncoid; zfs-receive(8), option -F',
  breaks: `
const host = new Host(app, 'written-twice', { ...machine });
const home = new ZfsPool(host, 'tank').addDataset('home');
const vault = new ZfsPool(host, 'vault');
home.replicateTo(vault);
vault.addDataset('home', { mountPoint: '/home' });
`,
  holds: `
const host = new Host(app, 'written-twice', { ...machine });
const home = new ZfsPool(host, 'tank').addDataset('home');
const vault = new ZfsPool(host, 'vault');
home.replicateTo(vault.addDataset('received'));
vault.addDataset('home', { mountPoint: '/home' });
`,
  check(estate, report) {
    for (const { replication, from, to, pool, below } of estate._table(replications)) {
      if (!pool) continue;
      for (const name of [replication.dataset, ...below]) {
        const node = pool._nodes.get(name);
        if (!node) continue;
        const made = pool._formats || pool._props.apply === ZfsApply.CREATE;
        const used = ZfsZvol.isZfsZvol(node) || node._mount.hasEntry;
        if (!made && !used) continue;
        const source = `${replication.source.zfsName} of ${from.systemName}`;
        report.found(node, {
          message: `${name} of ${to!.systemName} is received from ${source}, and is ${used ? 'used there' : 'made there'} too`,
          mend: 'send to another name (targetName), or leave the dataset out here',
          related: [replication.source],
          cause: replication.target,
        });
      }
    }
  },
};
