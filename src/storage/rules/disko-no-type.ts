import { diskoHosts, eachContent } from './disko-devices';
import { IRule, Severity } from '../../app';

export const diskoNoType: IRule = {
  code: 'DISKO_NO_TYPE',
  severity: Severity.ERROR,
  title: 'Every content of a disk says its type',
  reason:
    'the type chooses which options there are: without it the evaluation stops with an error that names no partition',
  source: 'disko: contents of partitions',
  breaks: `
const content = { type: 'gpt', partitions: { srv: { size: '100%', content: { format: 'ext4', mountpoint: '/srv' } } } };
const main = { device: '/dev/disk/by-id/nvme-NO_TYPE', content };
new Host(app, 'no-type', { ...machine, options: { disko: { devices: { disk: { main } } } } });
`,
  holds: `
const srv = { size: '100%', content: { type: 'filesystem', format: 'ext4', mountpoint: '/srv' } };
const main = { device: '/dev/disk/by-id/nvme-NO_TYPE', content: { type: 'gpt', partitions: { srv } } };
new Host(app, 'no-type', { ...machine, options: { disko: { devices: { disk: { main } } } } });
`,
  check(estate, report) {
    for (const { host, disks } of estate._table(diskoHosts)) {
      const names = new Map<string, number>();
      for (const { name } of disks) names.set(name, (names.get(name) ?? 0) + 1);
      // Two modules may each say a part of one disk.
      for (const { name, raw, owner, tree, keyPath } of disks.filter((disk) => names.get(disk.name) === 1)) {
        if (!raw) continue;
        eachContent(tree, keyPath, (content, at) => {
          if (content.type !== undefined) return;
          report.found(owner, {
            message: `a content of the disk ${name} of ${host.systemName} has no type`,
            keyPath: at,
            mend: `say what it is: type = "${content.partitions ? 'gpt' : content.pool ? 'zfs' : 'filesystem'}"`,
          });
        });
      }
    }
  },
};
