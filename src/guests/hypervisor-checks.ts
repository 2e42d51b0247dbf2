import { Diagnostics } from '../app';
import { checkLoad } from './guest-load';
import type { LibvirtHypervisor } from './hypervisor';

/** What only all guests of a host together can tell. */
export function checkHypervisor(hypervisor: LibvirtHypervisor, diagnostics: Diagnostics): void {
  const { machine } = hypervisor;
  checkLoad(machine, 'LIBVIRT', hypervisor._props.reservedMemoryMib ?? 1024, diagnostics);
  checkPassthrough(hypervisor, diagnostics);
  if (hypervisor.manageAll) {
    const what = hypervisor.networks.length > 0 ? 'guests and networks' : 'guests';
    const kept = [...hypervisor.guests.map((g) => g.guestName), ...hypervisor.networks.map((n) => n.networkName)];
    diagnostics.warning({
      code: 'LIBVIRT_MANAGE_ALL',
      keyPath: 'manageAll',
      message: `a rebuild of ${machine.systemName} switches off and deletes all ${what} but ${kept.join(', ') || 'none'}`,
      why: 'NixVirt takes the lists of the estate for complete, also against guests that were made by hand',
      mend: 'leave manageAll out, if that is not what you want',
    });
  }
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
