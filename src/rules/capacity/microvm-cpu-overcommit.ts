import { processorCheck } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const microvmCpuOvercommit: IRule = {
  code: 'MICROVM_CPU_OVERCOMMIT',
  severity: Severity.INFO,
  title: 'A host has a thread for each processor of its microvms',
  reason: 'that is usual where guests are not busy at the same time',
  source: 'the scheduler of Linux: virtual processors are threads that take turns',
  breaks: `
const brisk = new Host(app, 'brisk', { ...machine, threads: 4 });
for (const name of ['brisk-a', 'brisk-b']) {
  new MicrovmGuest(brisk, name, {
    vcpus: 3,
    volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
    host: { stateVersion: '25.11', allowNoLogin: true },
  });
}
`,
  holds: `
const brisk = new Host(app, 'brisk', { ...machine, threads: 8 });
for (const name of ['brisk-a', 'brisk-b']) {
  new MicrovmGuest(brisk, name, {
    vcpus: 3,
    volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
    host: { stateVersion: '25.11', allowNoLogin: true },
  });
}
`,
  check: processorCheck('MICROVM'),
};
