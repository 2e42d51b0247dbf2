import { DiskSpec, DomainSpec, InterfaceSpec } from './domain-spec';
import { LibvirtPciDevice, LibvirtShare, LibvirtUsbDevice } from './guest-devices';
import { LibvirtGraphics, LibvirtVideo } from './guest-enums';
import { LibvirtInterfaceModel } from './interface';
import { parsePciAddress, shareTag } from './passthrough';
import { element, textElement, XmlElement, XmlNode } from './xml';

/** What stands in `<devices>`. See https://libvirt.org/formatdomain.html#devices. */
export function deviceElements(spec: DomainSpec): (XmlNode | undefined)[] {
  const { props } = spec;
  const graphics = props.graphics ?? LibvirtGraphics.SPICE;
  const spice = graphics === LibvirtGraphics.SPICE;
  return [
    // A path that stays when QEMU is upgraded: that of the store would be gone after a garbage collection.
    textElement('emulator', `/run/libvirt/nix-emulators/qemu-system-${spec.architecture}`),
    ...spec.disks.map(disk),
    ...(props.shares ?? []).map(share),
    spec.disks.some(({ bus }) => bus === 'scsi')
      ? element('controller', { type: 'scsi', model: 'virtio-scsi' })
      : undefined,
    element('controller', { type: 'usb', model: 'qemu-xhci', ports: 15 }),
    element('controller', { type: 'virtio-serial' }),
    ...spec.interfaces.map(networkInterface),
    ...((props.serialConsole ?? true) ? serial(spec) : []),
    (props.guestAgent ?? true) ? agentChannel() : undefined,
    spice ? spiceChannel() : undefined,
    props.tpm ? tpm(spec) : undefined,
    ...(graphics === LibvirtGraphics.NONE ? [] : screen(spec, graphics)),
    ...(props.pciDevices ?? []).map(pciDevice),
    ...(props.usbDevices ?? []).map(usbDevice),
    props.watchdog !== undefined ? element('watchdog', { model: 'i6300esb', action: props.watchdog }) : undefined,
    memoryBalloon(spec),
    (props.rng ?? true) ? rng() : undefined,
    props.vsockCid !== undefined ? vsock(props.vsockCid) : undefined,
  ];
}

function boot(order: number | undefined): XmlElement | undefined {
  return order === undefined ? undefined : element('boot', { order });
}

function disk(spec: DiskSpec): XmlElement {
  const source =
    spec.path === undefined
      ? undefined
      : element('source', spec.type === 'file' ? { file: spec.path } : { dev: spec.path });
  return element('disk', { type: spec.type, device: spec.device }, [
    element('driver', {
      name: 'qemu',
      type: spec.format,
      cache: spec.cache,
      io: spec.io,
      discard: spec.discard ? 'unmap' : undefined,
      iothread: spec.ioThread,
    }),
    source,
    element('target', { dev: spec.target, bus: spec.bus }),
    spec.readOnly ? element('readonly') : undefined,
    spec.serial !== undefined ? textElement('serial', spec.serial) : undefined,
    boot(spec.bootOrder),
  ]);
}

function share(given: LibvirtShare): XmlElement {
  return element('filesystem', { type: 'mount', accessmode: 'passthrough' }, [
    element('driver', { type: 'virtiofs' }),
    element('source', { dir: given.source }),
    element('target', { dir: shareTag(given) }),
    given.readOnly ? element('readonly') : undefined,
  ]);
}

function networkInterface({ interface: given, mac }: InterfaceSpec): XmlElement {
  const { model, mtu, queues, bootOrder } = given._props;
  const source =
    given._kind === 'direct'
      ? { dev: given._source, mode: given._mode }
      : given._kind === 'bridge'
        ? { bridge: given._source }
        : { network: given._source };
  return element('interface', { type: given._kind }, [
    element('mac', { address: mac }),
    element('source', source),
    given._openvswitch ? element('virtualport', { type: 'openvswitch' }) : undefined,
    element('model', { type: model ?? LibvirtInterfaceModel.VIRTIO }),
    queues !== undefined ? element('driver', { name: 'vhost', queues }) : undefined,
    mtu !== undefined ? element('mtu', { size: mtu }) : undefined,
    boot(bootOrder),
  ]);
}

function serial(spec: DomainSpec): XmlElement[] {
  const x86 = spec.architecture === 'x86_64';
  const [type, model] = x86 ? ['isa-serial', 'isa-serial'] : ['system-serial', 'pl011'];
  return [
    element('serial', { type: 'pty' }, [element('target', { type, port: 0 }, [element('model', { name: model })])]),
    element('console', { type: 'pty' }, [element('target', { type: 'serial', port: 0 })]),
  ];
}

function agentChannel(): XmlElement {
  return element('channel', { type: 'unix' }, [element('target', { type: 'virtio', name: 'org.qemu.guest_agent.0' })]);
}

function spiceChannel(): XmlElement {
  return element('channel', { type: 'spicevmc' }, [element('target', { type: 'virtio', name: 'com.redhat.spice.0' })]);
}

function tpm(spec: DomainSpec): XmlElement {
  return element('tpm', { model: spec.architecture === 'x86_64' ? 'tpm-crb' : 'tpm-tis' }, [
    element('backend', { type: 'emulator', version: '2.0' }),
  ]);
}

/** The screen, and what stands before it: a tablet keeps the pointers of guest and viewer together. */
function screen({ props, architecture }: DomainSpec, graphics: LibvirtGraphics): XmlElement[] {
  const address = props.graphicsListen ?? '127.0.0.1';
  const port = props.graphicsPort;
  const x86 = architecture === 'x86_64';
  return [
    element('input', { type: 'tablet', bus: 'usb' }),
    ...(x86 ? [] : [element('input', { type: 'keyboard', bus: 'usb' })]),
    element('graphics', { type: graphics, port, autoport: port === undefined }, [
      element('listen', { type: 'address', address }),
    ]),
    element('video', {}, [element('model', { type: props.video ?? LibvirtVideo.VIRTIO, heads: 1, primary: true })]),
  ];
}

function pciDevice(device: LibvirtPciDevice): XmlElement {
  const { domain, bus, slot, func } = parsePciAddress(device.address)!;
  return element('hostdev', { mode: 'subsystem', type: 'pci', managed: true }, [
    element('source', {}, [
      element('address', { domain: `0x${domain}`, bus: `0x${bus}`, slot: `0x${slot}`, function: `0x${func}` }),
    ]),
    device.romFile !== undefined ? element('rom', { file: device.romFile }) : undefined,
    boot(device.bootOrder),
  ]);
}

function usbDevice(device: LibvirtUsbDevice): XmlElement {
  const [vendor, product] = device.id.toLowerCase().split(':');
  return element('hostdev', { mode: 'subsystem', type: 'usb', managed: true }, [
    element('source', { startupPolicy: device.required ? undefined : 'optional' }, [
      element('vendor', { id: `0x${vendor}` }),
      element('product', { id: `0x${product}` }),
    ]),
  ]);
}

function memoryBalloon({ props }: DomainSpec): XmlElement {
  const fixed = props.hugepages !== undefined || (props.pciDevices ?? []).length > 0;
  if (!(props.balloon ?? !fixed)) return element('memballoon', { model: 'none' });
  return element('memballoon', { model: 'virtio' }, [element('stats', { period: 10 })]);
}

function rng(): XmlElement {
  return element('rng', { model: 'virtio' }, [element('backend', { model: 'random' }, ['/dev/urandom'])]);
}

function vsock(address: number): XmlElement {
  return element('vsock', { model: 'virtio' }, [element('cid', { auto: false, address })]);
}
