import { guestWith, NIXOS } from './support';
import {
  LibvirtCpuMode,
  LibvirtDisk,
  LibvirtDiskBus,
  LibvirtDiskIo,
  LibvirtFirmware,
  LibvirtGraphics,
  LibvirtGuest,
  LibvirtGuestProps,
  LibvirtHugepages,
  LibvirtHypervisor,
  LibvirtInterface,
  LibvirtInterfaceModel,
  LibvirtNetwork,
  LibvirtSecureBoot,
} from '../../src/guests';
import { CpuVendor, WslHost } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { appWith, hostOf } from '../support/small-estate';

type Case = [code: string, keyPath: string, props: Partial<LibvirtGuestProps>];
const pci = { address: '0000:01:00.0' };

const CASES: Case[] = [
  ['GUEST_NAME', 'guestName', { guestName: 'a b' }],
  ['GUEST_NAME', 'guestName', { guestName: '-a' }],
  ['GUEST_UUID', 'uuid', { uuid: '1234' }],
  ['GUEST_ARCHITECTURE', 'architecture', { architecture: 'riscv64' }],
  ['GUEST_ARCHITECTURE', 'architecture', { architecture: 'aarch64', host: { ...NIXOS, platform: 'x86_64-linux' } }],
  ['GUEST_MEMORY', 'memoryGib', { memoryGib: undefined }],
  ['GUEST_MEMORY', 'memoryGib', { memoryMib: 2048 }],
  ['GUEST_MEMORY', 'memoryGib', { memoryGib: 0 }],
  ['GUEST_MEMORY', 'memoryGib', { memoryGib: 0.0001 }],
  ['GUEST_MEMORY', 'currentMemoryMib', { currentMemoryMib: 4096 }],
  ['GUEST_BALLOON', 'balloon', { balloon: true, pciDevices: [pci] }],
  ['GUEST_BALLOON', 'currentMemoryMib', { currentMemoryMib: 1024, pciDevices: [pci] }],
  ['GUEST_HUGEPAGES', 'hugepages', { memoryGib: 2.5, hugepages: LibvirtHugepages.GIB_1 }],
  ['GUEST_VCPUS', 'vcpus', { vcpus: 0 }],
  ['GUEST_VCPUS', 'vcpus', { vcpus: 1.5 }],
  ['GUEST_TOPOLOGY', 'cpuTopology.cores', { cpuTopology: { cores: -2, threads: -2 } }],
  ['GUEST_TOPOLOGY', 'cpuTopology', { vcpus: 6, cpuTopology: { cores: 4, threads: 2 } }],
  ['GUEST_CPU', 'cpuModel', { cpuMode: LibvirtCpuMode.CUSTOM }],
  ['GUEST_CPU', 'cpuModel', { cpuMode: LibvirtCpuMode.HOST_MODEL, cpuModel: 'EPYC' }],
  ['GUEST_CPU', 'cpuModel', { cpuModel: 'EPYC' }],
  ['GUEST_CPU', 'cpuFeatures.svm', { cpuFeatures: { svm: 'on' } }],
  [
    'GUEST_NESTED',
    'nestedVirtualisation',
    { nestedVirtualisation: true, cpuMode: LibvirtCpuMode.CUSTOM, cpuModel: 'EPYC' },
  ],
  ['GUEST_PINS', 'vcpuPins', { vcpus: 2, vcpuPins: ['0'] }],
  ['GUEST_PINS', 'vcpuPins[1]', { vcpus: 2, vcpuPins: ['0', 'x'] }],
  ['GUEST_PINS', 'vcpuPins[0]', { vcpus: 1, vcpuPins: ['3-1'] }],
  ['GUEST_PINS', 'vcpuPins[1]', { vcpus: 2, vcpuPins: ['0', '16'] }],
  ['GUEST_PINS', 'emulatorPins', { emulatorPins: '12-20' }],
  ['GUEST_PINS', 'emulatorPins', { emulatorPins: '1,^1' }],
  ['GUEST_IO_THREADS', 'ioThreads', { ioThreads: -1 }],
  ['GUEST_MACHINE', 'machine', { machine: 'q35 -S' }],
  ['GUEST_FIRMWARE', 'firmware', { architecture: 'aarch64', firmware: LibvirtFirmware.BIOS }],
  ['GUEST_SECURE_BOOT', 'secureBoot', { firmware: LibvirtFirmware.BIOS, secureBoot: LibvirtSecureBoot.SETUP_MODE }],
  ['GUEST_SECURE_BOOT', 'secureBoot', { machine: 'pc', secureBoot: LibvirtSecureBoot.MICROSOFT_KEYS }],
  ['GUEST_SECURE_BOOT', 'secureBoot', { architecture: 'aarch64', secureBoot: LibvirtSecureBoot.SETUP_MODE }],
  [
    'GUEST_BOOT_ORDER',
    'disks',
    { disks: [LibvirtDisk.cdrom(undefined, { bootOrder: 1 }), LibvirtDisk.image({ bootOrder: 1 })] },
  ],
  ['GUEST_PCI', 'pciDevices', { pciDevices: [{ address: '1:0' }] }],
  ['GUEST_PCI', 'pciDevices', { pciDevices: [pci, { address: '01:00.0' }] }],
  ['GUEST_PCI', 'pciDevices', { pciDevices: [{ ...pci, id: '10de' }] }],
  ['GUEST_PCI', 'pciDevices', { pciDevices: [{ ...pci, romFile: 'x.rom' }] }],
  ['GUEST_PCI', 'pciDevices', { pciDevices: [{ ...pci, bootOrder: 0 }] }],
  ['GUEST_USB', 'usbDevices', { usbDevices: [{ id: 'usb' }] }],
  ['GUEST_USB', 'usbDevices', { usbDevices: [{ id: '1a86:55d4' }, { id: '1A86:55D4' }] }],
  ['GUEST_VSOCK', 'vsockCid', { vsockCid: 2 }],
  ['GUEST_SHARE', 'shares', { shares: [{ source: 'media' }] }],
  ['GUEST_SHARE', 'shares', { shares: [{ source: '/', tag: '' }] }],
  ['GUEST_SHARE', 'shares', { shares: [{ source: '/a/x' }, { source: '/b/x' }] }],
  ['GUEST_SHARE', 'shares', { shares: [{ source: '/a', mountPoint: '/b' }] }],
  ['GUEST_SHARE', 'shares', { host: NIXOS, shares: [{ source: '/a', mountPoint: 'b' }] }],
  ['GUEST_GRAPHICS', 'graphics', { graphics: LibvirtGraphics.NONE, graphicsPort: 5900 }],
  ['GUEST_GRAPHICS', 'graphicsListen', { graphicsListen: 'localhost' }],
  ['GUEST_GRAPHICS', 'graphicsPort', { graphicsPort: 80 }],
  ['GUEST_TIMEOUT', 'shutdownTimeoutSeconds', { shutdownTimeoutSeconds: 0 }],
  ['GUEST_IMAGE', 'image', { image: true }],
  ['GUEST_IMAGE', 'disks', { disks: [LibvirtDisk.image({ sizeGib: 1, fromGuestImage: true })] }],
  ['GUEST_XML', 'extraXml.devices', { extraXml: { devices: '<sound>' } }],
  ['GUEST_XML_PATH', 'extraXml.a b', { extraXml: { 'a b': '<c/>' } }],
  ['GUEST_XML_SECRET', 'extraXml.devices', { extraXml: { devices: '<x><graphics type="vnc" passwd="secret"/></x>' } }],
];

