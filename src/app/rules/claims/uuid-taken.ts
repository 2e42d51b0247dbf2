import { takenRule } from './taken';
import { ClaimKind } from '../../claims';

export const uuidTaken = takenRule({
  kind: ClaimKind.UUID,
  code: 'UUID_TAKEN',
  title: 'Every UUID is one of its kind',
  reason: 'libvirt knows guests and networks by their UUID and refuses a second one; file systems are found by theirs',
  source: 'libvirt: domain and network XML, element uuid',
  breaks: `
const uuid = '7d3c2f5e-6a0b-4e0c-9a51-0f2f8c1d4b10';
const kvm = new Host(app, 'uuids', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtGuest(kvm, 'uuid-a', { memoryMib: 1024, uuid });
new LibvirtGuest(kvm, 'uuid-b', { memoryMib: 1024, uuid });
`,
  holds: `
const kvm = new Host(app, 'uuids', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtGuest(kvm, 'uuid-a', { memoryMib: 1024 });
new LibvirtGuest(kvm, 'uuid-b', { memoryMib: 1024 });
`,
});
