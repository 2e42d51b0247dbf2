import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const vsockIdTaken = takenRule({
  kind: ClaimKind.VSOCK_ID,
  code: 'VSOCK_ID_TAKEN',
  title: 'Guests of one host have vsock ids of their own',
  reason: 'the kernel gives a context id to one guest; the second does not start',
  source: 'vsock(7)',
  breaks: `
const vsock = new Host(app, 'vsock', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new MicrovmGuest(vsock, 'vm-a', { memoryMib: 512, stateVersion: '25.11', vsockId: 5 });
new MicrovmGuest(vsock, 'vm-b', { memoryMib: 512, stateVersion: '25.11', vsockId: 5 });
`,
  holds: `
const vsock = new Host(app, 'vsock', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new MicrovmGuest(vsock, 'vm-a', { memoryMib: 512, stateVersion: '25.11', vsockId: 5 });
new MicrovmGuest(vsock, 'vm-b', { memoryMib: 512, stateVersion: '25.11', vsockId: 6 });
`,
});
