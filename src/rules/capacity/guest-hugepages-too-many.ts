import { hostLoads, memoryOf, started, words } from './host-load';
import { memoryFinding } from './overcommit';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const guestHugepagesTooMany: IRule = {
  code: 'GUEST_HUGEPAGES_TOO_MANY',
  severity: Severity.ERROR,
  title: 'A host has memory left beside the huge pages of its guests',
  reason:
    'huge pages are set aside when the host boots, also for guests that are started by hand: nobody else can use them',
  source: 'Linux: admin-guide/mm/hugetlbpage; the kernel parameters hugepagesz and hugepages',
  breaks: `
const paged = new Host(app, 'paged', { ...machine, memoryMib: 16384 });
new LibvirtGuest(paged, 'workshop', { memoryGib: 8, hugepages: LibvirtHugepages.GIB_1 });
new LibvirtGuest(paged, 'arcade', { memoryGib: 8, hugepages: LibvirtHugepages.GIB_1, autostart: false });
`,
  holds: `
const paged = new Host(app, 'paged', { ...machine, memoryMib: 16384 });
new LibvirtGuest(paged, 'workshop', { memoryGib: 8, hugepages: LibvirtHugepages.GIB_1 });
new LibvirtGuest(paged, 'arcade', { memoryGib: 4, hugepages: LibvirtHugepages.GIB_1, autostart: false });
`,
  check(estate, report) {
    for (const load of estate._table(hostLoads)) {
      const { machine, guests, reserved } = load;
      const paged = guests.filter(({ hugepages }) => hugepages);
      // Guests that start with the host are counted by the rule on promised memory.
      if (machine.memoryMib === undefined || paged.length === 0 || memoryFinding(load)) continue;
      const pages = memoryOf(paged);
      const others = [...started(guests), ...started(load.containers)].filter((one) => !paged.includes(one as any));
      const taken = pages + memoryOf(others);
      if (taken <= machine.memoryMib - reserved) continue;
      const list = paged.map(({ name, memoryMib }) => `${name} ${words(memoryMib)}`).join(', ');
      const beside = others.length > 0 ? `, and others start with ${words(memoryOf(others))}` : '';
      report.found(load.speaker, {
        message: `${words(pages)} of ${machine.systemName} become huge pages (${list})${beside}; it has ${words(machine.memoryMib)}, and ${words(reserved)} are its own`,
        mend: 'give a guest less memory, leave hugepages out of the one that is started by hand, or change reservedMemoryMib',
        ...(pages < machine.memoryMib ? { severity: Severity.WARNING } : {}),
        related: paged.map(({ construct }) => construct),
      });
    }
  },
};
