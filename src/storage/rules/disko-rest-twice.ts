import { diskoHosts } from './disko-devices';
import { IRule, Severity } from '../../app';

export const diskoRestTwice: IRule = {
  code: 'DISKO_REST_TWICE',
  severity: Severity.ERROR,
  title: 'One partition of a disk takes the rest of it',
  reason: 'what is made second finds no room, and the installation stops half-way',
  source: 'disko: gpt partitions, size "100%"; sgdisk(8)',
  breaks: `
const fs = (mountpoint: string) => ({ size: '100%', content: { type: 'filesystem', format: 'ext4', mountpoint } });
const content = { type: 'gpt', partitions: { srv: fs('/srv'), home: fs('/home') } };
const main = { device: '/dev/disk/by-id/nvme-REST_TWICE', content };
new Host(app, 'rest-twice', { ...machine, options: { disko: { devices: { disk: { main } } } } });
`,
  holds: `
const fs = (size: string, mountpoint: string) => ({ size, content: { type: 'filesystem', format: 'ext4', mountpoint } });
const content = { type: 'gpt', partitions: { srv: fs('200G', '/srv'), home: fs('100%', '/home') } };
const main = { device: '/dev/disk/by-id/nvme-REST_TWICE', content };
new Host(app, 'rest-twice', { ...machine, options: { disko: { devices: { disk: { main } } } } });
`,
  check(estate, report) {
    for (const { disks } of estate._table(diskoHosts)) {
      for (const { raw, owner, name, partitions } of disks) {
        const rest = raw ? partitions.filter(({ tree }) => tree.size === '100%' && tree.end === undefined) : [];
        if (rest.length < 2) continue;
        report.found(owner, {
          message: `${rest.map((one) => one.name).join(' and ')} of the disk ${name} all take the rest of it`,
          keyPath: `${rest[1]!.keyPath}.size`,
          mend: 'give all but one a size',
        });
      }
    }
  },
};
