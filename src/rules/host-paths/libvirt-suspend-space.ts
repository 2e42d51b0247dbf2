import { hostMounts, mountOn } from './host-mounts';
import { quotaMib } from './quota';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtHypervisor } from '../../guests';
import { ZfsDataset } from '../../storage';
import { words } from '../capacity/host-load';

/** Where libvirt writes the memory of guests that are suspended. */
const SAVED = '/var/lib/libvirt/qemu/save';

export const libvirtSuspendSpace: IRule = {
  code: 'LIBVIRT_SUSPEND_SPACE',
  severity: Severity.WARNING,
  title: 'There is room on disk for the memory of guests that are suspended with their host',
  reason: 'a guest whose memory cannot be written is switched off as if its power were cut',
  source: 'libvirt: virsh managedsave; NixOS: virtualisation.libvirtd.onShutdown',
  breaks: `
const dormouse = new Host(app, 'dormouse', { ...machine, hostId: '10110a03' });
new ZfsPool(dormouse, 'nest', { apply: ZfsApply.PROPERTIES }).addDataset('libvirt', {
  mountPoint: '/var/lib/libvirt',
  quota: '8G',
});
new LibvirtHypervisor(dormouse, 'libvirt', { onShutdown: LibvirtOnShutdown.SUSPEND });
new LibvirtGuest(dormouse, 'acorn', { memoryGib: 16 });
`,
  holds: `
const dormouse = new Host(app, 'dormouse', { ...machine, hostId: '10110a03' });
new ZfsPool(dormouse, 'nest', { apply: ZfsApply.PROPERTIES }).addDataset('libvirt', {
  mountPoint: '/var/lib/libvirt',
  quota: '8G',
});
new LibvirtGuest(dormouse, 'acorn', { memoryGib: 16 });
`,
  check(estate, report) {
    const of = estate._table(hostMounts);
    for (const hypervisor of estate._all(LibvirtHypervisor.isLibvirtHypervisor)) {
      const { machine, guests } = hypervisor;
      if (estate.optionsOf(machine)._value(['virtualisation', 'libvirtd', 'onShutdown']) !== 'suspend') continue;
      const on = mountOn(of(machine), SAVED);
      const room = on?.memory ? 0 : ZfsDataset.isZfsDataset(on?.owner) ? quotaMib(on!.owner as ZfsDataset) : Infinity;
      const needed = guests.reduce((sum, { memoryMib }) => sum + memoryMib, 0);
      if (needed <= room) continue;
      const where = on!.memory
        ? `${on!.path}, which lies in memory itself`
        : `${on!.path}, whose quota is ${words(room)}`;
      report.found(hypervisor, {
        keyPath: 'onShutdown',
        message: `${machine.systemName} suspends its guests when it goes down: their ${words(needed)} of memory are written to ${where}`,
        mend: 'give onShutdown: LibvirtOnShutdown.SHUTDOWN, or room',
        related: guests,
      });
    }
  },
};
