import { memoryCheck } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const microvmMemoryOvercommit: IRule = {
  code: 'MICROVM_MEMORY_OVERCOMMIT',
  severity: Severity.WARNING,
  title: 'A host has the memory that its microvms and containers are promised',
  reason: 'where guests fill the memory they were promised, the kernel ends one of them, or the host swaps',
  source: 'Linux: the out-of-memory killer; systemd.resource-control(5): MemoryMax=',
  breaks: `
const packed = new Host(app, 'packed', { ...machine, memoryMib: 4096 });
for (const name of ['packed-web', 'packed-mail']) {
  new MicrovmGuest(packed, name, {
    memoryMib: 1792,
    volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
    host: { stateVersion: '25.11', allowNoLogin: true },
  });
}
`,
  holds: `
const packed = new Host(app, 'packed', { ...machine, memoryMib: 8192 });
for (const name of ['packed-web', 'packed-mail']) {
  new MicrovmGuest(packed, name, {
    memoryMib: 1792,
    volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
    host: { stateVersion: '25.11', allowNoLogin: true },
  });
}
`,
  check: memoryCheck('MICROVM'),
};
