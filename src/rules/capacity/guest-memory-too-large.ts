import { hostLoads, words } from './host-load';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const guestMemoryTooLarge: IRule = {
  code: 'GUEST_MEMORY_TOO_LARGE',
  severity: Severity.ERROR,
  title: 'No guest has more memory than its host',
  reason: 'it starts, and is ended when it uses what it was promised',
  source: 'Linux: the out-of-memory killer',
  breaks: `
const small = new Host(app, 'small', { ...machine, memoryMib: 8192 });
new LibvirtGuest(small, 'huge', { memoryGib: 12, autostart: false });
`,
  holds: `
const small = new Host(app, 'small', { ...machine, memoryMib: 8192 });
new LibvirtGuest(small, 'huge', { memoryGib: 6, autostart: false });
`,
  check(estate, report) {
    for (const { machine, speaker, guests } of estate._table(hostLoads)) {
      const { memoryMib: there } = machine;
      if (there === undefined) continue;
      for (const { name, memoryMib, construct } of guests) {
        if (memoryMib <= there) continue;
        report.found(speaker, {
          message: `${name} wants ${words(memoryMib)}, more than the ${words(there)} of ${machine.systemName}`,
          mend: 'give the guest less memory',
          related: [construct],
        });
      }
    }
  },
};
