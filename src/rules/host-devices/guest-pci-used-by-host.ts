import { IConstruct } from 'constructs';
import { hostInterfaces } from './host-interfaces';
import { ClaimKind } from '../../app/claims';
import { Severity } from '../../app/diagnostics';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest, MicrovmGuest } from '../../guests';
import { Host } from '../../hosts';

export const guestPciUsedByHost: IRule = {
  code: 'GUEST_PCI_USED_BY_HOST',
  severity: Severity.ERROR,
  title: 'The host does not use the PCI devices that it hands to guests',
  reason: 'the device is taken from the host when the guest starts, with the network or disks behind it',
  source: 'libvirt: hostdev managed="yes"; systemd.net-naming-scheme(7); udev: /dev/disk/by-path',
  breaks: `
const cards = new Host(app, 'cards', {
  ...machine,
  hardware: { cpu: CpuVendor.AMD },
  networking: { interfaces: { enp5s0: { addresses: ['10.110.4.1/24'] } } },
});
new LibvirtGuest(cards, 'firewall', { memoryGib: 1, pciDevices: [{ address: '0000:05:00.0' }] });
`,
  holds: `
const cards = new Host(app, 'cards', {
  ...machine,
  hardware: { cpu: CpuVendor.AMD },
  networking: { interfaces: { enp5s0: { addresses: ['10.110.4.1/24'] } } },
});
new LibvirtGuest(cards, 'firewall', { memoryGib: 1, pciDevices: [{ address: '0000:06:00.0' }] });
`,
  check(estate, report) {
    const known = new Map<Host, ReadonlyMap<string, string>>();
    const look = (guest: IConstruct, name: string, machine: Host, address: string, keyPath: string) => {
      let devices = known.get(machine);
      if (!devices) known.set(machine, (devices = devicesOf(estate, machine)));
      const use = devices.get(bare(address));
      if (use === undefined) return;
      report.found(guest, {
        keyPath,
        message: `${name} is given the PCI device ${address}, which ${machine.systemName} uses itself: ${use}`,
        mend: 'give the guest another device, or have the host leave it alone',
        related: [machine],
      });
    };
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      for (const { address } of guest._props.pciDevices ?? []) {
        look(guest, guest.guestName, guest.machine, address, 'pciDevices');
      }
    }
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      (guest._props.pciDevices ?? []).forEach((address, index) =>
        look(guest, guest.guestName, guest.machine, address, `pciDevices[${index}]`),
      );
    }
  },
};

/** The address without the domain 0000: what names of interfaces say. */
function bare(address: string): string {
  return address.toLowerCase().replace(/^0000:/, '');
}

/** The PCI devices that names of interfaces, disks and graphics cards of a host speak of. */
function devicesOf(estate: Estate, machine: Host): ReadonlyMap<string, string> {
  const devices = new Map<string, string>();
  const hex = (decimal: string) => Number(decimal).toString(16).padStart(2, '0');
  for (const [name, option] of estate._table(hostInterfaces)(machine).used) {
    const [, bus, slot, func = '0'] = /^(?:en|wl|ww)p(\d+)s(\d+)(?:f(\d+))?/.exec(name) ?? [];
    if (bus !== undefined) devices.set(`${hex(bus)}:${hex(slot!)}.${func}`, `${name} (${option})`);
  }
  const options = estate.optionsOf(machine);
  const byPath = (path: unknown, what: string) => {
    const found = typeof path === 'string' ? /\/by-path\/pci-(?:0000:)?([0-9a-f]{2}:[0-9a-f]{2}\.\d)/.exec(path) : null;
    if (found) devices.set(found[1]!, what);
  };
  for (const { names, value } of options._at(['fileSystems', '*', 'device'])) byPath(value, `the disk of ${names[0]}`);
  for (const { owner, claim } of estate._table(diskClaims)(machine)) {
    byPath(claim.value, `the disk of ${owner.node.path}`);
  }
  for (const { names, value } of options._at(['hardware', 'nvidia', 'prime', '*'])) {
    const [, bus, slot, func] = typeof value === 'string' ? (/^PCI:(\d+)(?:@\d+)?:(\d+):(\d+)$/.exec(value) ?? []) : [];
    if (bus !== undefined) devices.set(`${hex(bus)}:${hex(slot!)}.${func}`, `hardware.nvidia.prime.${names[0]}`);
  }
  return devices;
}

/** The disks that constructs of a host claim, but for those of its guests. */
function diskClaims(estate: Estate) {
  const byHost = new Map<Host, Estate['_claims'][number][]>();
  for (const entry of estate._claims) {
    if (entry.claim.kind !== ClaimKind.DISK || LibvirtGuest.isLibvirtGuest(entry.owner)) continue;
    const machine = entry.owner.node.scopes.reverse().find(Host.isHost);
    if (machine) byHost.set(machine, [...(byHost.get(machine) ?? []), entry]);
  }
  return (machine: Host) => byHost.get(machine) ?? [];
}
