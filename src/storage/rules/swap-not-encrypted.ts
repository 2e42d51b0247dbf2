import { mounts } from './mounts';
import { Estate, IRule, Severity } from '../../app';
import { Host } from '../../hosts';
import { DiskLayout } from '../disk-layout';
import { ZfsPool } from '../zfs-pool';

export const swapNotEncrypted: IRule = {
  code: 'SWAP_NOT_ENCRYPTED',
  severity: Severity.WARNING,
  title: 'Where the root file system is encrypted, swap is too',
  reason: 'what was in memory is written there as it is, with keys and passwords, and stays when the machine is off',
  source: 'cryptsetup FAQ 2.10; NixOS: swapDevices.*.randomEncryption',
  breaks: `
const host = new Host(app, 'swap-plain', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-SWAP_PLAIN',
  partitions: {
    ESP: DiskPartition.esp(),
    swap: DiskPartition.swap('16G'),
    root: DiskPartition.rest(DiskContent.luks('root', DiskContent.ext4('/'))),
  },
});
`,
  holds: `
const host = new Host(app, 'swap-plain', { stateVersion: '25.11', allowNoLogin: true });
new Disk(host, 'main', {
  device: '/dev/disk/by-id/nvme-SWAP_PLAIN',
  partitions: {
    ESP: DiskPartition.esp(),
    swap: DiskPartition.swap('16G', { randomEncryption: true }),
    root: DiskPartition.rest(DiskContent.luks('root', DiskContent.ext4('/'))),
  },
});
`,
  check(estate, report) {
    const encrypted = encryptedHosts(estate);
    if (encrypted.size === 0) return;
    for (const layout of estate._all(DiskLayout._isDiskLayout)) {
      if (!encrypted.has(layout.machine)) continue;
      for (const { content, place } of layout._reader.contents) {
        const spec = content._spec;
        if (spec.kind !== 'swap' || spec.props.randomEncryption || place.in !== 'partition') continue;
        report.found(layout, {
          message: `the swap of ${layout.machine.systemName} at ${place.devicePath} is not encrypted, and its root is`,
          keyPath: place.keyPath,
          mend: spec.props.resumeDevice
            ? "put it into LUKS: DiskContent.luks('swap', DiskContent.swap({ resumeDevice: true }))"
            : 'add randomEncryption: true, or put it into LUKS',
        });
      }
    }
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      const host = pool.system as Host;
      if (!pool._formats || !encrypted.has(host)) continue;
      for (const { disk, keyPath, device } of pool._topology!.members) {
        if (disk.swapSize === undefined || disk.encryptSwap) continue;
        report.found(pool, {
          message: `the swap of ${host.systemName} on ${device} is not encrypted, and its root is`,
          keyPath: `${keyPath}.encryptSwap`,
          mend: 'add encryptSwap: true',
          cause: pool.node.path,
        });
      }
    }
  },
};

/** The hosts whose root file system is known to be encrypted. */
function encryptedHosts(estate: Estate): ReadonlySet<Host> {
  const found = new Set<Host>();
  for (const layout of estate._all(DiskLayout._isDiskLayout)) {
    const inLuks = layout._reader.contents.some(
      ({ content, place }) =>
        place.in === 'luks' &&
        layout._reader.mounts.some(
          ({ mountPoint, keyPath }) => mountPoint === '/' && keyPath.startsWith(place.keyPath),
        ) &&
        content._spec.kind !== 'swap',
    );
    if (inLuks) found.add(layout.machine);
  }
  for (const [host, of] of estate._table(mounts)) {
    const { node, device } = of.get('/') ?? {};
    if ((node && 'encrypted' in node && node.encrypted) || device?.startsWith('/dev/mapper/luks')) found.add(host);
  }
  return found;
}
