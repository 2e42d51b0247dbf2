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
new ZfsPool(disks, 'fast', { layout: { data: [ZfsVdev.stripe([twice])] } });
new ZfsPool(disks, 'slow', { layout: { data: [ZfsVdev.stripe([twice])] } });
`,
  holds: `
const disks = new Host(app, 'disk-twice', { ...machine });
new ZfsPool(disks, 'fast', { layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-EXAMPLE_DISK_1'])] } });
new ZfsPool(disks, 'slow', { layout: { data: [ZfsVdev.stripe(['/dev/disk/by-id/ata-EXAMPLE_DISK_2'])] } });
`,
});
