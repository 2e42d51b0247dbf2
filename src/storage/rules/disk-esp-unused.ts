import { bootFacts, diskHosts, zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskEspUnused: IRule = {
  code: 'DISK_ESP_UNUSED',
  severity: Severity.WARNING,
  title: 'A machine that starts by a BIOS has no EFI system partition',
  reason: 'nothing ever reads the partition: either it is left over, or the boot loader is not the one that was meant',
  source: 'NixOS: boot.loader.grub.efiSupport; UEFI specification, EFI system partition',
  breaks: `
const device = '/dev/disk/by-id/ata-BIOS_ESP';
const loader = BootLoader.grubBios({ devices: [device] });
const host = new Host(app, 'bios-esp', { stateVersion: '25.11', allowNoLogin: true, boot: { loader } });
new Disk(host, 'main', {
  device,
  partitions: {
    boot: DiskPartition.biosBoot(),
    ESP: DiskPartition.esp(),
    root: DiskPartition.rest(DiskContent.ext4('/')),
  },
});
`,
  holds: `
const device = '/dev/disk/by-id/ata-BIOS_ESP';
const loader = BootLoader.grubBios({ devices: [device] });
const host = new Host(app, 'bios-esp', { stateVersion: '25.11', allowNoLogin: true, boot: { loader } });
new Disk(host, 'main', {
  device,
  partitions: { boot: DiskPartition.biosBoot(), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  check(estate, report) {
    const boot = estate._table(bootFacts);
    for (const disks of diskHosts(estate)) {
      const related = disks.layouts.filter(({ _reader }) => _reader.hasEsp);
      if (related.length === 0 || boot(disks.host).firmware !== 'bios') continue;
      report.found(disks, {
        message: `${disks.host.systemName} starts by a BIOS, and its disks have an EFI system partition`,
        mend: 'leave the partition out, or give the host a boot loader for UEFI',
        related,
      });
    }
    for (const { host, pools } of zfsHosts(estate)) {
      for (const pool of pools.filter((one) => one._formats)) {
        const esp = pool._topology!.members.find(({ disk }) => disk.espSize !== undefined);
        if (!esp || boot(host).firmware !== 'bios') continue;
        report.found(pool, {
          message: `${host.systemName} starts by a BIOS, and disks of ${pool.poolName} have an EFI system partition`,
          keyPath: `${esp.keyPath}.espSize`,
          mend: 'leave espSize out, or give the host a boot loader for UEFI',
        });
      }
    }
  },
};
