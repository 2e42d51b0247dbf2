import { guestPaths } from './guest-paths';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../../guests';

export const guestDiskInHome: IRule = {
  code: 'GUEST_DISK_IN_HOME',
  severity: Severity.WARNING,
  title: 'The disks and CDs of guests lie outside the homes of users',
  reason: 'homes are closed to others (0700), and QEMU has no right to pass through: "Permission denied"',
  source: 'NixOS: users.users.<name>.homeMode; libvirt: qemu.conf, clear_emulator_capabilities',
  breaks: `
const tinker = new Host(app, 'tinker', { ...machine });
new LibvirtGuest(tinker, 'distro', {
  memoryGib: 2,
  disks: [LibvirtDisk.cdrom('/home/ada/Downloads/installer.iso')],
});
`,
  holds: `
const tinker = new Host(app, 'tinker', { ...machine });
new LibvirtGuest(tinker, 'distro', {
  memoryGib: 2,
  disks: [LibvirtDisk.cdrom('/var/lib/libvirt/images/installer.iso')],
});
`,
  check(estate, report) {
    for (const { guest, machine, path, keyPath, kind } of estate._table(guestPaths)) {
      const [, user] = /^\/home\/([^/]+)\//.exec(path) ?? [];
      if (user === undefined || kind === 'share' || !LibvirtGuest.isLibvirtGuest(guest)) continue;
      const options = estate.optionsOf(machine);
      if (options.unseen.length > 0 || options._at(['users', 'users', user, 'homeMode']).length > 0) continue;
      report.found(guest, {
        keyPath,
        message: `${guest.guestName} has a ${kind === 'cd' ? 'CD' : 'disk'} in the home of ${user} on ${machine.systemName}: ${path}`,
        mend: 'move it to /var/lib/libvirt/images',
      });
    }
  },
};
