import { GuestPath, guestPaths } from './guest-paths';
import { hostMounts, mountOn } from './host-mounts';
import { quotaMib } from './quota';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { ZfsDataset } from '../../storage';

export const guestDisksOverQuota: IRule = {
  code: 'GUEST_DISKS_OVER_QUOTA',
  severity: Severity.WARNING,
  title: 'The disks of guests fit the dataset that they lie on',
  reason: 'images grow as they are filled: where the dataset is full, guests stop in the middle of a write',
  source: 'zfsprops(7): quota, refquota; QEMU: werror=enospc',
  breaks: `
const barn = new Host(app, 'barn', { ...machine, hostId: '10110a02' });
new ZfsPool(barn, 'hay', { apply: ZfsApply.PROPERTIES }).addDataset('vms', { mountPoint: '/hay/vms', quota: '50G' });
for (const name of ['cow', 'horse']) {
  new LibvirtGuest(barn, name, {
    memoryGib: 1,
    disks: [LibvirtDisk.image({ sizeGib: 40, directory: '/hay/vms' })],
  });
}
`,
  holds: `
const barn = new Host(app, 'barn', { ...machine, hostId: '10110a02' });
new ZfsPool(barn, 'hay', { apply: ZfsApply.PROPERTIES }).addDataset('vms', { mountPoint: '/hay/vms', quota: '100G' });
for (const name of ['cow', 'horse']) {
  new LibvirtGuest(barn, name, {
    memoryGib: 1,
    disks: [LibvirtDisk.image({ sizeGib: 40, directory: '/hay/vms' })],
  });
}
`,
  check(estate, report) {
    const of = estate._table(hostMounts);
    const byDataset = new Map<ZfsDataset, GuestPath[]>();
    for (const one of estate._table(guestPaths)) {
      const owner = one.sizeMib === undefined ? undefined : mountOn(of(one.machine), one.path)?.owner;
      if (!ZfsDataset.isZfsDataset(owner)) continue;
      byDataset.set(owner, [...(byDataset.get(owner) ?? []), one]);
    }
    for (const [dataset, disks] of byDataset) {
      const limit = quotaMib(dataset);
      const promised = disks.reduce((sum, { sizeMib }) => sum + sizeMib!, 0);
      if (promised <= limit) continue;
      const gib = (size: number) => `${Math.round((size / 1024) * 10) / 10} GiB`;
      const list = disks.map(({ guest, sizeMib }) => `${guest.guestName} ${gib(sizeMib!)}`).join(', ');
      report.found(dataset, {
        keyPath: 'quota',
        message: `guests are promised ${gib(promised)} of ${dataset.zfsName} (${list}), whose quota is ${gib(limit)}`,
        mend: 'give the dataset a larger quota, or a guest a smaller disk',
        related: [...new Set(disks.map(({ guest }) => guest))],
      });
    }
  },
};
