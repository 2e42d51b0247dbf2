import { IConstruct } from 'constructs';
import { ClaimKind } from '../../app/claims';
import { Severity } from '../../app/diagnostics';
import { canonicalAddress } from '../../app/ip';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { System } from '../../app/system';
import { Host } from '../../hosts';
import { LibvirtGuest } from '../guest';
import { MicrovmGuest } from '../microvm-guest';

export const guestListensElsewhere: IRule = {
  code: 'GUEST_LISTENS_ELSEWHERE',
  severity: Severity.WARNING,
  title: 'What a host serves for its guests, it serves on an address of its own',
  reason: 'QEMU cannot listen on an address that the host does not have: the guest does not start',
  source: 'bind(2): EADDRNOTAVAIL; libvirt: graphics listen; microvm.nix: forwardPorts',
  breaks: `
const at = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const stage = new Host(app, 'stage', { ...machine, ...at('10.110.8.2/24') });
new Host(app, 'audience', { ...machine, ...at('10.110.8.3/24') });
new MicrovmGuest(stage, 'concert', {
  interfaces: [MicrovmInterface.user()],
  forwardPorts: [{ hostPort: 8080, hostAddress: '10.110.8.3' }],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const at = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const stage = new Host(app, 'stage', { ...machine, ...at('10.110.8.2/24') });
new Host(app, 'audience', { ...machine, ...at('10.110.8.3/24') });
new MicrovmGuest(stage, 'concert', {
  interfaces: [MicrovmInterface.user()],
  forwardPorts: [{ hostPort: 8080, hostAddress: '10.110.8.2' }],
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    const owners = estate._table(addressOwners);
    const look = (guest: IConstruct, name: string, machine: Host, address: string | undefined, keyPath: string) => {
      const owner = address === undefined ? undefined : owners.get(canonicalAddress(address));
      if (!owner || owner === machine) return;
      report.found(guest, {
        keyPath,
        message: `${name} is to be reached at ${address} of ${machine.systemName}, which is the address of ${owner.node.path}`,
        mend: `give an address of ${machine.systemName}`,
        related: [owner],
      });
    };
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      look(guest, guest.guestName, guest.machine, guest._props.graphicsListen, 'graphicsListen');
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.forwardPorts ?? []).forEach(({ from, hostAddress }, index) => {
        if (from === 'guest') return;
        look(guest, guest.guestName, guest.machine, hostAddress, `forwardPorts[${index}].hostAddress`);
      });
    }
  },
};

/** Who has the addresses of the estate's networks: a System, or a guest of libvirt. */
function addressOwners(estate: Estate): ReadonlyMap<string, IConstruct> {
  const owners = new Map<string, IConstruct>();
  for (const { claim, owner } of estate._claims) {
    if (claim.kind !== ClaimKind.IP_ADDRESS || claim.within !== undefined) continue;
    const who = LibvirtGuest.isLibvirtGuest(owner) ? owner : System.find(owner);
    if (who) owners.set(canonicalAddress(claim.value), who);
  }
  return owners;
}
