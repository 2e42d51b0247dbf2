import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtHypervisor } from '../hypervisor';

export const libvirtSuspendDevices: IRule = {
  code: 'LIBVIRT_SUSPEND_DEVICES',
  severity: Severity.WARNING,
  title: 'Guests with devices of the host are shut down with it, not suspended',
  reason: 'libvirt cannot save a guest with a PCI device: it runs on until the host cuts its power',
  source: 'libvirt: virsh managedsave; NixOS: virtualisation.libvirtd.onShutdown',
  breaks: `
const sleepy = new Host(app, 'sleepy', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtHypervisor(sleepy, 'libvirt', { onShutdown: LibvirtOnShutdown.SUSPEND });
new LibvirtGuest(sleepy, 'render', { memoryGib: 4, pciDevices: [{ address: '0000:41:00.0' }] });
`,
  holds: `
const sleepy = new Host(app, 'sleepy', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtHypervisor(sleepy, 'libvirt', { onShutdown: LibvirtOnShutdown.SHUTDOWN });
new LibvirtGuest(sleepy, 'render', { memoryGib: 4, pciDevices: [{ address: '0000:41:00.0' }] });
`,
  check(estate, report) {
    for (const hypervisor of estate._all(LibvirtHypervisor.isLibvirtHypervisor)) {
      const { machine } = hypervisor;
      const action = estate.optionsOf(machine)._value(['virtualisation', 'libvirtd', 'onShutdown']);
      const guests = hypervisor.guests.filter((guest) => (guest._props.pciDevices ?? []).length > 0);
      if (action !== 'suspend' || guests.length === 0) continue;
      report.found(hypervisor, {
        keyPath: 'onShutdown',
        message: `${machine.systemName} suspends its guests when it goes down, and ${guests.map((one) => one.guestName).join(', ')} cannot be saved`,
        mend: 'give onShutdown: LibvirtOnShutdown.SHUTDOWN',
        related: guests,
      });
    }
  },
};
