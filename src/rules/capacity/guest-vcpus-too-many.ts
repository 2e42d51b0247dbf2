import { hostLoads } from './host-load';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const guestVcpusTooMany: IRule = {
  code: 'GUEST_VCPUS_TOO_MANY',
  severity: Severity.WARNING,
  title: 'No guest has more processors than its host has threads',
  reason: 'processors of one guest that wait for each other make it slower than fewer would',
  source: 'QEMU: more vCPUs than the host has',
  breaks: `
const quad = new Host(app, 'quad', { ...machine, threads: 4 });
new LibvirtGuest(quad, 'octo', { memoryGib: 1, vcpus: 8 });
`,
  holds: `
const quad = new Host(app, 'quad', { ...machine, threads: 4 });
new LibvirtGuest(quad, 'octo', { memoryGib: 1, vcpus: 4 });
`,
  check(estate, report) {
    for (const { machine, speaker, guests } of estate._table(hostLoads)) {
      const { threads } = machine;
      if (threads === undefined) continue;
      for (const { name, vcpus, construct } of guests) {
        if (vcpus <= threads) continue;
        report.found(speaker, {
          message: `${name} has ${vcpus} virtual processors, and ${machine.systemName} ${threads} threads`,
          mend: `give it at most ${threads}`,
          related: [construct],
        });
      }
    }
  },
};
