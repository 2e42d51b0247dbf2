import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../microvm-guest';
import { hypervisorOf } from '../microvm-spec';

export const microvmMemoryHangs: IRule = {
  code: 'MICROVM_MEMORY_HANGS',
  severity: Severity.WARNING,
  title: 'No microvm of QEMU has 2048 MiB of memory',
  reason: 'QEMU hangs as such a guest starts where its memory is exactly 2 GiB; microvm.nix warns of it',
  source: 'microvm.nix: issue 171, and the warning of its runner for QEMU',
  breaks: `
const unlucky = new Host(app, 'unlucky', { ...machine });
new MicrovmGuest(unlucky, 'hung', {
  memoryGib: 2,
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const unlucky = new Host(app, 'unlucky', { ...machine });
new MicrovmGuest(unlucky, 'hung', {
  memoryMib: 2304,
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      if (guest.memoryMib !== 2048 || hypervisorOf(guest._props) !== 'qemu') continue;
      report.found(guest, {
        keyPath: guest._props.memoryMib === undefined ? 'memoryGib' : 'memoryMib',
        message: `${guest.guestName} has 2048 MiB of memory, with which QEMU hangs`,
        mend: 'give a little more or less: memoryMib: 2304',
      });
    }
  },
};
