import { diskHosts, hasUnseen, mountsAt, zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const zfsNoRoot: IRule = {
  code: 'ZFS_NO_ROOT',
  severity: Severity.ERROR,
  title: 'A machine that starts from the disks of a new pool has a root file system',
  reason: 'NixOS refuses to build a machine without one',
  source: 'NixOS: assertion of fileSystems; disko mounts the datasets that have a mount point',
  breaks: `
const host = new Host(app, 'root-dataset', { stateVersion: '25.11', allowNoLogin: true });
new ZfsPool(host, 'rpool', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([{ device: '/dev/disk/by-id/nvme-ROOT_DATASET', espSize: '1G' }])] },
  datasets: { root: {}, nix: { mountPoint: '/nix' } },
});
`,
  holds: `
const host = new Host(app, 'root-dataset', { stateVersion: '25.11', allowNoLogin: true });
new ZfsPool(host, 'rpool', {
  provisioning: ZfsProvisioning.DISKO,
  layout: { data: [ZfsVdev.stripe([{ device: '/dev/disk/by-id/nvme-ROOT_DATASET', espSize: '1G' }])] },
  datasets: { root: { mountPoint: '/' }, nix: { mountPoint: '/nix' } },
});
`,
  check(estate, report) {
    // Where disks are laid out beside the pools, DISK_NO_ROOT says it.
    const laidOut = new Set(diskHosts(estate).map(({ host }) => host));
    for (const { host, pools } of zfsHosts(estate)) {
      const boots = pools.find((pool) => pool._hasBootPartition);
      if (!boots || laidOut.has(host) || mountsAt(estate, host, '/') || hasUnseen(estate, host)) continue;
      const root = boots._datasets.find(({ _relativeName: name }) => /(^|\/)(root|slash)$/.test(name));
      report.found(root ?? boots, {
        message: `${host.systemName} starts from the disks of ${boots.poolName}, and none of its datasets is mounted at /`,
        keyPath: root ? 'mountPoint' : 'datasets',
        mend: root ? "give it mountPoint: '/'" : "add one: root: { mountPoint: '/' }",
      });
    }
  },
};
