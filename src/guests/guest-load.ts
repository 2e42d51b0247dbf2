import { Diagnostics } from '../app';
import type { Host } from '../hosts';

/** What a guest takes of its machine. */
export interface GuestLoad {
  readonly guestName: string;
  readonly memoryMib: number;
  readonly vcpus: number;
  readonly autostart: boolean;
  readonly node: { readonly path: string };
}

const SLOT = Symbol('cosmo-nix.guest-load');

/** The guests of a machine, whatever runs them, in the order they were made. */
export function guestsOn(machine: Host): GuestLoad[] {
  const holder = machine as { [SLOT]?: GuestLoad[] };
  return (holder[SLOT] ??= []);
}

/** Memory in words: MiB, and GiB where it is enough for them. */
function words(mib: number): string {
  return mib >= 1024 ? `${Math.round((mib / 1024) * 10) / 10} GiB` : `${mib} MiB`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Whether the machine has what all of its guests are promised.
 *
 * @param kind the beginning of the codes: `LIBVIRT` or `MICROVM`
 * @param reserved memory in MiB that is the host's own
 */
export function checkLoad(machine: Host, kind: string, reserved: number, diagnostics: Diagnostics): void {
  checkMemory(machine, kind, reserved, diagnostics);
  checkProcessors(machine, kind, diagnostics);
}

function checkMemory(machine: Host, kind: string, reserved: number, diagnostics: Diagnostics): void {
  const guests = guestsOn(machine);
  if (machine.memoryMib === undefined) return;
  const free = machine.memoryMib - reserved;
  const of = `${words(machine.memoryMib)} of ${machine.systemName}`;
  for (const guest of guests.filter((g) => g.memoryMib > machine.memoryMib!)) {
    diagnostics.error({
      code: 'GUEST_MEMORY_TOO_LARGE',
      message: `${guest.guestName} wants ${words(guest.memoryMib)}, more than the ${of}`,
      mend: 'give the guest less memory',
      related: [guest.node.path],
    });
  }
  const started = guests.filter((guest) => guest.autostart);
  const promised = sum(started.map((guest) => guest.memoryMib));
  if (promised <= free) return;
  diagnostics.warning({
    code: `${kind}_MEMORY_OVERCOMMIT`,
    message: `the guests that start with the host want ${words(promised)} (${started.map((g) => `${g.guestName} ${words(g.memoryMib)}`).join(', ')}); of the ${of}, ${words(reserved)} are the host's own`,
    why: 'where guests fill the memory they were promised, the kernel ends one of them, or the host swaps',
    mend: 'give a guest less memory, start one by hand (autostart: false), or change reservedMemoryMib',
    related: started.map((guest) => guest.node.path),
  });
}

function checkProcessors(machine: Host, kind: string, diagnostics: Diagnostics): void {
  const guests = guestsOn(machine);
  const { threads } = machine;
  if (threads === undefined) return;
  for (const guest of guests.filter((g) => g.vcpus > threads)) {
    diagnostics.warning({
      code: 'GUEST_VCPUS_TOO_MANY',
      message: `${guest.guestName} has ${guest.vcpus} virtual processors, and ${machine.systemName} ${threads} threads`,
      why: 'processors of one guest that wait for each other make it slower than fewer would',
      mend: `give it at most ${threads}`,
      related: [guest.node.path],
    });
  }
  const started = guests.filter((guest) => guest.autostart);
  const promised = sum(started.map((guest) => guest.vcpus));
  if (promised <= threads || started.length < 2) return;
  diagnostics.info({
    code: `${kind}_CPU_OVERCOMMIT`,
    message: `the guests that start with the host have ${promised} virtual processors (${started.map((g) => `${g.guestName} ${g.vcpus}`).join(', ')}), and ${machine.systemName} ${threads} threads`,
    why: 'that is usual where guests are not busy at the same time',
    related: started.map((guest) => guest.node.path),
  });
}
