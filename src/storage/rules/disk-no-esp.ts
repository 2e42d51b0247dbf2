import { bootFacts, diskHosts, hasUnseen, layoutMounts, mountsAt, poolEspMounts, zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskNoEsp: IRule = {
  code: 'DISK_NO_ESP',
  severity: Severity.ERROR,
  title: 'A machine that starts by UEFI mounts an EFI system partition where its boot loader looks',
  reason: 'its boot loader is for UEFI, whose firmware reads nothing else',
  source: 'NixOS: boot.loader.efi.efiSysMountPoint; bootctl(1)',
  breaks: `
const host = new Host(app, 'esp-less', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ESP_LESS',
  partitions: { root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  holds: `
const host = new Host(app, 'esp-less', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ESP_LESS',
  partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  check(estate, report) {
    const boots = estate._table(bootFacts);
    for (const disks of diskHosts(estate)) {
      const { host } = disks;
      const mounts = layoutMounts(disks);
      const root = mounts.some(({ mountPoint }) => mountPoint === '/');
      if (!root && !disks.layouts.some(({ _reader }) => _reader.hasEsp)) continue;
      const { firmware, espMountPoint } = boots(host);
      if (firmware !== 'uefi') continue;
      const boot = mounts.find(({ mountPoint }) => mountPoint === espMountPoint);
      if (boot ? boot.esp : mountsAt(estate, host, espMountPoint) || hasUnseen(estate, host)) continue;
      const elsewhere = mounts.filter(({ esp }) => esp).map(({ mountPoint }) => mountPoint);
      report.found(disks, {
        message: boot
          ? `what is mounted at ${espMountPoint} of ${host.systemName} is no EFI system partition`
          : `no EFI system partition is mounted at ${espMountPoint} of ${host.systemName}`,
        mend:
          elsewhere.length > 0
            ? `there is one at ${elsewhere.join(', ')}: give the host boot: { efiMountPoint: '${elsewhere[0]}' }`
            : 'add a partition: ESP: DiskPartition.esp(); or give the host BootLoader.grubBios',
      });
    }
    for (const zfs of zfsHosts(estate)) {
      const [elsewhere] = poolEspMounts(zfs);
      if (elsewhere === undefined) continue;
      const { firmware, espMountPoint } = boots(zfs.host);
      if (firmware !== 'uefi' || mountsAt(estate, zfs.host, espMountPoint) || hasUnseen(estate, zfs.host)) continue;
      report.found(
        zfs.pools.find((pool) => pool._hasBootPartition)!,
        {
          message: `no EFI system partition is mounted at ${espMountPoint} of ${zfs.host.systemName}`,
          mend: `there is one at ${elsewhere}: give the host boot: { efiMountPoint: '${elsewhere}' }, or the disk a bootMountPoint`,
        },
      );
    }
  },
};