describe('a guest is refused', () => {
  test.each(CASES)('%s %s %#', (code, keyPath, props) => {
    expect(() => guestWith(props, { threads: 16 })).toThrow(
      expect.objectContaining({ code, keyPath, path: 'server/vm', mend: expect.stringMatching(/./) }),
    );
  });

  test('every case would be taken without what is refused', () => {
    expect(() => guestWith({}, { threads: 16 })).not.toThrow();
  });

  test('on WSL', () => {
    const wsl = new WslHost(appWith(), 'wsl', {
      stateVersion: '25.11',
      users: { me: { admin: true } },
      defaultUser: 'me',
    });
    expect(() => new LibvirtGuest(wsl, 'vm', { memoryGib: 1 })).toThrow(/LIBVIRT_ON_WSL.*\n.*at wsl/);
  });

  test('on a network of another host', () => {
    const app = appWith();
    const network = new LibvirtNetwork(hostOf(app, 'a'), 'lab', { subnet: '10.1.2.0/24' });
    const interfaces = [LibvirtInterface.network(network)];
    expect(() => new LibvirtGuest(hostOf(app, 'b'), 'vm', { memoryGib: 1, interfaces })).toThrow(
      /GUEST_NETWORK_ELSEWHERE/,
    );
  });

  test('a name that two guests of one host have, an address, a MAC, a UUID and a disk', () => {
    const app = appWith();
    const host = hostOf(app);
    const same = {
      memoryGib: 1,
      guestName: 'same',
      uuid: '602fa4b4-64d5-5ea0-9f07-a7637b271a0b',
      vsockCid: 3,
      usbDevices: [{ id: '1a86:55d4' }],
      pciDevices: [pci],
      graphicsPort: 5900,
    };
    const disks = [LibvirtDisk.block('/dev/disk/by-id/x'), LibvirtDisk.image({ fileName: 'x.img' })];
    const interfaces = [LibvirtInterface.bridge('br0', { macAddress: '52:54:00:00:00:01', address: '10.0.0.9' })];
    new LibvirtGuest(host, 'a', { ...same, disks, interfaces });
    new LibvirtGuest(host, 'b', { ...same, disks, interfaces });
    const found = app.check().filter(({ path, code }) => path === 'server/b' && code.endsWith('_TAKEN'));
    expect(found.map(({ code }) => code).sort()).toEqual([
      'DISK_OF_A_GUEST_TAKEN',
      'DISK_TAKEN',
      'IP_ADDRESS_TAKEN',
      'LIBVIRT_GUEST_TAKEN',
      'MAC_ADDRESS_TAKEN',
      'PCI_DEVICE_TAKEN',
      'TCP_PORT_TAKEN',
      'USB_DEVICE_TAKEN',
      'UUID_TAKEN',
      'VSOCK_ID_TAKEN',
    ]);
  });

  test('devices may be shared by guests that are started by hand', () => {
    const app = appWith();
    const host = hostOf(app, 'server', { hardware: { cpu: CpuVendor.AMD } });
    new LibvirtGuest(host, 'a', { memoryGib: 1, pciDevices: [pci] });
    new LibvirtGuest(host, 'b', { memoryGib: 1, pciDevices: [pci], autostart: false });
    expect(app.check()).toEqual([]);
  });

  test('what a guest without a system or an address cannot give', () => {
    const guest = guestWith();
    expect(() => guest.host).toThrow(/GUEST_NO_HOST/);
    expect(() => guest.image).toThrow(/GUEST_NO_HOST/);
    expect(() => guest.address).toThrow(/GUEST_NO_ADDRESS/);
    expect(() => guest.endpoint(80)).toThrow(/GUEST_NO_ADDRESS/);
    expect(() => guest.macAddress(0)).toThrow(/GUEST_NO_INTERFACE/);
  });
});

