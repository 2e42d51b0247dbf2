import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { LibvirtHypervisor } from '../hypervisor';

export const libvirtCpuUnknown: IRule = {
  code: 'LIBVIRT_CPU_UNKNOWN',
  severity: Severity.ERROR,
  title: 'Who made the processor is known where guests depend on it',
  reason: 'the IOMMU of Intel must be turned on by a kernel parameter, that of AMD not',
  source: 'Linux: intel_iommu; the modules kvm-amd and kvm-intel',
  breaks: `
const nameless = new Host(app, 'nameless', { ...machine });
new LibvirtGuest(nameless, 'gaming', { memoryGib: 4, pciDevices: [{ address: '0000:01:00.0' }] });
`,
  holds: `
const nameless = new Host(app, 'nameless', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtGuest(nameless, 'gaming', { memoryGib: 4, pciDevices: [{ address: '0000:01:00.0' }] });
`,
  check(estate, report) {
    const mend = 'give the host hardware: { cpu: CpuVendor.AMD }';
    for (const hypervisor of estate._all(LibvirtHypervisor.isLibvirtHypervisor)) {
      const given = hypervisor.guests.filter((guest) => (guest._props.pciDevices ?? []).length > 0);
      if (given.length === 0 || hypervisor.cpu !== undefined) continue;
      report.found(hypervisor, {
        keyPath: 'cpu',
        message: `PCI devices are handed to ${given.map((guest) => guest.guestName).join(', ')}, and it is not known who made the host's processor`,
        mend,
        related: given,
      });
    }
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      if (!guest._props.nestedVirtualisation || !guest.hasHost || guest.hypervisor.cpu !== undefined) continue;
      report.found(guest, {
        keyPath: 'nestedVirtualisation',
        message: `${guest.guestName} runs guests of its own, and it is not known who made the host's processor`,
        why: 'KVM has one kernel module for AMD and one for Intel',
        mend,
      });
    }
  },
};
