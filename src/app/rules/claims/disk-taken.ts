import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const diskTaken = takenRule({
  kind: ClaimKind.DISK,
  code: 'DISK_TAKEN',
  title: 'A disk has one use',
  reason: 'of two pools or layouts on one disk the second destroys what the first has written',
  source: 'OpenZFS: zpool-create(8); disko',
  breaks: `
const twice = '/dev/disk/by-id/ata-EXAMPLE_DISK_1';
const disks = new Host(app, 'disk-twice', { ...machine });
new ZfsPool(disks, 'fast', { vdevs: [{ disks: [twice] }] });
new ZfsPool(disks, 'slow', { vdevs: [{ disks: [twice] }] });
`,
  holds: `
const disks = new Host(app, 'disk-twice', { ...machine });
new ZfsPool(disks, 'fast', { vdevs: [{ disks: ['/dev/disk/by-id/ata-EXAMPLE_DISK_1'] }] });
new ZfsPool(disks, 'slow', { vdevs: [{ disks: ['/dev/disk/by-id/ata-EXAMPLE_DISK_2'] }] });
`,
});