describe('a disk is refused', () => {
  const refused: [string, string, () => unknown][] = [
    ['two sizes', 'sizeMib', () => LibvirtDisk.image({ sizeGib: 1, sizeMib: 1 })],
    ['no size above 0', 'sizeGib', () => LibvirtDisk.image({ sizeGib: 0 })],
    ['a relative folder', 'directory', () => LibvirtDisk.image({ directory: 'images' })],
    ['a folder that leads up', 'directory', () => LibvirtDisk.image({ directory: '/a/../b' })],
    ['a file name with a folder', 'fileName', () => LibvirtDisk.image({ fileName: 'a/b' })],
    ['one to be made without a size', 'create', () => LibvirtDisk.image({ create: true })],
    ['one to be copied and not made', 'create', () => LibvirtDisk.image({ create: false, from: '/x' })],
    ['two sources', 'from', () => LibvirtDisk.image({ sizeGib: 1, from: '/x', fromGuestImage: true })],
    ['a relative source', 'from', () => LibvirtDisk.image({ sizeGib: 1, from: 'x' })],
    ['a device without a path', 'device', () => LibvirtDisk.block({})],
    ['a relative device', 'device', () => LibvirtDisk.block('sda')],
    ['a relative ISO', 'iso', () => LibvirtDisk.cdrom('x.iso')],
    ['an ISO that is no path', 'iso', () => LibvirtDisk.cdrom(7)],
    ['a CD on virtio', 'bus', () => LibvirtDisk.cdrom('/x.iso', { bus: LibvirtDiskBus.VIRTIO })],
    ['native input and output through the cache', 'io', () => LibvirtDisk.image({ io: LibvirtDiskIo.NATIVE })],
    ['a serial number', 'serial', () => LibvirtDisk.image({ serial: 'x'.repeat(21) })],
    ['a place in the boot order', 'bootOrder', () => LibvirtDisk.image({ bootOrder: 0 })],
  ];
  test.each(refused)('%s', (_what, key, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'GUEST_DISK', keyPath: `disks.${key}` }));
  });

  test('but not an Expr as an ISO', () => {
    expect(() => LibvirtDisk.cdrom(Nix.pkg('virtio-win').attr('src'))).not.toThrow();
  });
});

