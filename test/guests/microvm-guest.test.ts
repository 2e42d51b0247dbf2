import { NIXOS, renderTo } from './support';
import { App, SecretFile } from '../../src/app';
import {
  LibvirtGuest,
  LibvirtHypervisor,
  MicrovmForwardFrom,
  MicrovmGuest,
  MicrovmGuestProps,
  MicrovmHost,
  MicrovmHypervisor,
  MicrovmImageType,
  MicrovmInterface,
  MicrovmMacvtapMode,
  MicrovmShareCache,
  MicrovmShareProtocol,
} from '../../src/guests';
import { CpuVendor, HostProps, NetworkBackend, WslHost, BootLoader } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { ZfsPool } from '../../src/storage';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

const NETWORKD: Partial<HostProps> = {
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
};

/** A microvm on a host of its own. */
function microvm(props: Partial<MicrovmGuestProps> = {}, machine: Partial<HostProps> = NETWORKD): MicrovmGuest {
  return new MicrovmGuest(hostOf(appWith(), 'server', machine), 'web', { host: NIXOS, ...props });
}

/** The findings about an app but infos. */
function found(guest: MicrovmGuest): string[] {
  return codes(App.of(guest).check()).filter((code) => !code.startsWith('info'));
}

describe('a microvm', () => {
  test('is one definition, for its machine and for the runner', () => {
    const guest = microvm();
    const app = App.of(guest);
    expect(found(guest)).toEqual([]);
    expect(file(app, 'hosts/server/web.nix')).toMatchInlineSnapshot(`
     "{ inputs, ... }:
     {
       microvm.vms.web = {
         pkgs = null;
         specialArgs = { inherit inputs; };
         config = ../web;
       };
     }
     "
    `);
    expect(file(app, 'hosts/web/microvm.nix')).toMatchInlineSnapshot(`
     "{
       microvm = {
         hypervisor = "qemu";
         vcpu = 1;
         mem = 512;
         shares = [
           {
             tag = "ro-store";
             source = "/nix/store";
             mountPoint = "/nix/.ro-store";
             proto = "virtiofs";
             readOnly = true;
           }
         ];
       };
     }
     "
    `);
    expect(app.render()['hosts/web/default.nix']).toMatch('inputs.microvm.nixosModules.microvm');
    expect(app.render()['hosts/server/default.nix']).toMatch('inputs.microvm.nixosModules.host');
    expect(app.render()['flake.nix']).toMatch(
      'packages.x86_64-linux.web-runner =\n      inputs.self.nixosConfigurations.web.config.microvm.declaredRunner;',
    );
    expect(guest.host.memoryMib).toBe(512);
    expect(guest.host.threads).toBe(1);
  });

  test('has everything that is asked for', () => {
    const app = appWith();
    const machine = hostOf(app, 'server', { ...NETWORKD, hardware: { cpu: CpuVendor.INTEL } });
    const media = new ZfsPool(machine, 'tank').addDataset('media', { mountPoint: '/tank/media' });
    const guest = new MicrovmGuest(machine, 'web', {
      host: { ...NIXOS, memoryMib: 100 },
      hypervisor: MicrovmHypervisor.QEMU,
      memoryGib: 1.5,
      vcpus: 2,
      writableStoreOverlay: '/nix/.rw-store',
      interfaces: [
        MicrovmInterface.tap({
          bridge: 'br0',
          vhost: true,
          addresses: ['192.168.1.20/24'],
          gateway: '192.168.1.1',
          nameservers: ['192.168.1.1'],
        }),
        MicrovmInterface.macvtap('enp2s0', { mode: MicrovmMacvtapMode.VEPA, interfaceId: 'fast' }),
        MicrovmInterface.bridge('br0', { macAddress: '52:54:00:AA:BB:CC' }),
      ],
      volumes: [
        { image: 'var.img', mountPoint: '/var', sizeGib: 4, label: 'var' },
        { image: '/srv/raw', sizeMib: 5, fsType: 'xfs', autoCreate: false, readOnly: true, direct: true, serial: 'a' },
      ],
      shares: [
        { source: media, mountPoint: '/media', readOnly: true, cache: MicrovmShareCache.NEVER },
        { source: '/srv/in', mountPoint: '/in', tag: 'inbox', protocol: MicrovmShareProtocol.NINE_P },
      ],
      pciDevices: ['01:00.0'],
      usbDevices: ['1A86:55d4'],
      vsockCid: 3,
      credentialFiles: { KEY: SecretFile.at('/run/secrets/web'), NAME: SecretFile.of(Nix.ref('config.x.path')) },
      autostart: false,
      restartIfChanged: false,
      runner: false,
      options: { microvm: { vms: { web: { nixpkgs: Nix.ref('inputs.nixpkgs') } } } },
    });
    // No volume of its own for the store: the rule has a page of its own.
    expect(found(guest)).toEqual(['warning MICROVM_STORE_IN_MEMORY']);
    expect(file(app, 'hosts/server/web.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/microvms.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/web/microvm.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/web/networking.nix')).toMatchSnapshot();
    expect(app.render()['flake.nix']).not.toMatch('web-runner');
    expect(guest.host.memoryMib).toBe(100);
    expect(guest.address).toBe('192.168.1.20');
    expect(guest.endpoint(80).address).toBe('192.168.1.20:80');
    expect(guest.macAddress(2)).toBe('52:54:00:aa:bb:cc');
    expect(codes(app.check()).filter((code) => code.startsWith('info'))).toEqual(['info GUEST_MACVTAP']);
  });

  test('forwards ports from its machine, and has the endpoint there', () => {
    const machine = { networking: { interfaces: { eth0: { addresses: ['192.168.1.2/24'] } } } };
    const guest = microvm(
      {
        interfaces: [MicrovmInterface.user()],
        forwardPorts: [
          { hostPort: 8080, guestPort: 80 },
          { hostPort: 53, protocol: 'udp' as any, hostAddress: '127.0.0.1' },
          { hostPort: 9000, from: MicrovmForwardFrom.GUEST, guestAddress: '10.0.2.10' },
        ],
      },
      machine,
    );
    const app = App.of(guest);
    expect(found(guest)).toEqual([]);
    expect(guest.endpoint(80).address).toBe('192.168.1.2:8080');
    expect(guest.endpoint(81).address).toBe('web:81');
    expect(file(app, 'hosts/web/microvm.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/web/firewall.nix')).toMatchInlineSnapshot(`
     "{
       networking.firewall = {
         allowedTCPPorts = [ 80 ];
         allowedUDPPorts = [ 53 ];
       };
     }
     "
    `);
  });

  test('leaves the network to the host where that says its interfaces', () => {
    const networking = { interfaces: { enp0s5: { addresses: ['10.0.0.2/24'] } } };
    const guest = microvm({ interfaces: [MicrovmInterface.tap()], host: { ...NIXOS, networking } });
    expect(file(App.of(guest), 'hosts/web/networking.nix')).toMatch('"10-enp0s5"');
    expect(file(App.of(guest), 'hosts/web/networking.nix')).not.toMatch('vm-web');
    expect(guest.address).toBe('10.0.0.2');
  });

  test('has a copy of the store where the hypervisor shares none', () => {
    for (const hypervisor of [MicrovmHypervisor.FIRECRACKER, MicrovmHypervisor.KVMTOOL]) {
      expect(file(App.of(microvm({ hypervisor })), 'hosts/web/microvm.nix')).not.toMatch('shares');
    }
    for (const hypervisor of [MicrovmHypervisor.CROSVM, MicrovmHypervisor.ALIOTH, MicrovmHypervisor.STRATOVIRT]) {
      expect(file(App.of(microvm({ hypervisor })), 'hosts/web/microvm.nix')).toMatch('proto = "virtiofs";');
    }
    expect(file(App.of(microvm({ shareStore: false })), 'hosts/web/microvm.nix')).not.toMatch('/nix/store');
  });

  test('has names of interfaces that Linux takes', () => {
    const app = appWith();
    const interfaces = [MicrovmInterface.tap(), MicrovmInterface.tap()];
    new MicrovmGuest(hostOf(app, 'server', NETWORKD), 'a-guest-with-a-name', { host: NIXOS, interfaces });
    const names = [...file(app, 'hosts/a-guest-with-a-name/microvm.nix').matchAll(/ id = "(.*)"/g)].map(
      ([, id]) => id!,
    );
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^vm-a-guest-?-[0-9a-f]{4}$/);
  });

  test('is counted with the guests of libvirt', () => {
    const app = appWith();
    const machine = hostOf(app, 'server', { ...NETWORKD, memoryMib: 4096, threads: 4 });
    new MicrovmHost(machine, 'microvms', { reservedMemoryMib: 512 });
    const add = (name: string, props: Partial<MicrovmGuestProps>) =>
      new MicrovmGuest(machine, name, { host: NIXOS, ...props });
    add('one', { memoryGib: 2, vcpus: 2 });
    const all = () => codes(app.check()).filter((code) => /OVERCOMMIT|TOO/.test(code));
    expect(all()).toEqual([]);
    add('two', { memoryGib: 2, vcpus: 5, autostart: false });
    expect(all()).toEqual(['warning GUEST_VCPUS_TOO_MANY']);
    add('three', { memoryGib: 2, vcpus: 3 });
    expect(all()).toEqual([
      'warning GUEST_VCPUS_TOO_MANY',
      'warning MICROVM_MEMORY_OVERCOMMIT',
      'info MICROVM_CPU_OVERCOMMIT',
    ]);
    new LibvirtGuest(machine, 'big', { memoryGib: 5 });
    expect(all()).toEqual([
      'error GUEST_MEMORY_TOO_LARGE',
      'warning GUEST_VCPUS_TOO_MANY',
      'warning LIBVIRT_MEMORY_OVERCOMMIT',
      'info LIBVIRT_CPU_OVERCOMMIT',
    ]);
    const [memory] = app.check().filter(({ code }) => code === 'LIBVIRT_MEMORY_OVERCOMMIT');
    expect(memory?.message).toMatch('want 9 GiB (one 2 GiB, three 2 GiB, big 5 GiB)');
  });

  test('stands beside libvirt, whose helper must know its bridges', () => {
    const guest = microvm({ interfaces: [MicrovmInterface.bridge('br0')] });
    expect(Object.keys(App.of(guest).render())).not.toContain('hosts/server/microvms.nix');
    new LibvirtHypervisor(guest.machine, 'libvirt');
    expect(file(App.of(guest), 'hosts/server/microvms.nix')).toMatchInlineSnapshot(`
     "{
       virtualisation.libvirtd.allowedBridges = [
         "virbr0"
         "br0"
       ];
     }
     "
    `);
  });

  test('has a host with settings of its own', () => {
    const app = appWith();
    const machine = hostOf(app);
    const microvms = new MicrovmHost(machine, 'vms', { startupTimeoutSeconds: 60, stateDir: '/srv/microvms' });
    const guest = new MicrovmGuest(machine, 'web', { host: NIXOS });
    expect(microvms.guests).toEqual([guest]);
    expect(MicrovmGuest.isMicrovmGuest(guest)).toBe(true);
    expect(file(app, 'hosts/server/vms.nix')).toMatchInlineSnapshot(`
     "{
       microvm = {
         host.startupTimeout = 60;
         stateDir = "/srv/microvms";
       };
     }
     "
    `);
  });
});

