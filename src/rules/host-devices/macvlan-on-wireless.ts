import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { NixosContainer } from '../../containers';
import { LibvirtGuest, MicrovmGuest } from '../../guests';

/** How udev names wireless cards. */
const WIRELESS = /^wl/;

export const macvlanOnWireless: IRule = {
  code: 'MACVLAN_ON_WIRELESS',
  severity: Severity.WARNING,
  title: 'Guests and containers share no wireless card by macvtap or macvlan',
  reason: 'an access point takes frames of the one MAC address that logged in: those of the guest are dropped',
  source: 'IEEE 802.11: three-address frames; systemd.net-naming-scheme(7)',
  breaks: `
const laptop = new Host(app, 'laptop', { ...machine });
new NixosContainer(laptop, 'roaming', { macvlans: ['wlp2s0'] });
`,
  holds: `
const laptop = new Host(app, 'laptop', { ...machine });
new ContainerNetwork(laptop, 'container-network', { externalInterface: 'wlp2s0' });
new NixosContainer(laptop, 'roaming', { subnet: '10.110.2.0/24' });
`,
  check(estate, report) {
    const mend = 'give it a network of the host that is translated, or use a cabled card';
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind !== 'direct' || !WIRELESS.test(each._source)) continue;
        const message = `${guest.guestName} shares the wireless card ${each._source} of ${guest.machine.systemName}`;
        report.found(guest, { keyPath: 'interfaces', message, mend });
      }
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.interfaces ?? []).forEach(({ _kind: kind, _source: card }, index) => {
        if (kind !== 'macvtap' || !WIRELESS.test(card!)) return;
        const message = `${guest.guestName} shares the wireless card ${card} of ${guest.machine.systemName}`;
        report.found(guest, { keyPath: `interfaces[${index}]`, message, mend });
      });
    }
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      (container._props.macvlans ?? []).forEach((card, index) => {
        if (!WIRELESS.test(card)) return;
        const message = `${container.containerName} shares the wireless card ${card} of ${container.system.systemName}`;
        report.found(container, { keyPath: `macvlans[${index}]`, message, mend });
      });
    }
  },
};
