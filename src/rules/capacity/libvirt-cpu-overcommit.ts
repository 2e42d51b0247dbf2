import { processorCheck } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const libvirtCpuOvercommit: IRule = {
  code: 'LIBVIRT_CPU_OVERCOMMIT',
  severity: Severity.INFO,
  title: 'A host has a thread for each processor of its libvirt guests',
  reason: 'that is usual where guests are not busy at the same time',
  source: 'the scheduler of Linux: virtual processors are threads that take turns',
  breaks: `
const busy = new Host(app, 'busy', { ...machine, threads: 4 });
new LibvirtGuest(busy, 'busy-a', { memoryGib: 1, vcpus: 3 });
new LibvirtGuest(busy, 'busy-b', { memoryGib: 1, vcpus: 3 });
`,
  holds: `
const busy = new Host(app, 'busy', { ...machine, threads: 8 });
new LibvirtGuest(busy, 'busy-a', { memoryGib: 1, vcpus: 3 });
new LibvirtGuest(busy, 'busy-b', { memoryGib: 1, vcpus: 3 });
`,
  check: processorCheck('LIBVIRT'),
};
