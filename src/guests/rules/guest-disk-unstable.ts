import { IConstruct } from 'constructs';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { MicrovmGuest } from '../microvm-guest';

/** Names that the kernel deals out in the order in which it finds disks. */
const DEALT = /^\/dev\/(sd[a-z]+\d*|vd[a-z]+\d*|xvd[a-z]+\d*|nvme\d+n\d+(p\d+)?|mmcblk\d+(p\d+)?|dm-\d+|sr\d+)$/;

export const guestDiskUnstable: IRule = {
  code: 'GUEST_DISK_UNSTABLE',
  severity: Severity.WARNING,
  title: 'Disks of the host are handed to guests by a name that stays',
  reason:
    'the kernel names disks in the order in which it finds them: after the next boot the guest may write to another one',
  source: 'udev: /dev/disk/by-id; Linux: names of block devices',
  breaks: `
const shuffled = new Host(app, 'shuffled', { ...machine });
new LibvirtGuest(shuffled, 'archive', { memoryGib: 1, disks: [LibvirtDisk.block('/dev/sdb')] });
`,
  holds: `
const shuffled = new Host(app, 'shuffled', { ...machine });
new LibvirtGuest(shuffled, 'archive', {
  memoryGib: 1,
  disks: [LibvirtDisk.block('/dev/disk/by-id/ata-ST4000VN008_ZDH1ARCH')],
});
`,
  check(estate, report) {
    const look = (guest: IConstruct, name: string, path: string | undefined, keyPath: string) => {
      if (path === undefined || !DEALT.test(path)) return;
      report.found(guest, {
        keyPath,
        message: `${name} is given ${path}, whichever disk that is after the next boot`,
        mend: "name it by what it is: '/dev/disk/by-id/…', as ls -l /dev/disk/by-id shows it",
      });
    };
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      guest._spec.disks.forEach(({ path }, index) => look(guest, guest.guestName, path, `disks[${index}]`));
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.volumes ?? []).forEach(({ image }, index) =>
        look(guest, guest.guestName, image, `volumes[${index}].image`),
      );
    }
  },
};
