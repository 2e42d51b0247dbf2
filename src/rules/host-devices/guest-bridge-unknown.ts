import { IConstruct } from 'constructs';
import { hostInterfaces } from './host-interfaces';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest, LibvirtHypervisor, MicrovmGuest } from '../../guests';
import { Host } from '../../hosts';

export const guestBridgeUnknown: IRule = {
  code: 'GUEST_BRIDGE_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The bridges of guests are there on their host',
  reason: 'a guest does not start without its bridge',
  source: 'libvirt: domain interfaces of type bridge; microvm.nix: interfaces of type bridge and tap',
  breaks: `
const unbridged = new Host(app, 'unbridged', { ...machine });
new LibvirtGuest(unbridged, 'printer', { memoryGib: 1, interfaces: [LibvirtInterface.bridge('br0')] });
`,
  holds: `
const unbridged = new Host(app, 'unbridged', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['enp4s0'] } } },
});
new LibvirtGuest(unbridged, 'printer', { memoryGib: 1, interfaces: [LibvirtInterface.bridge('br0')] });
`,
  check(estate, report) {
    const interfaces = estate._table(hostInterfaces);
    const look = (who: IConstruct, machine: Host, bridge: string, keyPath: string, why: string) => {
      if (machine.bridges.includes(bridge)) return;
      const { made, known } = interfaces(machine);
      if (!known || made.has(bridge)) return;
      report.found(who, {
        keyPath,
        message: `${machine.systemName} declares no bridge ${bridge}`,
        why,
        mend: `declare it: networking: { bridges: { '${bridge}': { members: ['…'] } } }`,
        cause: `${machine.node.path} ${bridge}`,
      });
    };
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { interface: each } of guest._spec.interfaces) {
        if (each._kind !== 'bridge' || each._openvswitch) continue;
        look(guest, guest.machine, each._source, 'interfaces', `${guest.guestName} does not start without it`);
      }
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.interfaces ?? []).forEach((each, index) => {
        const { _kind: kind, _source: bridge } = each;
        if (kind === 'macvtap' || bridge === undefined) return;
        const without = kind === 'tap' ? 'has no network' : 'does not start';
        look(guest, guest.machine, bridge, `interfaces[${index}]`, `${guest.guestName} ${without} without it`);
      });
    }
    for (const hypervisor of estate._all(LibvirtHypervisor.isLibvirtHypervisor)) {
      for (const network of hypervisor.networks) {
        if (network._mode !== 'bridge') continue;
        const why = `guests on the network ${network.networkName} do not start without it`;
        look(network, network.machine, network.bridgeName, 'bridgeName', why);
      }
    }
  },
};
