import { IConstruct } from 'constructs';
import { hostInterfaces } from './host-interfaces';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { System } from '../../app/system';
import { NixosContainer } from '../../containers';
import { LibvirtGuest, MicrovmGuest } from '../../guests';

export const macvlanOnPort: IRule = {
  code: 'MACVLAN_ON_PORT',
  severity: Severity.ERROR,
  title: 'No macvtap or macvlan is made on an interface that stands in a bridge or bond',
  reason: 'Linux hands what an interface receives to one taker: the second is refused, "Device or resource busy"',
  source: 'Linux: netdev_rx_handler_register',
  breaks: `
const switching = new Host(app, 'switching', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['enp4s0'] } } },
});
new NixosContainer(switching, 'dhcpd', { macvlans: ['enp4s0'] });
`,
  holds: `
const switching = new Host(app, 'switching', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['enp4s0'] } } },
});
new NixosContainer(switching, 'dhcpd', { hostBridge: 'br0' });
`,
  check(estate, report) {
    const interfaces = estate._table(hostInterfaces);
    const look = (who: IConstruct, name: string, machine: System, card: string, keyPath: string) => {
      const master = interfaces(machine).ports.get(card);
      if (master === undefined) return;
      report.found(who, {
        keyPath,
        message: `${name} is to be on ${card} of ${machine.systemName}, which stands in ${master}`,
        mend: `put it on ${master} instead`,
      });
    };
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind === 'direct') look(guest, guest.guestName, guest.machine, each._source, 'interfaces');
      }
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.interfaces ?? []).forEach(({ _kind: kind, _source: card }, index) => {
        if (kind === 'macvtap') look(guest, guest.guestName, guest.machine, card!, `interfaces[${index}]`);
      });
    }
    for (const container of estate._all(NixosContainer.isNixosContainer)) {
      (container._props.macvlans ?? []).forEach((card, index) =>
        look(container, container.containerName, container.system, card, `macvlans[${index}]`),
      );
    }
  },
};
