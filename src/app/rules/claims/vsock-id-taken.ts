import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const vsockIdTaken = takenRule({
  kind: ClaimKind.VSOCK_ID,
  code: 'VSOCK_ID_TAKEN',
  title: 'Guests of one host have vsock ids of their own',
  reason: 'the kernel gives a context id to one guest; the second does not start',
  source: 'vsock(7)',
  breaks: `
const vsock = new Host(app, 'vsock', { ...machine });
new LibvirtGuest(vsock, 'vm-a', { memoryGib: 1, vsockCid: 5 });
new LibvirtGuest(vsock, 'vm-b', { memoryGib: 1, vsockCid: 5 });
`,
  holds: `
const vsock = new Host(app, 'vsock', { ...machine });
new LibvirtGuest(vsock, 'vm-a', { memoryGib: 1, vsockCid: 5 });
new LibvirtGuest(vsock, 'vm-b', { memoryGib: 1, vsockCid: 6 });
`,
});
