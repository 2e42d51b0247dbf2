import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

/** Places where an EFI system partition is mounted. */
const PLACES = ['/boot', '/boot/efi', '/efi', '/boot/EFI'];

export const bootEfiMountPoint: IRule = {
  code: 'BOOT_EFI_MOUNT_POINT',
  severity: Severity.WARNING,
  title: 'The EFI system partition is mounted where the boot loader looks',
  reason: 'the boot loader is installed to a folder that the firmware does not read, or the installation fails',
  source: 'NixOS: boot.loader.efi.efiSysMountPoint; bootctl(1)',
  breaks: `
const esp = { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] };
const fileSystems = { ...machine.fileSystems, '/boot/efi': esp };
new Host(app, 'esp-elsewhere', { ...machine, fileSystems });
`,
  holds: `
const esp = { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] };
const fileSystems = { ...machine.fileSystems, '/boot/efi': esp };
new Host(app, 'esp-elsewhere', { ...machine, fileSystems, boot: { efiMountPoint: '/boot/efi' } });
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const esp = PLACES.filter((place) => host._mounts.get(place)?.fsType === 'vfat');
      if (esp.length === 0) continue;
      const options = estate.optionsOf(host);
      const grub = options._value(['boot', 'loader', 'grub', 'efiSupport']) === true;
      if (!grub && options._value(['boot', 'loader', 'systemd-boot', 'enable']) !== true) continue;
      const given = options._taken(['boot', 'loader', 'efi', 'efiSysMountPoint']);
      const place = given.length === 0 ? '/boot' : given[0]!.value;
      if (typeof place !== 'string' || options._at(['fileSystems', place]).length > 0) continue;
      if (options._at(['disko']).length > 0 || options.unseen.length > 0) continue;
      report.found(host, {
        message: `the boot loader of ${host.systemName} looks for the EFI system partition at ${place}, and ${esp[0]} is where one is mounted`,
        keyPath: `fileSystems.${JSON.stringify(esp[0])}`,
        mend: `give the host boot: { efiMountPoint: '${esp[0]}' }, or mount the partition at ${place}`,
      });
    }
  },
};
