import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';

export const guestEmulated: IRule = {
  code: 'GUEST_EMULATED',
  severity: Severity.WARNING,
  title: 'Guests have the architecture of their host',
  reason: "KVM runs guests of the host's own architecture alone; the others are many times slower",
  source: 'libvirt: domain type kvm and qemu; QEMU: TCG',
  breaks: `
const emulator = new Host(app, 'emulator', { ...machine });
new LibvirtGuest(emulator, 'raspberry', { memoryGib: 1, architecture: 'aarch64' });
`,
  holds: `
const emulator = new Host(app, 'emulator', { ...machine, platform: 'aarch64-linux' });
new LibvirtGuest(emulator, 'raspberry', { memoryGib: 1, architecture: 'aarch64' });
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      const { _spec: spec, machine } = guest;
      if (spec.kvm) continue;
      report.found(guest, {
        message: `${guest.guestName} is ${spec.architecture}, and ${machine.systemName} ${machine.platform}: every instruction of it is emulated`,
        mend: 'run it on a host of its architecture',
      });
    }
  },
};
