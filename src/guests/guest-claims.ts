import { ClaimKind, Claims } from '../app';
import type { LibvirtGuest } from './guest';
import { LibvirtGraphics } from './guest-enums';
import { formatPciAddress, parsePciAddress } from './passthrough';

/** What only this guest may have. */
export function claimGuest(guest: LibvirtGuest): void {
  const { _props: props, _spec: spec, machine } = guest;
  const claims = Claims.of(guest);
  const within = machine.node.path;
  claims.add({ kind: ClaimKind.UUID, value: guest.uuid, keyPath: 'uuid' });
  claims.add({ kind: ClaimKind.OTHER, what: 'libvirt guest', value: guest.guestName, within, keyPath: 'guestName' });
  for (const { mac, interface: each } of spec.interfaces) {
    claims.add({ kind: ClaimKind.MAC_ADDRESS, value: mac, keyPath: 'interfaces' });
    const { address } = each._props;
    // On a network of libvirt the network claims it; one that the guest's own system sets, that claims.
    if (address === undefined || each._network || saidInside(guest, address)) continue;
    claims.add({ kind: ClaimKind.IP_ADDRESS, value: address, keyPath: 'interfaces' });
  }
  (props.disks ?? []).forEach((disk, i) => {
    const { path, device } = spec.disks[i]!;
    if (path === undefined || device === 'cdrom') return;
    const bare = disk._kind === 'block' && disk._bare && !path.startsWith('/dev/zvol/');
    claims.add(
      bare
        ? { kind: ClaimKind.DISK, value: path, keyPath: 'disks' }
        : { kind: ClaimKind.OTHER, what: 'disk of a guest', value: path, within, keyPath: 'disks' },
    );
  });
  if (props.vsockCid !== undefined) {
    claims.add({ kind: ClaimKind.VSOCK_ID, value: String(props.vsockCid), keyPath: 'vsockCid' });
  }
  if (props.graphics !== LibvirtGraphics.NONE && props.graphicsPort !== undefined) {
    claims.tcpPort(props.graphicsPort, {
      address: props.graphicsListen ?? '127.0.0.1',
      purpose: `screen of ${guest.guestName}`,
    });
  }
  // Guests that are started by hand may take turns with a device.
  if (!guest.autostart) return;
  for (const { address } of props.pciDevices ?? []) {
    const value = formatPciAddress(parsePciAddress(address)!);
    claims.add({ kind: ClaimKind.OTHER, what: 'PCI device', value, within, keyPath: 'pciDevices' });
  }
  for (const { id } of props.usbDevices ?? []) {
    claims.add({ kind: ClaimKind.OTHER, what: 'USB device', value: id.toLowerCase(), within, keyPath: 'usbDevices' });
  }
}

function saidInside({ _props: props }: LibvirtGuest, address: string): boolean {
  const interfaces = Object.values(props.host?.networking?.interfaces ?? {});
  return interfaces.some((each) => (each.addresses ?? []).some((given) => given.split('/')[0] === address));
}
