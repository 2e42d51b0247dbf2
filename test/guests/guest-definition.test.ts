import { spawnSync } from 'child_process';
import { join } from 'path';
import { definitionOf, guestWith, has, NIXOS, renderTo, xmlProblem } from './support';
import { App, FlakeOutput, SharedModule } from '../../src/app';
import {
  LibvirtCpuMode,
  LibvirtCrashAction,
  LibvirtDisk,
  LibvirtDiskBus,
  LibvirtDiskCache,
  LibvirtDiskIo,
  LibvirtFirmware,
  LibvirtGraphics,
  LibvirtGuest,
  LibvirtGuestOs,
  LibvirtGuestProps,
  LibvirtHugepages,
  LibvirtImageFormat,
  LibvirtInterface,
  LibvirtInterfaceModel,
  LibvirtMacvtapMode,
  LibvirtSecureBoot,
  LibvirtVideo,
  LibvirtWatchdogAction,
} from '../../src/guests';
import { CpuVendor } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { ZfsPool } from '../../src/storage';
import { nixParses } from '../support/nix';
import { appWith, codes, hostOf } from '../support/small-estate';

const WINDOWS: Partial<LibvirtGuestProps> = {
  description: 'a <rich> & "odd" one',
  memoryGib: 8,
  currentMemoryMib: 8192,
  hugepages: LibvirtHugepages.GIB_1,
  cpuTopology: { cores: 2, threads: 2 },
  vcpuPins: ['0', '8', '1', '8-9'],
  emulatorPins: '0-3,^1',
  ioThreads: 2,
  cpuFeatures: { svm: 'disable' },
  guestOs: LibvirtGuestOs.WINDOWS,
  machine: 'pc-q35-9.2',
  secureBoot: LibvirtSecureBoot.MICROSOFT_KEYS,
  tpm: true,
  disks: [
    LibvirtDisk.image({ sizeGib: 64, cache: LibvirtDiskCache.NONE, io: LibvirtDiskIo.NATIVE, serial: 'system' }),
    LibvirtDisk.image({ directory: '/tank/vm', format: LibvirtImageFormat.RAW, bus: LibvirtDiskBus.SCSI }),
    LibvirtDisk.block({ devicePath: '/dev/zvol/tank/games' }, { discard: false }),
    LibvirtDisk.cdrom(Nix.pkg('virtio-win').attr('src')),
    LibvirtDisk.cdrom(),
  ],
  interfaces: [
    LibvirtInterface.macvtap('enp4s0', { mode: LibvirtMacvtapMode.PRIVATE }),
    LibvirtInterface.bridge('br0', { queues: 4, mtu: 9000, macAddress: '52:54:00:AB:CD:EF' }),
    LibvirtInterface.bridge('ovs0', { openvswitch: true, model: LibvirtInterfaceModel.E1000E }),
    LibvirtInterface.namedNetwork('default'),
  ],
  pciDevices: [{ address: '0000:01:00.0', id: '10DE:2684', romFile: '/var/rom' }, { address: '01:00.1' }],
  usbDevices: [{ id: '1a86:55D4' }, { id: '1a86:55d5', required: true }],
  shares: [
    { source: '/tank/media', readOnly: true },
    { source: '/srv/x', tag: 'y' },
  ],
  graphics: LibvirtGraphics.VNC,
  graphicsPort: 5910,
  graphicsListen: '10.0.0.1',
  video: LibvirtVideo.QXL,
  watchdog: LibvirtWatchdogAction.RESET,
  vsockCid: 5,
  extraXml: {
    devices: '<sound model="ich9"><!-- hi --></sound>',
    'features/kvm': '<hidden state="on"/>',
    domain: '<title>A &amp; B</title>',
  },
};

const BARE: Partial<LibvirtGuestProps> = {
  graphics: LibvirtGraphics.NONE,
  serialConsole: false,
  guestAgent: false,
  rng: false,
  balloon: false,
};

const SHAPES: Record<string, Partial<LibvirtGuestProps>> = {
  usual: { vcpus: 4, disks: [LibvirtDisk.image({ sizeGib: 20 })], interfaces: [LibvirtInterface.macvtap('enp4s0')] },
  windows: WINDOWS,
  bare: BARE,
  setup: { secureBoot: LibvirtSecureBoot.SETUP_MODE, cpuMode: LibvirtCpuMode.CUSTOM, cpuModel: 'EPYC-Milan' },
  bios: { firmware: LibvirtFirmware.BIOS, cpuMode: LibvirtCpuMode.HOST_MODEL, onCrash: LibvirtCrashAction.RESTART },
  arm: { architecture: 'aarch64', tpm: true, disks: [LibvirtDisk.cdrom('/iso/a b.iso')] },
  shared: { shares: [{ source: '/tank/media', mountPoint: '/mnt/media', readOnly: true }], host: NIXOS },
};

