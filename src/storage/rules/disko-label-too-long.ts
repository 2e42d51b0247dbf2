import { diskoHosts, vdevsOf } from './disko-devices';
import { IRule, Severity } from '../../app';

const LONGEST = 36;

export const diskoLabelTooLong: IRule = {
  code: 'DISKO_LABEL_TOO_LONG',
  severity: Severity.WARNING,
  title: 'The labels of partitions have at most 36 characters',
  reason: 'disko calls the partition by a hash in place of a longer one, and nothing finds it by its name',
  source: 'disko: gpt partitions, label; UEFI specification: a GPT partition name has 36 characters',
  breaks: `
const partitions = { home: { size: '100%', content: { type: 'filesystem', format: 'xfs', mountpoint: '/home' } } };
const samsung = { device: '/dev/disk/by-id/nvme-LONG_LABEL', content: { type: 'gpt', partitions } };
new Host(app, 'long-label', {
  ...machine,
  options: { disko: { devices: { disk: { 'samsung-990-pro-with-heatsink': samsung } } } },
});
`,
  holds: `
const partitions = { home: { size: '100%', content: { type: 'filesystem', format: 'xfs', mountpoint: '/home' } } };
const samsung = { device: '/dev/disk/by-id/nvme-LONG_LABEL', content: { type: 'gpt', partitions } };
new Host(app, 'long-label', { ...machine, options: { disko: { devices: { disk: { samsung } } } } });
`,
  check(estate, report) {
    for (const { disks, pools } of estate._table(diskoHosts)) {
      const shorthand = new Set(pools.flatMap((pool) => vdevsOf(pool) ?? []).flatMap(({ members }) => members));
      for (const { raw, owner, partitions, name: disk } of disks) {
        for (const { label, keyPath, tree, name: partition } of raw ? partitions : []) {
          if (label.length <= LONGEST) continue;
          const named = partition === 'zfs' && shorthand.has(disk);
          report.found(owner, {
            severity: named ? Severity.ERROR : Severity.WARNING,
            ...(named
              ? { why: 'the pool asks for the partition by that label, which is a hash, and is not made' }
              : {}),
            message: `the label ${label} has ${label.length} characters, and GPT takes ${LONGEST}`,
            keyPath: typeof tree.label === 'string' ? `${keyPath}.label` : keyPath,
            mend:
              typeof tree.label === 'string'
                ? 'give a shorter label'
                : `give the disk or the partition a shorter name, or the partition a label of its own: label = "${disk.slice(0, 8)}"`,
          });
        }
      }
    }
  },
};
