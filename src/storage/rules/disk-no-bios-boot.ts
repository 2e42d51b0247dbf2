import { bootFacts, diskHosts, zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskNoBiosBoot: IRule = {
  code: 'DISK_NO_BIOS_BOOT',
  severity: Severity.ERROR,
  title: 'A GPT disk that GRUB for a BIOS is written to has a partition for it',
  reason: 'on a GPT disk GRUB for a BIOS has no other place',
  source: 'GRUB manual, BIOS installation; disko: type EF02',
  breaks: `
const device = '/dev/disk/by-id/ata-NO_BIOS_BOOT';
const loader = BootLoader.grubBios({ devices: [device] });
const host = new Host(app, 'grub-homeless', { stateVersion: '25.11', allowNoLogin: true, boot: { loader } });
new Disk(host, 'main', { device, partitions: { root: DiskPartition.rest(DiskContent.ext4('/')) } });
`,
  holds: `
const device = '/dev/disk/by-id/ata-NO_BIOS_BOOT';
const loader = BootLoader.grubBios({ devices: [device] });
const host = new Host(app, 'grub-homeless', { stateVersion: '25.11', allowNoLogin: true, boot: { loader } });
new Disk(host, 'main', {
  device,
  partitions: { boot: DiskPartition.biosBoot(), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  check(estate, report) {
    const boot = estate._table(bootFacts);
    for (const disks of diskHosts(estate)) {
      const { firmware, grubDevices } = boot(disks.host);
      if (firmware !== 'bios') continue;
      for (const device of grubDevices) {
        const disk = disks.disks.get(device);
        if (!disk || disk._reader.hasBiosBoot || !disk._props.partitions) continue;
        report.found(disks, {
          message: `GRUB is to be written to ${device}, which has no partition for it`,
          mend: 'add a partition: boot: DiskPartition.biosBoot()',
          related: [disk],
        });
      }
    }
    for (const zfs of zfsHosts(estate)) {
      const members = zfs.pools.flatMap((pool) => pool._diskUses);
      if (members.length === 0 || boot(zfs.host).firmware !== 'bios') continue;
      for (const device of boot(zfs.host).grubDevices) {
        const uses = members.filter(({ member }) => member.device === device && !zfs._laidOut.has(device));
        if (uses.length === 0 || uses.some(({ member }) => member.disk.biosBoot)) continue;
        const [{ construct, member }] = uses as [(typeof uses)[number]];
        report.found(construct, {
          message: `GRUB is to be written to ${device}, which has no partition for it`,
          keyPath: `${member.keyPath}.biosBoot`,
          mend: 'set biosBoot: true on the disk',
        });
      }
    }
  },
};
