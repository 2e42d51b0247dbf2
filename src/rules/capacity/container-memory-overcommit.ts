import { memoryCheck } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerMemoryOvercommit: IRule = {
  code: 'CONTAINER_MEMORY_OVERCOMMIT',
  severity: Severity.INFO,
  title: 'The memory limits of containers together fit their host',
  reason: 'limits do not keep the host free: where all containers reach theirs, the kernel ends processes anywhere',
  source: 'systemd.resource-control(5): MemoryMax=',
  breaks: `
const boxed = new Host(app, 'boxed', { ...machine, memoryMib: 8192 });
new NixosContainer(boxed, 'search', { privateNetwork: false, memoryMib: 6144 });
new NixosContainer(boxed, 'photos', { privateNetwork: false, memoryMib: 4096 });
`,
  holds: `
const boxed = new Host(app, 'boxed', { ...machine, memoryMib: 8192 });
new NixosContainer(boxed, 'search', { privateNetwork: false, memoryMib: 4096 });
new NixosContainer(boxed, 'photos', { privateNetwork: false, memoryMib: 2048 });
`,
  check: memoryCheck('CONTAINER'),
};