describe('a definition', () => {
  test('of the usual guest', () => {
    expect(definitionOf(guestWith(SHAPES.usual))).toMatchSnapshot();
  });

  test('of a guest with everything', () => {
    expect(definitionOf(guestWith(WINDOWS, { hardware: { cpu: CpuVendor.AMD } }))).toMatchSnapshot();
  });

  test('of a guest with nothing', () => {
    expect(definitionOf(guestWith(BARE))).toMatchSnapshot();
  });

  test('of another architecture than the host is emulated, with the devices that it has', () => {
    const xml = definitionOf(guestWith(SHAPES.arm));
    expect(xml).toContain("<domain type='qemu'>");
    expect(xml).toContain("<type arch='aarch64' machine='virt'>hvm</type>");
    expect(xml).toContain("<cpu mode='maximum'");
    expect(xml).toContain("<target dev='sda' bus='scsi'/>");
    expect(xml).toContain("<model name='pl011'/>");
    expect(xml).toContain("<tpm model='tpm-tis'>");
    expect(xml).not.toContain('<apic/>');
  });

  test('names the machine, the firmware and the processor that were asked for', () => {
    const setup = definitionOf(guestWith(SHAPES.setup));
    expect(setup).toContain("<feature enabled='no' name='enrolled-keys'/>");
    expect(setup).toContain("<feature enabled='yes' name='secure-boot'/>");
    expect(setup).toContain("<smm state='on'/>");
    expect(setup).toContain("<model fallback='forbid'>EPYC-Milan</model>");
    const bios = definitionOf(guestWith(SHAPES.bios));
    expect(bios).toContain("<os>\n    <type arch='x86_64' machine='q35'>hvm</type>\n  </os>");
    expect(bios).toContain("<cpu mode='host-model'");
    expect(bios).toContain('<on_crash>restart</on_crash>');
  });

  test('boots in the order that is given, and then by nothing else', () => {
    const disks = [LibvirtDisk.image(), LibvirtDisk.cdrom('/x.iso', { bootOrder: 1 })];
    const interfaces = [LibvirtInterface.bridge('br0', { bootOrder: 2 })];
    const orders = [...definitionOf(guestWith({ disks, interfaces })).matchAll(/<boot order='(\d)'\/>/g)].map(
      (m) => m[1],
    );
    expect(orders).toEqual(['1', '2']);
    const usual = definitionOf(guestWith({ disks: [LibvirtDisk.cdrom('/x.iso'), LibvirtDisk.image()] }));
    expect([...usual.matchAll(/<boot order='(\d)'\/>/g)].map((m) => m[1])).toEqual(['2', '1']);
  });

  test('names the volume of a pool by its device, which one guest alone may have', () => {
    const app = appWith();
    const host = hostOf(app);
    const disks = [LibvirtDisk.block(new ZfsPool(host, 'tank').addZvol('vm', { size: '40G' }))];
    const guest = new LibvirtGuest(host, 'a', { memoryGib: 1, disks });
    expect(definitionOf(guest)).toContain("<source dev='/dev/zvol/tank/vm'/>");
    new LibvirtGuest(host, 'b', { memoryGib: 1, disks });
    expect(codes(app.check())).toContain('error DISK_OF_A_GUEST_TAKEN');
  });

  test('deals out more targets than there are letters', () => {
    const disks = Array.from({ length: 28 }, (_, i) => LibvirtDisk.image({ fileName: `${i}.qcow2` }));
    const targets = [...definitionOf(guestWith({ disks })).matchAll(/<target dev='(\w+)'/g)].map((m) => m[1]);
    expect([targets[0], targets[25], targets[26], targets[27]]).toEqual(['vda', 'vdz', 'vdaa', 'vdab']);
  });

  test('keeps UUID and MAC addresses where the rest of the estate changes', () => {
    const one = guestWith({ interfaces: [LibvirtInterface.bridge('br0'), LibvirtInterface.bridge('br1')] });
    const two = guestWith({
      memoryGib: 9,
      interfaces: [LibvirtInterface.bridge('br7'), LibvirtInterface.bridge('br8')],
    });
    expect([one.uuid, one.macAddress(), one.macAddress(1)]).toEqual([two.uuid, two.macAddress(), two.macAddress(1)]);
    expect(one.macAddress()).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/);
    expect(one.macAddress()).not.toBe(one.macAddress(1));
    expect(guestWith({ uuid: '602FA4B4-64d5-5ea0-9f07-a7637b271a0b' }).uuid).toBe(
      '602fa4b4-64d5-5ea0-9f07-a7637b271a0b',
    );
  });
});

(has('python3') ? test : test.skip)('every definition is XML to a real parser', () => {
  for (const props of Object.values(SHAPES)) expect(xmlProblem(definitionOf(guestWith(props, CPU)))).toBeUndefined();
});

(has('virt-xml-validate') && has('xmllint') ? test : test.skip)(
  "every definition is valid by libvirt's own schema",
  () => {
    for (const props of Object.values(SHAPES)) {
      const guest = guestWith(props, CPU);
      const folder = renderTo(App.of(guest));
      const path = join(folder, `hosts/server/${guest.guestName}.xml`);
      const { status, stdout, stderr } = spawnSync('virt-xml-validate', [path, 'domain'], { encoding: 'utf8' });
      expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
    }
  },
);

