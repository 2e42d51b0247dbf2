import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const mountPointTaken = takenRule({
  kind: ClaimKind.MOUNT_POINT,
  code: 'MOUNT_POINT_TAKEN',
  title: 'One file system is mounted at a mount point',
  reason: 'what is mounted first is hidden by what is mounted after it, and the order may change',
  source: 'mount(8); NixOS: fileSystems',
  breaks: `
const mounts = new Host(app, 'mount-twice', { ...machine });
const pool = new ZfsPool(mounts, 'mtank');
pool.addDataset('media', { mountPoint: '/srv/media' });
mounts.addFileSystem('/srv/media', { device: '/dev/disk/by-label/media', fsType: 'xfs' });
`,
  holds: `
const mounts = new Host(app, 'mount-twice', { ...machine });
const pool = new ZfsPool(mounts, 'mtank');
pool.addDataset('media', { mountPoint: '/srv/media' });
mounts.addFileSystem('/srv/old-media', { device: '/dev/disk/by-label/media', fsType: 'xfs' });
`,
});
