import { IConstruct } from 'constructs';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { MicrovmGuest } from '../microvm-guest';

export const guestMacvtap: IRule = {
  code: 'GUEST_MACVTAP',
  severity: Severity.INFO,
  title: 'Host and guest reach each other',
  reason: 'a macvtap interface sends past the host; others in the network reach both',
  source: 'libvirt: domain interfaces of type direct; microvm.nix: interfaces of type macvtap',
  breaks: `
const direct = new Host(app, 'direct', { ...machine });
new LibvirtGuest(direct, 'router', { memoryGib: 1, interfaces: [LibvirtInterface.macvtap('enp4s0')] });
`,
  holds: `
const direct = new Host(app, 'direct', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['enp4s0'] } } },
});
new LibvirtGuest(direct, 'router', { memoryGib: 1, interfaces: [LibvirtInterface.bridge('br0')] });
`,
  check(estate, report) {
    const tell = (guest: LibvirtGuest | MicrovmGuest, card: string, keyPath: string, mend: string) =>
      report.found(guest as IConstruct, {
        message: `${guest.guestName} and ${guest.machine.systemName} cannot reach each other over ${card}`,
        keyPath,
        mend,
      });
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind !== 'direct') continue;
        tell(guest, each._source, 'interfaces', 'where they must, add a LibvirtNetwork or use a bridge');
      }
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.interfaces ?? []).forEach((each, index) => {
        if (each._kind !== 'macvtap') return;
        tell(guest, each._source!, `interfaces[${index}]`, 'where they must, use a bridge');
      });
    }
  },
};
