import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';

export const guestHugepagesBalloon: IRule = {
  code: 'GUEST_HUGEPAGES_BALLOON',
  severity: Severity.WARNING,
  title: 'A guest on huge pages starts with all of its memory',
  reason: 'what the balloon takes back stays set aside as huge pages: the guest has less, and nobody has more',
  source: 'QEMU: virtio-balloon skips pages larger than its own; Linux: hugetlbfs',
  breaks: `
const balloons = new Host(app, 'balloons', { ...machine });
new LibvirtGuest(balloons, 'half', { memoryGib: 8, currentMemoryMib: 4096, hugepages: LibvirtHugepages.MIB_2 });
`,
  holds: `
const balloons = new Host(app, 'balloons', { ...machine });
new LibvirtGuest(balloons, 'half', { memoryGib: 8, hugepages: LibvirtHugepages.MIB_2 });
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      const { hugepages, currentMemoryMib: current } = guest._props;
      if (hugepages === undefined || current === undefined || current >= guest.memoryMib) continue;
      report.found(guest, {
        keyPath: 'currentMemoryMib',
        message: `${guest.guestName} starts with ${current} of ${guest.memoryMib} MiB, all of which are huge pages of ${guest.machine.systemName}`,
        mend: 'leave out currentMemoryMib, or hugepages',
      });
    }
  },
};