const CPU = { hardware: { cpu: CpuVendor.AMD } };

describe("a guest's own system", () => {
  const made = (props: Partial<LibvirtGuestProps> = {}, platform?: string) =>
    guestWith({ disks: [LibvirtDisk.image({ sizeGib: 20 })], host: { ...NIXOS, platform }, ...props });

  test('is a host of the flake, made of what its definition says', () => {
    const guest = made({ vcpus: 4 });
    const files = App.of(guest).render();
    expect(guest.hasHost).toBe(true);
    expect([guest.host.systemName, guest.host.memoryMib, guest.host.threads]).toEqual(['vm', 2048, 4]);
    expect(files['hosts/vm/default.nix']).toContain('../../modules/base-guest');
    expect(files['hosts/vm/guest.nix']).toMatchSnapshot();
    expect(files['hosts/vm/vm-variant.nix']).toMatchSnapshot();
    expect(files['modules/base-guest/guest.nix']).toMatchSnapshot();
    expect(files['flake.nix']).toContain('base-guest = ./modules/base-guest;');
    expect(files['flake.nix']).toMatch(
      /vm-image =\s+inputs\.self\.nixosConfigurations\.vm\.config\.system\.build\.images\.qemu-efi;/,
    );
  });

  test('has the name of the guest, or its own', () => {
    expect(made({ guestName: 'walker' }).host.systemName).toBe('walker');
    expect(made({ host: { ...NIXOS, hostName: 'other' } }).host.systemName).toBe('other');
  });

  test('starts by GRUB from a BIOS, without an EFI partition', () => {
    const files = App.of(made({ firmware: LibvirtFirmware.BIOS })).render();
    expect(files['hosts/vm/boot.nix']).toContain('device = "/dev/vda";');
    expect(files['hosts/vm/guest.nix']).not.toContain('/boot');
    expect(files['flake.nix']).toContain('images.qemu;');
  });

  test('has what the screen, the agent, nested guests and shares need', () => {
    const guest = guestWith(
      {
        host: NIXOS,
        graphics: LibvirtGraphics.NONE,
        guestAgent: false,
        serialConsole: false,
        nestedVirtualisation: true,
        shares: [{ source: '/tank/media', mountPoint: '/mnt/media', readOnly: true }],
      },
      { hardware: { cpu: CpuVendor.INTEL } },
    );
    expect(App.of(guest).render()['hosts/vm/guest.nix']).toMatchSnapshot();
  });

  test('gives no image where none is wanted', () => {
    const app = App.of(made({ image: false }));
    expect(app.node.findAll().some((c) => c instanceof FlakeOutput)).toBe(false);
  });

  test('shares one base-guest module, which the estate can add to', () => {
    const app = appWith();
    const host = hostOf(app);
    const base = LibvirtGuest.baseModule(app);
    for (const id of ['a', 'b']) new LibvirtGuest(host, id, { memoryGib: 1, host: NIXOS });
    expect(LibvirtGuest.baseModule(host)).toBe(base);
    expect(app.node.children.filter((c) => c instanceof SharedModule)).toEqual([base]);
    const files = app.render();
    for (const id of ['a', 'b']) expect(files[`hosts/${id}/default.nix`]).toContain('../../modules/base-guest');
  });

  test('takes a base-guest module that is there', () => {
    const app = appWith();
    const own = new SharedModule(app, 'base-guest', { options: { programs: { mtr: { enable: true } } } });
    new LibvirtGuest(hostOf(app), 'a', { memoryGib: 1, host: NIXOS });
    expect(LibvirtGuest.baseModule(app)).toBe(own);
    expect(app.render()['modules/base-guest/default.nix']).toMatch(/options\.nix[^]*guest\.nix/);
  });

  test('can be reached where it has a static address, of the interface or its own', () => {
    const address = '192.168.1.20';
    const outer = made({ interfaces: [LibvirtInterface.macvtap('enp4s0', { address })] });
    expect([outer.address, outer.endpoint(80).address]).toEqual([address, `${address}:80`]);
    const networking = { interfaces: { enp1s0: { addresses: [`${address}/24`] } } };
    expect(made({ host: { ...NIXOS, networking } }).address).toBe(address);
    const both = made({
      interfaces: [LibvirtInterface.macvtap('enp4s0', { address })],
      host: { ...NIXOS, networking },
    });
    expect(
      App.of(both)
        .check()
        .filter((d) => d.code === 'IP_ADDRESS_TAKEN'),
    ).toEqual([]);
  });

  test('all of it is Nix', async () => {
    for (const props of Object.values(SHAPES)) {
      const files = Object.entries(App.of(guestWith({ host: NIXOS, ...props, architecture: undefined }, CPU)).render());
      const nix = files.filter(([path]) => path.endsWith('.nix'));
      expect((await nixParses(nix.map(([, text]) => text))).every(Boolean)).toBe(true);
    }
  });
});