describeWithNix('evaluated by Nix', () => {
  test('a microvm is the same system for its machine and alone', () => {
    const guest = microvm({
      interfaces: [MicrovmInterface.tap({ bridge: 'br0', addresses: ['192.168.1.20/24'] })],
      volumes: [{ image: 'var.img', mountPoint: '/var', sizeMib: 100 }],
    });
    const { systems, outputs } = evaluateFlake(renderTo(App.of(guest)));
    const [machine, inside] = [systems.server!, systems.web!];
    expect(machine.microvm.vms.web).toMatchObject({ pkgs: null, config: expect.stringMatching(/\/hosts\/web$/) });
    expect(inside.microvm).toMatchObject({ mem: 512, volumes: [{ image: 'var.img', mountPoint: '/var', size: 100 }] });
    expect(machine.systemd.network.networks['20-vm-web'].networkConfig).toEqual({ Bridge: 'br0' });
    expect(outputs.packages).toEqual(['x86_64-linux']);
  });
});

describe('refused', () => {
  const tap = MicrovmInterface.tap;
  test.each<[string, Partial<MicrovmGuestProps>]>([
    ['MICROVM_NAME', { guestName: 'a_b', host: { ...NIXOS, hostName: 'x' } }],
    ['MICROVM_PLATFORM', { host: { ...NIXOS, platform: 'aarch64-linux' } }],
    ['MICROVM_MEMORY', { memoryMib: 512, memoryGib: 1 }],
    ['MICROVM_MEMORY', { memoryMib: 16 }],
    ['MICROVM_MEMORY', { memoryGib: 0.3 }],
    ['MICROVM_VCPUS', { vcpus: 0 }],
    ['MICROVM_VSOCK', { vsockCid: 2 }],
    ['MICROVM_CANNOT', { balloon: true, hypervisor: MicrovmHypervisor.FIRECRACKER }],
    ['MICROVM_CANNOT', { credentialFiles: { A: SecretFile.at('/run/a') }, hypervisor: MicrovmHypervisor.CROSVM }],
    ['MICROVM_CREDENTIAL', { credentialFiles: { 'A B': SecretFile.at('/run/a') } }],
    ['MICROVM_CREDENTIAL', { credentialFiles: { A: { path: '/nix/store/a' } } }],
    ['MICROVM_CREDENTIAL', { credentialFiles: { A: { path: 'a' } } }],
    ['MICROVM_CREDENTIAL', { credentialFiles: { A: { path: Nix.path('./a') } } }],
    ['MICROVM_CANNOT', { interfaces: [MicrovmInterface.user()], hypervisor: MicrovmHypervisor.ALIOTH }],
    ['MICROVM_CANNOT', { interfaces: [MicrovmInterface.bridge('br0')], hypervisor: MicrovmHypervisor.CROSVM }],
    ['MICROVM_CANNOT', { interfaces: [tap({ vhost: true })], hypervisor: MicrovmHypervisor.CLOUD_HYPERVISOR }],
    ['MICROVM_INTERFACE_TWICE', { interfaces: [tap({ interfaceId: 'a' }), tap({ interfaceId: 'a' })] }],
    [
      'MICROVM_NETWORK_TWICE',
      { interfaces: [tap({ gateway: '10.0.0.1' })], host: { ...NIXOS, networking: { interfaces: {} } } },
    ],
    [
      'MICROVM_NETWORK_TWICE',
      {
        interfaces: [tap({ nameservers: ['10.0.0.1'] })],
        host: { ...NIXOS, networking: { backend: NetworkBackend.NETWORK_MANAGER } },
      },
    ],
    ['MICROVM_FORWARD', { forwardPorts: [{ hostPort: 80 }] }],
    [
      'MICROVM_FORWARD',
      {
        forwardPorts: [{ hostPort: 80 }],
        interfaces: [MicrovmInterface.user()],
        hypervisor: MicrovmHypervisor.KVMTOOL,
      },
    ],
    ['PORT_OUT_OF_RANGE', { forwardPorts: [{ hostPort: 0 }], interfaces: [MicrovmInterface.user()] }],
    ['MICROVM_FORWARD', { forwardPorts: [{ hostPort: 1, hostAddress: '::1' }], interfaces: [MicrovmInterface.user()] }],
    [
      'MICROVM_FORWARD',
      { forwardPorts: [{ hostPort: 1, from: MicrovmForwardFrom.GUEST }], interfaces: [MicrovmInterface.user()] },
    ],
    ['MICROVM_VOLUME', { volumes: [{ image: '../x', sizeMib: 1 }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x' }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x', sizeMib: 0.5 }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x', sizeMib: 1, sizeGib: 1 }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x', sizeMib: 1, fsType: 'zfs' }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x', sizeMib: 1, label: 'a b' }] }],
    ['MICROVM_VOLUME', { volumes: [{ image: 'x', autoCreate: false, imageType: MicrovmImageType.QCOW2 }] }],
    [
      'MICROVM_VOLUME',
      {
        volumes: [{ image: 'x', sizeMib: 1, imageType: MicrovmImageType.VHD }],
        hypervisor: MicrovmHypervisor.CLOUD_HYPERVISOR,
      },
    ],
    ['MICROVM_CANNOT', { volumes: [{ image: 'x', sizeMib: 1, serial: 'a' }], hypervisor: MicrovmHypervisor.KVMTOOL }],
    ['MICROVM_VOLUME_TWICE', { volumes: [1, 2].map(() => ({ image: 'x', sizeMib: 1 })) }],
    ['MICROVM_MOUNT_POINT', { volumes: [{ image: 'x', sizeMib: 1, mountPoint: 'var' }] }],
    ['MICROVM_MOUNT_TWICE', { volumes: ['x', 'y'].map((image) => ({ image, sizeMib: 1, mountPoint: '/var' })) }],
    ['MICROVM_SHARE', { shares: [{ source: 'a', mountPoint: '/a' }] }],
    ['MICROVM_SHARE', { shares: [{ source: {}, mountPoint: '/a' }] }],
    ['MICROVM_SHARE', { shares: [{ source: '/', mountPoint: '/a' }] }],
    ['MICROVM_MOUNT_POINT', { shares: [{ source: '/a', mountPoint: 'a' }] }],
    ['MICROVM_MOUNT_POINT', { writableStoreOverlay: 'rw' }],
    ['MICROVM_SHARE_TWICE', { shares: ['/a/x', '/b/x'].map((source) => ({ source, mountPoint: source })) }],
    ['MICROVM_CANNOT', { shares: [{ source: '/a', mountPoint: '/a' }], hypervisor: MicrovmHypervisor.FIRECRACKER }],
    ['MICROVM_CANNOT', { shareStore: true, hypervisor: MicrovmHypervisor.KVMTOOL }],
    [
      'MICROVM_SHARE',
      {
        shares: [
          { source: '/a', mountPoint: '/a', protocol: MicrovmShareProtocol.NINE_P, cache: MicrovmShareCache.AUTO },
        ],
      },
    ],
    ['MICROVM_OPTIMISE', { writableStoreOverlay: '/nix/.rw', host: { ...NIXOS, nix: { autoOptimiseStore: true } } }],
    ['MICROVM_DEVICE', { pciDevices: ['1:2'] }],
    ['MICROVM_DEVICE', { pciDevices: ['01:00.0', '01:00.0'] }],
    ['MICROVM_DEVICE', { usbDevices: ['x'] }],
    ['MICROVM_DEVICE', { usbDevices: ['1a86:55d4', '1a86:55d4'] }],
    ['MICROVM_CANNOT', { pciDevices: ['01:00.0'], hypervisor: MicrovmHypervisor.STRATOVIRT }],
    ['MICROVM_CANNOT', { usbDevices: ['1a86:55d4'], hypervisor: MicrovmHypervisor.CROSVM }],
    ['MICROVM_BALLOON', { pciDevices: ['01:00.0'], balloon: true }],
  ])('%s %#', (code, props) => {
    expect(() => microvm(props)).toThrow(expect.objectContaining({ code }));
  });

  test('MICROVM_BOOT_LOADER', () => {
    const host = { ...NIXOS, boot: { loader: BootLoader.systemdBoot() } };
    expect(() => microvm({ host })).toThrow(expect.objectContaining({ code: 'MICROVM_BOOT_LOADER' }));
  });

  test.each<[() => unknown]>([
    [() => MicrovmInterface.bridge('a name')],
    [() => MicrovmInterface.tap({ bridge: 'a-name-of-16-char' })],
    [() => MicrovmInterface.tap({ interfaceId: 'a-name-of-16-cha' })],
    [() => MicrovmInterface.tap({ macAddress: '01:00:00:00:00:00' })],
  ])('MICROVM_INTERFACE %#', (make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'MICROVM_INTERFACE' }));
  });

  test('MICROVM_ON_WSL, MICROVM_TWICE, MICROVM_NUMBER, MICROVM_STATE_DIR', () => {
    const wsl = new WslHost(appWith(), 'wsl', { stateVersion: '25.11' });
    expect(() => new MicrovmGuest(wsl, 'web', { host: NIXOS })).toThrow(
      expect.objectContaining({ code: 'MICROVM_ON_WSL' }),
    );
    const { machine } = microvm();
    expect(() => new MicrovmHost(machine, 'two')).toThrow(expect.objectContaining({ code: 'MICROVM_TWICE' }));
    const host = () => hostOf(appWith());
    expect(() => new MicrovmHost(host(), 'x', { startupTimeoutSeconds: 0 })).toThrow(
      expect.objectContaining({ code: 'MICROVM_NUMBER' }),
    );
    expect(() => new MicrovmHost(host(), 'x', { stateDir: 'srv' })).toThrow(
      expect.objectContaining({ code: 'MICROVM_STATE_DIR' }),
    );
  });

  test('GUEST_NO_INTERFACE and HOST_NO_ADDRESS', () => {
    const guest = microvm();
    expect(() => guest.macAddress()).toThrow(expect.objectContaining({ code: 'GUEST_NO_INTERFACE' }));
    expect(() => guest.address).toThrow(expect.objectContaining({ code: 'HOST_NO_ADDRESS' }));
  });
});

