import { diskOf } from './host-facts';
import { MountFact, mounts } from './mounts';
import { IRule, Severity } from '../../app';

const USB = /^\/dev\/disk\/by-(id\/(usb-|ata-.*USB)|path\/.*-usb-)/;
/** What the machine starts from is not taken out. */
const SYSTEM = new Set(['/', '/nix', '/nix/store', '/boot', '/usr']);

export const mountRemovable: IRule = {
  code: 'MOUNT_REMOVABLE',
  severity: Severity.WARNING,
  title: 'A machine starts without the USB disks that are not its system',
  reason:
    'when the disk is not plugged in the machine waits for it, and then stops in emergency mode without a network',
  source: 'systemd.mount(5): nofail; local-fs.target',
  breaks: `
const host = new Host(app, 'usb-disk', { ...machine });
host.addFileSystem('/backup', { device: '/dev/disk/by-id/usb-WD_My_Passport-0:0-part1', fsType: 'ext4' });
`,
  holds: `
const host = new Host(app, 'usb-disk', { ...machine });
const backup = { device: '/dev/disk/by-id/usb-WD_My_Passport-0:0-part1', fsType: 'ext4', noFail: true };
host.addFileSystem('/backup', backup);
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      const usb = [...of.values()].filter((mount) => devicesOf(mount).some((device) => USB.test(device)));
      const system = new Set(usb.filter(({ point }) => SYSTEM.has(point)).map(whole));
      for (const mount of usb) {
        if (mount.early || system.has(whole(mount))) continue;
        if (mount.options.some((one) => ['nofail', 'noauto', 'x-systemd.automount'].includes(one))) continue;
        report.found(mount.construct, {
          message: `${host.systemName} does not start when the USB disk of ${mount.point} is not there`,
          keyPath: mount.keyPath,
          mend: mount.keyPath.startsWith('fileSystems.') ? 'add noFail: true' : "add mountOptions: ['nofail']",
          cause: `${host.systemName} ${String(whole(mount))}`,
        });
      }
    }
  },
};

function devicesOf({ device, node, construct }: MountFact): string[] {
  if (node) return (node.pool._topology?.members ?? []).map((member) => member.device);
  return [device, diskOf(construct)?.device].filter((one) => one !== undefined);
}

/** What is plugged in and out as one: a pool, a disk. */
function whole({ node, construct, device = '' }: MountFact): string {
  if (node) return node.pool.poolName;
  return diskOf(construct)?.device ?? device.replace(/-part\d+$/, '');
}
