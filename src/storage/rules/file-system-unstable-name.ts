import { mounts } from './mounts';
import { IRule, Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';

/** Names in the order in which disks are found. Those of virtual disks are left aside: their machine fixes the order. */
const UNSTABLE = /^\/dev\/((sd|hd)[a-z]+\d*|(nvme\d+n\d+|mmcblk\d+)(p\d+)?)$/;

export const fileSystemUnstableName: IRule = {
  code: 'FILE_SYSTEM_UNSTABLE_NAME',
  severity: Severity.WARNING,
  title: 'File systems and swap are named by what does not change',
  reason:
    'the kernel numbers disks in the order in which it finds them: with a stick plugged in, the machine mounts another',
  source: 'udev(7): /dev/disk/by-uuid; nixos-generate-config writes UUIDs',
  breaks: `
const host = new Host(app, 'named-by-order', { ...machine });
host.addFileSystem('/srv', { device: '/dev/sdb1', fsType: 'ext4' });
`,
  holds: `
const host = new Host(app, 'named-by-order', { ...machine });
host.addFileSystem('/srv', { device: '/dev/disk/by-uuid/1b4a7f0e-6f0d-4c3a-9f0e-2f5d7c1b8a10', fsType: 'ext4' });
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      const named = [...of.values()].map(({ construct, device, keyPath, point }) => ({
        construct,
        device,
        keyPath: `${keyPath}.device`,
        what: point,
      }));
      for (const { value, owner: construct } of estate.optionsOf(host)._at(['swapDevices'])) {
        for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
          const device = isPlainSet(entry) ? text(entry.device) : undefined;
          named.push({ construct, device, keyPath: `swapDevices[${index}].device`, what: 'swap' });
        }
      }
      const found = named.filter(({ device }) => device !== undefined && UNSTABLE.test(device));
      const [first, ...others] = found;
      if (!first) continue;
      const list = found.map(({ device, what }) => `${device} (${what})`).join(', ');
      report.found(first.construct, {
        message: `${list} of ${host.systemName} can be another disk after the next start`,
        keyPath: first.keyPath,
        mend: "name it by its UUID, as `blkid` prints it: '/dev/disk/by-uuid/…'",
        also: others.map(({ construct, keyPath }) => ({ path: construct.node.path, keyPath })),
      });
    }
  },
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
