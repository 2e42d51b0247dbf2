import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { LibvirtCpuMode } from '../guest-enums';
import { LibvirtHypervisor } from '../hypervisor';
import { MicrovmHost } from '../microvm-host';

export const guestNestedImpossible: IRule = {
  code: 'GUEST_NESTED_IMPOSSIBLE',
  severity: Severity.WARNING,
  title: 'A guest that runs guests has a processor that can',
  reason:
    'without the virtualisation of the processor there is no KVM inside: guests of the guest do not start, or are emulated',
  source: 'libvirt: cpu mode custom; Linux: nested KVM',
  breaks: `
const outermost = new Host(app, 'outermost', { ...machine });
const middle = new LibvirtGuest(outermost, 'middle', {
  memoryGib: 8,
  cpuMode: LibvirtCpuMode.CUSTOM,
  cpuModel: 'qemu64',
  host: { stateVersion: '25.11', allowNoLogin: true },
});
new LibvirtGuest(middle.host, 'innermost', { memoryGib: 1 });
`,
  holds: `
const outermost = new Host(app, 'outermost', { ...machine });
const middle = new LibvirtGuest(outermost, 'middle', {
  memoryGib: 8,
  host: { stateVersion: '25.11', allowNoLogin: true },
});
new LibvirtGuest(middle.host, 'innermost', { memoryGib: 1 });
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      if (!guest.hasHost || !(LibvirtHypervisor.find(guest.host) ?? MicrovmHost.find(guest.host))) continue;
      const { cpuMode, cpuFeatures = {} } = guest._props;
      const asked = ['svm', 'vmx'].some((name) => ['require', 'force'].includes(cpuFeatures[name] ?? ''));
      const custom = cpuMode === LibvirtCpuMode.CUSTOM && !asked;
      if (guest._spec.kvm && !custom) continue;
      report.found(guest, {
        keyPath: custom ? 'cpuModel' : 'architecture',
        message: custom
          ? `${guest.guestName} runs guests, and its processor ${guest._props.cpuModel} has no virtualisation`
          : `${guest.guestName} runs guests, and is emulated itself`,
        mend: custom ? 'leave cpuMode and cpuModel out' : 'run it on a host of its architecture',
      });
    }
  },
};
