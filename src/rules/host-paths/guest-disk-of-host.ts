import { Severity } from '../../app/diagnostics';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { System } from '../../app/system';
import { LibvirtGuest } from '../../guests';

export const guestDiskOfHost: IRule = {
  code: 'GUEST_DISK_OF_HOST',
  severity: Severity.ERROR,
  title: 'A guest is given no disk that its host has mounted',
  reason: 'two systems that write one file system destroy it',
  source: 'QEMU and the host know nothing of what the other has in its cache',
  breaks: `
const double = new Host(app, 'double', {
  ...machine,
  fileSystems: {
    ...machine.fileSystems,
    '/data': { device: '/dev/disk/by-id/ata-WDC_WD40EFZX-1001-part1', fsType: 'ext4' },
  },
});
new LibvirtGuest(double, 'claimant', {
  memoryGib: 1,
  disks: [LibvirtDisk.block('/dev/disk/by-id/ata-WDC_WD40EFZX-1001')],
});
`,
  holds: `
const double = new Host(app, 'double', {
  ...machine,
  fileSystems: {
    ...machine.fileSystems,
    '/data': { device: '/dev/disk/by-id/ata-WDC_WD40EFZX-1001-part1', fsType: 'ext4' },
  },
});
new LibvirtGuest(double, 'claimant', {
  memoryGib: 1,
  disks: [LibvirtDisk.block('/dev/disk/by-id/ata-WDC_WD40EFZX-1002')],
});
`,
  check(estate, report) {
    const known = new Map<System, ReadonlyMap<string, string>>();
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      guest._spec.disks.forEach(({ path, type }, index) => {
        if (path === undefined || type !== 'block') return;
        let used = known.get(guest.machine);
        if (!used) known.set(guest.machine, (used = devicesOf(estate, guest.machine)));
        const use = used.get(path);
        if (use === undefined) return;
        report.found(guest, {
          keyPath: `disks[${index}]`,
          message: `${guest.guestName} is given ${path}, which ${guest.machine.systemName} uses itself (${use})`,
          mend: 'give the guest another disk, or have the host leave it alone',
          related: [guest.machine],
        });
      });
    }
  },
};

/** The block devices that a machine uses, with the whole disks of partitions, and the option that says it. */
function devicesOf(estate: Estate, machine: System): ReadonlyMap<string, string> {
  const options = estate.optionsOf(machine);
  const used = new Map<string, string>();
  const add = (device: unknown, option: string) => {
    if (typeof device !== 'string' || !device.startsWith('/dev/')) return;
    used.set(device, option);
    const whole = device.replace(/(-part\d+|(?<=\/nvme\d+n\d+)p\d+|(?<=\/[sv]d[a-z]+)\d+)$/, '');
    used.set(whole, option);
  };
  for (const { names, value } of options._at(['fileSystems', '*', 'device'])) add(value, `fileSystems."${names[0]}"`);
  for (const { names, value } of options._at(['boot', 'initrd', 'luks', 'devices', '*', 'device'])) {
    add(value, `boot.initrd.luks.devices.${names[0]}`);
  }
  for (const { value } of options._at(['swapDevices'])) {
    for (const one of Array.isArray(value) ? value : []) add(isPlainSet(one) ? one.device : undefined, 'swapDevices');
  }
  return used;
}
