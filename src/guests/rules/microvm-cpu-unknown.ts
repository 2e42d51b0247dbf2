import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmHost } from '../microvm-host';

export const microvmCpuUnknown: IRule = {
  code: 'MICROVM_CPU_UNKNOWN',
  severity: Severity.ERROR,
  title: 'Who made the processor is known where microvms depend on it',
  reason: 'the IOMMU of Intel must be turned on by a kernel parameter, that of AMD not',
  source: 'Linux: intel_iommu',
  breaks: `
const anonymous = new Host(app, 'anonymous', { ...machine });
new MicrovmGuest(anonymous, 'camera', {
  pciDevices: ['0000:01:00.0'],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const anonymous = new Host(app, 'anonymous', { ...machine, hardware: { cpu: CpuVendor.INTEL } });
new MicrovmGuest(anonymous, 'camera', {
  pciDevices: ['0000:01:00.0'],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const microvms of estate._all(MicrovmHost.isMicrovmHost)) {
      const given = microvms.guests.filter((guest) => (guest._props.pciDevices ?? []).length > 0);
      if (given.length === 0 || microvms.machine.cpu !== undefined) continue;
      report.found(microvms, {
        message: `PCI devices are handed to ${given.map((guest) => guest.guestName).join(', ')}, and it is not known who made the host's processor`,
        mend: 'give the host hardware: { cpu: CpuVendor.AMD }',
        related: given,
      });
    }
  },
};
