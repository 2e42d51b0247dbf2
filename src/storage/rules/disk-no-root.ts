import { diskHosts, hasUnseen, mountsAt } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskNoRoot: IRule = {
  code: 'DISK_NO_ROOT',
  severity: Severity.ERROR,
  title: 'A machine whose disks are laid out has a root file system',
  reason: 'NixOS refuses to build a machine without one',
  source: 'NixOS: assertion of fileSystems',
  breaks: `
const host = new Host(app, 'rootless', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ROOTLESS',
  partitions: { ESP: DiskPartition.esp(), data: DiskPartition.rest(DiskContent.ext4('/srv')) },
});
`,
  holds: `
const host = new Host(app, 'rootless', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-ROOTLESS',
  partitions: { ESP: DiskPartition.esp(), data: DiskPartition.rest(DiskContent.ext4('/')) },
});
`,
  check(estate, report) {
    for (const disks of diskHosts(estate)) {
      const { host } = disks;
      if (mountsAt(estate, host, '/') || hasUnseen(estate, host)) continue;
      report.found(disks, {
        message: `the disks of ${host.systemName} are laid out, and none of its file systems is mounted at /`,
        mend: "mount one there: DiskContent.ext4('/')",
      });
    }
  },
};
