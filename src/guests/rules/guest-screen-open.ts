import { isIPv6 } from 'net';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../guest';
import { LibvirtGraphics } from '../guest-enums';

export const guestScreenOpen: IRule = {
  code: 'GUEST_SCREEN_OPEN',
  severity: Severity.WARNING,
  title: 'Screens of guests are shown on their host alone',
  reason: 'there is no password: a definition can be read by everyone on the host',
  source: 'libvirt: graphics; nix-targets: definitions lie in the Nix store',
  breaks: `
const screens = new Host(app, 'screens', { ...machine });
new LibvirtGuest(screens, 'shown', { memoryGib: 1, graphicsListen: '0.0.0.0' });
`,
  holds: `
const screens = new Host(app, 'screens', { ...machine });
new LibvirtGuest(screens, 'shown', { memoryGib: 1 });
`,
  check(estate, report) {
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      const { graphics, graphicsListen: listen = '127.0.0.1' } = guest._props;
      if (graphics === LibvirtGraphics.NONE || isLoopback(listen)) continue;
      report.found(guest, {
        keyPath: 'graphicsListen',
        message: `whoever reaches ${listen} of ${guest.machine.systemName} can use the screen and keyboard of ${guest.guestName}`,
        mend: 'leave graphicsListen out and reach the screen through SSH, or give an address of a trusted network',
      });
    }
  },
};

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || (isIPv6(address) && address === '::1');
}
