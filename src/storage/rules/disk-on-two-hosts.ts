import { IConstruct } from 'constructs';
import { diskOf } from './host-facts';
import { mounts } from './mounts';
import { Estate, IRule, Severity } from '../../app';
import { Host } from '../../hosts';
import { DiskLayout } from '../disk-layout';
import { ZfsPool } from '../zfs-pool';

/** Names that hold what is there once in the world. */
const UNIQUE = /^\/dev\/disk\/(by-(part)?uuid|by-id)\//;
/** Disks of virtual machines, which are called alike in all of them. */
const VIRTUAL = /QEMU|VBOX|VMware|Virtual|\/(virtio|google|xen)-|_Volume_|_HARDDISK/i;

/** A use of a disk, or of a file system on one. */
interface DeviceUse {
  readonly host: Host;
  readonly construct: IConstruct;
  readonly keyPath: string;
  readonly what: string;
}

export const diskOnTwoHosts: IRule = {
  code: 'DISK_ON_TWO_HOSTS',
  severity: Severity.WARNING,
  title: 'A disk is in one machine',
  reason:
    'the name holds its serial number or a UUID: one of the two was copied, and that machine does not find its disk',
  source: 'udev(7): /dev/disk/by-id, /dev/disk/by-uuid; OpenZFS: a pool in two machines is destroyed by both',
  breaks: `
const layout = { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-WDC_WD40EFRX_WD-WCC4E1234567'])] };
for (const name of ['copied-one', 'copied-two']) {
  new ZfsPool(new Host(app, name, { ...machine }), 'tank', { layout });
}
`,
  holds: `
const serials = { 'copied-one': 'WD-WCC4E1234567', 'copied-two': 'WD-WCC4E7654321' };
for (const [name, serial] of Object.entries(serials)) {
  const layout = { data: [ZfsVdev.stripe([\`/dev/disk/by-id/ata-WDC_WD40EFRX_\${serial}\`])] };
  new ZfsPool(new Host(app, name, { ...machine }), 'tank', { layout });
}
`,
  check(estate, report) {
    const byCause = new Map<string, [string, DeviceUse, DeviceUse][]>();
    for (const [device, uses] of deviceUses(estate)) {
      const [first, ...others] = uses as [DeviceUse, ...DeviceUse[]];
      const other = others.find(({ host, construct }) => host !== first.host && construct !== first.construct);
      if (!other) continue;
      const cause = `${first.host.systemName} ${other.host.systemName}`;
      const before = byCause.get(cause);
      if (before) before.push([device, first, other]);
      else byCause.set(cause, [[device, first, other]]);
    }
    for (const shared of byCause.values()) {
      const [device, first, other] = shared[0]!;
      report.found(other.construct, {
        message: `${device} (${other.what}) of ${other.host.systemName} is a disk of ${first.host.systemName} too`,
        keyPath: other.keyPath,
        mend: `look it up on ${other.host.systemName}: ls -l /dev/disk/by-id; where both machines really reach it, acknowledge this`,
        related: [first.construct],
        also: shared.slice(1).map(([name, , { construct, keyPath }]) => ({
          path: construct.node.path,
          keyPath,
          message: `${name} too`,
        })),
      });
    }
  },
};

/** The machines' uses of devices that can be in one of them only. */
function deviceUses(estate: Estate): Map<string, DeviceUse[]> {
  const found = new Map<string, DeviceUse[]>();
  const add = (device: string | undefined, use: DeviceUse) => {
    if (device === undefined || !UNIQUE.test(device) || VIRTUAL.test(device)) return;
    const before = found.get(device);
    if (before) before.push(use);
    else found.set(device, [use]);
  };
  for (const pool of estate._all(ZfsPool.isZfsPool)) {
    const use = { host: pool.system as Host, construct: pool, what: `the pool ${pool.poolName}` };
    for (const { device, keyPath } of pool._topology?.members ?? []) add(device, { ...use, keyPath });
  }
  for (const layout of estate._all(DiskLayout._isDiskLayout)) {
    const disk = diskOf(layout);
    const use = { host: layout.machine, construct: layout, keyPath: 'device', what: layout.node.id };
    if (disk) add(disk.device, use);
  }
  for (const [host, of] of estate._table(mounts)) {
    for (const { device, construct, keyPath, point } of of.values()) {
      add(device, { host, construct, keyPath: `${keyPath}.device`, what: point });
    }
  }
  return found;
}
