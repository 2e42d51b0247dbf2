import { guestPaths } from './guest-paths';
import { hostMounts, mountOn } from './host-mounts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const guestDiskInMemory: IRule = {
  code: 'GUEST_DISK_IN_MEMORY',
  severity: Severity.WARNING,
  title: 'The disks of guests lie where they stay when their host starts again',
  reason:
    'what lies in a tmpfs takes the memory of the host, and is gone with its next start: a new, empty disk is made',
  source: 'tmpfs(5); NixOS: boot.tmp.useTmpfs, boot.tmp.cleanOnBoot',
  breaks: `
const ephemeris = new Host(app, 'ephemeris', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/scratch': { device: 'none', fsType: 'tmpfs' } },
});
new LibvirtGuest(ephemeris, 'almanac', {
  memoryGib: 1,
  disks: [LibvirtDisk.image({ sizeGib: 20, directory: '/scratch' })],
});
`,
  holds: `
const ephemeris = new Host(app, 'ephemeris', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/scratch': { device: 'none', fsType: 'tmpfs' } },
});
new LibvirtGuest(ephemeris, 'almanac', { memoryGib: 1, disks: [LibvirtDisk.image({ sizeGib: 20 })] });
`,
  check(estate, report) {
    const of = estate._table(hostMounts);
    for (const { guest, machine, path, keyPath, kind } of estate._table(guestPaths)) {
      const mounts = of(machine);
      const on = kind === 'disk' ? mountOn(mounts, path) : undefined;
      if (!on?.memory || !mounts.known) continue;
      report.found(guest, {
        keyPath,
        message: `the disk ${path} of ${guest.guestName} lies on ${on.path} of ${machine.systemName}, which begins empty at each start`,
        mend: 'give it a place on a disk, or mount one there',
        cause: `${machine.node.path} ${on.path}`,
      });
    }
  },
};
