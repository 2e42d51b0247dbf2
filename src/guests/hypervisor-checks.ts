import { Diagnostics } from '../app';
import type { LibvirtHypervisor } from './hypervisor';

/** Memory in words: MiB, and GiB where it is enough for them. */
function words(mib: number): string {
  return mib >= 1024 ? `${Math.round((mib / 1024) * 10) / 10} GiB` : `${mib} MiB`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What only all guests of a host together can tell. */
export function checkHypervisor(hypervisor: LibvirtHypervisor, diagnostics: Diagnostics): void {
  checkMemory(hypervisor, diagnostics);
  checkProcessors(hypervisor, diagnostics);
  checkPassthrough(hypervisor, diagnostics);
  if (hypervisor.manageAll) {
    const what = hypervisor.networks.length > 0 ? 'guests and networks' : 'guests';
    const kept = [...hypervisor.guests.map((g) => g.guestName), ...hypervisor.networks.map((n) => n.networkName)];
    diagnostics.warning({
      code: 'LIBVIRT_MANAGE_ALL',
      keyPath: 'manageAll',
      message: `a rebuild of ${hypervisor.machine.systemName} switches off and deletes all ${what} but ${kept.join(', ') || 'none'}`,
      why: 'NixVirt takes the lists of the estate for complete, also against guests that were made by hand',
      mend: 'leave manageAll out, if that is not what you want',
    });
  }
}

function checkMemory(hypervisor: LibvirtHypervisor, diagnostics: Diagnostics): void {
  const { machine, guests } = hypervisor;
  if (machine.memoryMib === undefined) return;
  const reserved = hypervisor._props.reservedMemoryMib ?? 1024;
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
    code: 'LIBVIRT_MEMORY_OVERCOMMIT',
    message: `the guests that start with the host want ${words(promised)} (${started.map((g) => `${g.guestName} ${words(g.memoryMib)}`).join(', ')}); of the ${of}, ${words(reserved)} are the host's own`,
    why: 'where guests fill the memory they were promised, the kernel ends one of them, or the host swaps',
    mend: 'give a guest less memory, start one by hand (autostart: false), or change reservedMemoryMib',
    related: started.map((guest) => guest.node.path),
  });
}

function checkProcessors(hypervisor: LibvirtHypervisor, diagnostics: Diagnostics): void {
  const { machine, guests } = hypervisor;
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
    code: 'LIBVIRT_CPU_OVERCOMMIT',
    message: `the guests that start with the host have ${promised} virtual processors (${started.map((g) => `${g.guestName} ${g.vcpus}`).join(', ')}), and ${machine.systemName} ${threads} threads`,
    why: 'that is usual where guests are not busy at the same time',
    related: started.map((guest) => guest.node.path),
  });
}

function checkPassthrough(hypervisor: LibvirtHypervisor, diagnostics: Diagnostics): void {
  const given = hypervisor.guests.filter((guest) => (guest._props.pciDevices ?? []).length > 0);
  if (given.length === 0 || hypervisor.cpu !== undefined) return;
  diagnostics.error({
    code: 'LIBVIRT_CPU_UNKNOWN',
    keyPath: 'cpu',
    message: `PCI devices are handed to ${given.map((guest) => guest.guestName).join(', ')}, and it is not known who made the host's processor`,
    why: 'the IOMMU of Intel must be turned on by a kernel parameter, that of AMD not',
    mend: 'give the host hardware: { cpu: CpuVendor.AMD }',
    related: given.map((guest) => guest.node.path),
  });
}
