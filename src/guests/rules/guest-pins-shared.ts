import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import type { Host } from '../../hosts';
import { parseCpuSet } from '../cpu-set';
import { LibvirtGuest } from '../guest';

export const guestPinsShared: IRule = {
  code: 'GUEST_PINS_SHARED',
  severity: Severity.WARNING,
  title: 'A thread of a host is pinned to one guest',
  reason:
    'each of the two has a processor that stands still while the other runs, however idle the rest of the host is',
  source: 'libvirt: cputune, vcpupin',
  breaks: `
const pinned = new Host(app, 'pinned', { ...machine, threads: 8 });
new LibvirtGuest(pinned, 'audio', { memoryGib: 1, vcpus: 2, vcpuPins: ['2', '3'] });
new LibvirtGuest(pinned, 'video', { memoryGib: 1, vcpus: 2, vcpuPins: ['3', '4'] });
`,
  holds: `
const pinned = new Host(app, 'pinned', { ...machine, threads: 8 });
new LibvirtGuest(pinned, 'audio', { memoryGib: 1, vcpus: 2, vcpuPins: ['2', '3'] });
new LibvirtGuest(pinned, 'video', { memoryGib: 1, vcpus: 2, vcpuPins: ['4', '5'] });
`,
  check(estate, report) {
    const machines = new Map<Host, Map<number, LibvirtGuest>>();
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      // Guests that are started by hand may take turns.
      if (!guest.autostart) continue;
      const shared = new Map<LibvirtGuest, number[]>();
      const holders = machines.get(guest.machine) ?? new Map<number, LibvirtGuest>();
      machines.set(guest.machine, holders);
      for (const cpu of pinnedTo(guest)) {
        const before = holders.get(cpu);
        if (!before) holders.set(cpu, guest);
        else shared.set(before, [...(shared.get(before) ?? []), cpu]);
      }
      for (const [other, cpus] of shared) {
        report.found(guest, {
          keyPath: 'vcpuPins',
          message: `${guest.guestName} and ${other.guestName} are both pinned to ${cpus.length > 1 ? 'the threads' : 'the thread'} ${cpus.join(', ')} of ${guest.machine.systemName}`,
          mend: 'give each guest threads of its own, or sets of several: 2-5',
          related: [other],
        });
      }
    }
  },
};

/** The threads that a processor of the guest can run on alone. */
function pinnedTo({ _props: props }: LibvirtGuest): number[] {
  const sets = (props.vcpuPins ?? []).map((text) => [...(parseCpuSet(text) ?? [])]);
  return [...new Set(sets.filter((set) => set.length === 1).flat())];
}
