import { mounts } from './mounts';
import { IRule, Severity } from '../../app';

export const bootPartitionReadable: IRule = {
  code: 'BOOT_PARTITION_READABLE',
  severity: Severity.WARNING,
  title: 'An EFI system partition can be read by root alone',
  reason: 'vfat knows no owners, and the random seed of the boot loader lies there',
  source: 'bootctl(1): "Mount point … is world accessible, which is a security hole!"',
  breaks: `
const host = new Host(app, 'boot-open', { ...machine });
host.addFileSystem('/boot', { device: '/dev/disk/by-label/BOOT_OPEN', fsType: 'vfat' });
`,
  holds: `
const host = new Host(app, 'boot-open', { ...machine });
const options = ['fmask=0077', 'dmask=0077'];
host.addFileSystem('/boot', { device: '/dev/disk/by-label/BOOT_OPEN', fsType: 'vfat', options });
`,
  check(estate, report) {
    for (const of of estate._table(mounts).values()) {
      for (const { point, fsType, options, construct, keyPath } of of.values()) {
        if (fsType !== 'vfat' || !/^\/(boot|efi)(\/|$)/.test(point)) continue;
        if (options.some((option) => /^(umask|fmask|dmask)=/.test(option))) continue;
        const given = keyPath.startsWith('fileSystems.');
        report.found(construct, {
          message: `everyone on the machine can read ${point}`,
          keyPath: given ? `${keyPath}.options` : keyPath,
          mend: given
            ? "add options: ['fmask=0077', 'dmask=0077']"
            : "use DiskPartition.esp(), or add mountOptions: ['fmask=0077', 'dmask=0077']",
        });
      }
    }
  },
};
