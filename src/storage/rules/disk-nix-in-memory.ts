import { diskHosts, layoutMounts, mountsAt } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskNixInMemory: IRule = {
  code: 'DISK_NIX_IN_MEMORY',
  severity: Severity.ERROR,
  title: 'A machine whose root is in memory has /nix on a disk',
  reason: 'the machine would forget its own system when it goes down',
  source: 'NixOS: fileSystems; tmpfs(5)',
  breaks: `
const host = new Host(app, 'forgetful', { stateVersion: '25.11', allowNoLogin: true });
new TmpfsFileSystem(host, 'root', { mountPoint: '/' });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-FORGETFUL',
  partitions: { ESP: DiskPartition.esp(), persist: DiskPartition.rest(DiskContent.ext4('/persist')) },
});
`,
  holds: `
const host = new Host(app, 'forgetful', { stateVersion: '25.11', allowNoLogin: true });
new TmpfsFileSystem(host, 'root', { mountPoint: '/' });
const subvolumes = { nix: { mountPoint: '/nix' }, persist: { mountPoint: '/persist' } };
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-FORGETFUL',
  partitions: { ESP: DiskPartition.esp(), data: DiskPartition.rest(DiskContent.btrfs({ subvolumes })) },
});
`,
  check(estate, report) {
    for (const disks of diskHosts(estate)) {
      const inMemory = layoutMounts(disks).some(({ mountPoint, fsType }) => mountPoint === '/' && fsType === 'tmpfs');
      if (!inMemory || mountsAt(estate, disks.host, '/nix', '/nix/store')) continue;
      report.found(disks, {
        message: `the root of ${disks.host.systemName} is in memory, and /nix is on no disk`,
        mend: 'mount a file system of a disk at /nix',
      });
    }
  },
};
