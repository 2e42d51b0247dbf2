import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NetworkBackend } from '../../hosts';
import { MicrovmGuest } from '../microvm-guest';
import { interfacesOf } from '../microvm-spec';

export const microvmTapBridge: IRule = {
  code: 'MICROVM_TAP_BRIDGE',
  severity: Severity.ERROR,
  title: 'Somebody puts the interfaces of microvms into their bridges',
  reason: 'the interface is there only while the guest runs; networkd waits for it, other backends do not',
  source: 'microvm.nix: "Network interfaces", tap; systemd.network(5): Bridge=',
  breaks: `
const tapping = new Host(app, 'tapping', {
  ...machine,
  options: { networking: { bridges: { br0: { interfaces: ['eno1'] } } } },
});
new MicrovmGuest(tapping, 'tapped', {
  interfaces: [MicrovmInterface.tap({ bridge: 'br0' })],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const tapping = new Host(app, 'tapping', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
});
new MicrovmGuest(tapping, 'tapped', {
  interfaces: [MicrovmInterface.tap({ bridge: 'br0' })],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      const { machine } = guest;
      if (machine.networkBackend === NetworkBackend.NETWORKD) continue;
      interfacesOf(guest).forEach(({ interface: { _kind: kind, _source: bridge }, id }, index) => {
        if (kind !== 'tap' || bridge === undefined) return;
        report.found(guest, {
          keyPath: `interfaces[${index}]`,
          message: `nothing on ${machine.systemName} puts ${id} into the bridge ${bridge}`,
          mend: 'give the host networking: { backend: NetworkBackend.NETWORKD }, or use MicrovmInterface.bridge with QEMU',
        });
      });
    }
  },
};