describe('found in the whole tree', () => {
  test.each<[string, Partial<MicrovmGuestProps>, Partial<HostProps>?]>([
    [
      'error MICROVM_TAP_BRIDGE',
      { interfaces: [MicrovmInterface.tap({ bridge: 'br0' })] },
      { options: { networking: { bridges: { br0: { interfaces: [] } } } } },
    ],
    ['warning GUEST_BRIDGE_UNKNOWN', { interfaces: [MicrovmInterface.bridge('br9')] }],
    ['error MICROVM_CPU_UNKNOWN', { pciDevices: ['01:00.0'] }],
    ['warning MICROVM_OPTIMISE', { host: { ...NIXOS, options: { nix: { optimise: { automatic: true } } } } }],
    [
      'error MICROVM_OPTIMISE',
      { writableStoreOverlay: '/nix/.rw', host: { ...NIXOS, options: { nix: { optimise: { automatic: true } } } } },
    ],
  ])('%s', (code, props, machine = NETWORKD) => {
    const guest = microvm(props, typeof machine === 'function' ? NETWORKD : machine);
    expect(found(guest)).toContain(code);
  });

  test('what two guests cannot both have', () => {
    const app = appWith();
    const machine = hostOf(app, 'server', { ...NETWORKD, hardware: { cpu: CpuVendor.AMD } });
    const shared: Partial<MicrovmGuestProps> & { interfaces: MicrovmInterface[] } = {
      interfaces: [
        MicrovmInterface.user(),
        MicrovmInterface.tap({ interfaceId: 'vm0', macAddress: '52:54:00:00:00:01', addresses: ['10.0.0.2/24'] }),
      ],
      forwardPorts: [{ hostPort: 8080 }],
      volumes: [{ image: '/srv/x.img', sizeMib: 1 }],
      pciDevices: ['01:00.0'],
      usbDevices: ['1a86:55d4'],
      vsockCid: 5,
    };
    for (const name of ['a', 'b']) new MicrovmGuest(machine, name, { host: NIXOS, guestName: name, ...shared });
    new LibvirtGuest(machine, 'c', { memoryGib: 1, vsockCid: 5 });
    expect([...new Set(codes(app.check()).filter((code) => code.startsWith('error')))].sort()).toEqual([
      'error DISK_OF_A_GUEST_TAKEN',
      'error IP_ADDRESS_TAKEN',
      'error MAC_ADDRESS_TAKEN',
      'error NETWORK_INTERFACE_TAKEN',
      'error PCI_DEVICE_TAKEN',
      'error TCP_PORT_TAKEN',
      'error USB_DEVICE_TAKEN',
      'error VSOCK_ID_TAKEN',
    ]);
  });
});