describe('an interface is refused', () => {
  const refused: [string, string, () => unknown][] = [
    ['a device name', 'device', () => LibvirtInterface.macvtap('a-very-long-name')],
    ['a bridge name', 'bridge', () => LibvirtInterface.bridge('br 0')],
    ['a network name', 'network', () => LibvirtInterface.namedNetwork('')],
    ['a MAC address', 'macAddress', () => LibvirtInterface.bridge('br0', { macAddress: '52:54' })],
    [
      'a multicast MAC address',
      'macAddress',
      () => LibvirtInterface.bridge('br0', { macAddress: '53:54:00:00:00:01' }),
    ],
    ['an address with a prefix', 'address', () => LibvirtInterface.bridge('br0', { address: '10.0.0.1/24' })],
    ['a packet size', 'mtu', () => LibvirtInterface.bridge('br0', { mtu: 10 })],
    ['a packet size on macvtap', 'mtu', () => LibvirtInterface.macvtap('enp4s0', { mtu: 9000 })],
    ['a number of queues', 'queues', () => LibvirtInterface.bridge('br0', { queues: 0 })],
    [
      'queues of a card that has one',
      'queues',
      () => LibvirtInterface.bridge('br0', { queues: 2, model: LibvirtInterfaceModel.E1000E }),
    ],
    ['a place in the boot order', 'bootOrder', () => LibvirtInterface.bridge('br0', { bootOrder: 1.5 })],
  ];
  test.each(refused)('%s', (_what, key, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'GUEST_INTERFACE', keyPath: `interfaces.${key}` }));
  });
});

describe('a hypervisor is refused', () => {
  test('twice on a host, and after a guest', () => {
    const host = hostOf(appWith());
    new LibvirtGuest(host, 'vm', { memoryGib: 1 });
    expect(() => new LibvirtHypervisor(host, 'again')).toThrow(/LIBVIRT_TWICE.*server\/libvirt/);
  });

  test('as NixVirt on another platform', () => {
    const host = hostOf(appWith(), 'server', { platform: 'aarch64-linux' });
    expect(() => new LibvirtHypervisor(host, 'libvirt', { manageAll: true })).toThrow(/LIBVIRT_MANAGE_ALL/);
  });

  test.each(['parallelShutdown', 'shutdownTimeoutSeconds', 'reservedMemoryMib'])('with %s below 0', (key) => {
    expect(() => new LibvirtHypervisor(hostOf(appWith()), 'libvirt', { [key]: -1 })).toThrow(
      expect.objectContaining({ code: 'LIBVIRT_NUMBER', keyPath: key }),
    );
  });
});
