import { memoryCheck } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const libvirtMemoryOvercommit: IRule = {
  code: 'LIBVIRT_MEMORY_OVERCOMMIT',
  severity: Severity.WARNING,
  title: 'A host has the memory that its guests and containers are promised',
  reason: 'where guests fill the memory they were promised, the kernel ends one of them, or the host swaps',
  source: 'Linux: the out-of-memory killer; systemd.resource-control(5): MemoryMax=',
  breaks: `
const overbooked = new Host(app, 'overbooked', { ...machine, memoryMib: 8192 });
new LibvirtGuest(overbooked, 'database', { memoryGib: 6 });
new NixosContainer(overbooked, 'media', { privateNetwork: false, memoryMib: 2048 });
`,
  holds: `
const overbooked = new Host(app, 'overbooked', { ...machine, memoryMib: 16384 });
new LibvirtGuest(overbooked, 'database', { memoryGib: 6 });
new NixosContainer(overbooked, 'media', { privateNetwork: false, memoryMib: 2048 });
`,
  check: memoryCheck('LIBVIRT'),
};
