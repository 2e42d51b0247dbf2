import { MicrovmForwardFrom } from './microvm-enums';
import type { MicrovmGuest } from './microvm-guest';
import { MicrovmPortForward } from './microvm-props';
import { hypervisorOf, interfacesOf, sharesOf, volumeSize } from './microvm-spec';
import { formatPciAddress, parsePciAddress } from './passthrough';
import { filled } from '../app/compact';

/** What the guest's own system sets: the same for its host and for the runner. */
export function microvmOptions(guest: MicrovmGuest): Record<string, any> {
  const { _props: props } = guest;
  return {
    microvm: filled({
      hypervisor: hypervisorOf(props),
      vcpu: guest.vcpus,
      mem: guest.memoryMib,
      balloon: props.balloon ? true : undefined,
      writableStoreOverlay: props.writableStoreOverlay,
      interfaces: interfacesOf(guest).map(({ interface: each, id, mac }) =>
        filled({
          type: each._kind,
          id,
          mac,
          bridge: each._kind === 'bridge' ? each._source : undefined,
          macvtap: each._kind === 'macvtap' ? { link: each._source, mode: each._mode } : undefined,
          tap: each._vhost ? { vhost: true } : undefined,
        }),
      ),
      forwardPorts: props.forwardPorts?.map(forward),
      volumes: props.volumes?.map((volume) =>
        filled({
          image: volume.image,
          mountPoint: volume.mountPoint ?? null,
          size: volumeSize(volume),
          fsType: volume.fsType === 'ext4' ? undefined : volume.fsType,
          autoCreate: volume.autoCreate === false ? false : undefined,
          label: volume.label,
          readOnly: volume.readOnly ? true : undefined,
          direct: volume.direct ? true : undefined,
          serial: volume.serial,
          imageType: volume.imageType,
        }),
      ),
      shares: sharesOf(props).map(({ share, source, tag, protocol }) =>
        filled({
          tag,
          source,
          mountPoint: share.mountPoint,
          proto: protocol,
          readOnly: share.readOnly ? true : undefined,
          cache: share.cache,
        }),
      ),
      devices: [
        ...(props.pciDevices ?? []).map((address) => ({
          bus: 'pci',
          path: formatPciAddress(parsePciAddress(address)!),
        })),
        ...(props.usbDevices ?? []).map((id) => {
          const [vendor, product] = id.toLowerCase().split(':');
          return { bus: 'usb', path: `vendorid=0x${vendor},productid=0x${product}` };
        }),
      ],
      vsock: props.vsockCid === undefined ? undefined : { cid: props.vsockCid },
    }),
  };
}

function forward(given: MicrovmPortForward): Record<string, any> {
  const { from, protocol, hostAddress, hostPort, guestAddress, guestPort = hostPort } = given;
  return filled({
    from: from === MicrovmForwardFrom.GUEST ? from : undefined,
    proto: protocol === 'udp' ? 'udp' : undefined,
    host: filled({ address: hostAddress, port: hostPort }),
    guest: filled({ address: guestAddress, port: guestPort }),
  });
}
