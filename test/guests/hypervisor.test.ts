import { NIXOS } from './support';
import { App, Diagnostic } from '../../src/app';
import {
  LibvirtDisk,
  LibvirtGraphics,
  LibvirtGuest,
  LibvirtGuestProps,
  LibvirtHugepages,
  LibvirtHypervisor,
  LibvirtHypervisorProps,
  LibvirtInterface,
  LibvirtNetwork,
  LibvirtOnBoot,
  LibvirtOnShutdown,
  LibvirtSecureBoot,
} from '../../src/guests';
import { CpuVendor, Host, HostProps, NetworkBackend } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { appWith, hostOf } from '../support/small-estate';

interface Estate {
  readonly app: App;
  readonly host: Host;
  readonly file: (name: string) => string;
}

/** A host with guests by their names. */
function estate(
  guests: Record<string, Partial<LibvirtGuestProps>>,
  machine: Partial<HostProps> = {},
  hypervisor?: LibvirtHypervisorProps,
): Estate {
  const app = appWith();
  const host = hostOf(app, 'server', machine);
  if (hypervisor) new LibvirtHypervisor(host, 'libvirt', hypervisor);
  for (const [id, props] of Object.entries(guests)) {
    new LibvirtGuest(host, id, { memoryGib: 2, ...props } as LibvirtGuestProps);
  }
  return { app, host, file: (name) => app.render()[`hosts/server/${name}.nix`]! };
}

function only(found: readonly Diagnostic[], code: string): Diagnostic[] {
  return found.filter((diagnostic) => diagnostic.code === code);
}

const AMD = { hardware: { cpu: CpuVendor.AMD } };

describe('what a host of guests sets', () => {
  test('is little for the usual guest', () => {
    expect(estate({ vm: {} }).file('libvirt')).toMatchSnapshot();
  });

  test('is what it is told, and what its guests need', () => {
    const { file, host } = estate(
      {
        a: {
          tpm: true,
          secureBoot: LibvirtSecureBoot.MICROSOFT_KEYS,
          hugepages: LibvirtHugepages.GIB_1,
          shares: [{ source: '/srv' }],
          disks: [LibvirtDisk.cdrom(Nix.pkg('virtio-win').attr('src'))],
          pciDevices: [{ address: '0000:01:00.0', id: '10DE:2684' }, { address: '0000:01:00.1' }],
        },
        b: { hugepages: LibvirtHugepages.GIB_1, memoryGib: 6 },
        c: { hugepages: LibvirtHugepages.MIB_2, memoryMib: 512, memoryGib: undefined },
      },
      { hardware: { cpu: CpuVendor.INTEL } },
      {
        onShutdown: LibvirtOnShutdown.SUSPEND,
        onBoot: LibvirtOnBoot.IGNORE,
        parallelShutdown: 4,
        shutdownTimeoutSeconds: 60,
        qemuPackage: 'qemu_kvm',
        runAsRoot: false,
        virtManager: true,
      },
    );
    expect(file('libvirt')).toMatchSnapshot();
    expect(file('libvirt')).not.toContain('ovmf =');
    expect(LibvirtHypervisor.of(host).guests.map((guest) => guest.guestName)).toEqual(['a', 'b', 'c']);
  });

  test('leaves the IOMMU of AMD to the kernel, and loads vfio late where no device is named', () => {
    const text = estate({ a: { pciDevices: [{ address: '0000:01:00.0' }] } }, AMD).file('libvirt');
    expect(text).toContain('kernelParams = [ "iommu=pt" ];');
    expect(text).toMatch(/kernelModules = \[\s+"vfio_pci"/);
    expect(text).not.toContain('initrd');
  });

  test('can be overridden and added to like every construct', () => {
    const { file } = estate(
      {},
      {},
      {
        options: { virtualisation: { libvirtd: { startDelay: 5 } } },
        override: { 'virtualisation.libvirtd.onShutdown': 'suspend' },
      },
    );
    expect(file('libvirt')).toMatch(/startDelay = 5;[^]*onShutdown = "suspend";/);
  });
});

describe('NixVirt', () => {
  const props = { disks: [LibvirtDisk.image({ sizeGib: 1 })] };

  test('is not there unless asked for', () => {
    const { app } = estate({ vm: props });
    expect(Object.values(app.render()).join('\n').toLowerCase()).not.toContain('nixvirt');
  });

  test('manages every guest where asked, and says what it deletes', () => {
    const { app, file, host } = estate(
      { a: props, b: { autostart: false, restartOnChange: true } },
      {},
      { manageAll: true },
    );
    expect(file('libvirt')).toMatchSnapshot();
    expect(file('a')).toContain('libvirt-images-a');
    expect(file('a')).toContain('before = [ "nixvirt.service" ];');
    expect(file('a')).not.toContain('virsh');
    expect(file('b')).toBeUndefined();
    expect(app.render()['flake.nix']).toContain('nixvirt');
    new LibvirtNetwork(host, 'lab', { subnet: '10.0.0.0/24' });
    expect(only(app.check(), 'LIBVIRT_MANAGE_ALL')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining('all guests and networks but a, b, lab'),
      }),
    ]);
    expect(file('libvirt')).toMatch(/networks = \[\s+\{\s+definition = \.\/lab-network\.xml;/);
    expect(file('lab')).toBeUndefined();
  });
});

describe('findings about guests', () => {
  const machine = { memoryMib: 8192, threads: 8 };

  test('memory that is promised twice', () => {
    const found = estate(
      { a: { memoryGib: 4 }, b: { memoryGib: 3.5 }, c: { memoryGib: 8, autostart: false } },
      machine,
    ).app.check();
    const [warning] = only(found, 'LIBVIRT_MEMORY_OVERCOMMIT');
    expect(warning).toMatchObject({ severity: 'warning', path: 'server/libvirt', related: ['server/a', 'server/b'] });
    expect(warning!.message).toContain('want 7.5 GiB (a 4 GiB, b 3.5 GiB); of the 8 GiB of server, 1 GiB are the host');
  });

  test('memory that is enough, is not known, or was said to be', () => {
    const guests = { a: { memoryGib: 4 }, b: { memoryGib: 3.5 } };
    expect(estate({ a: { memoryGib: 4 }, b: { memoryGib: 3 } }, machine).app.check()).toEqual([]);
    expect(estate(guests).app.check()).toEqual([]);
    expect(estate(guests, machine, { reservedMemoryMib: 0 }).app.check()).toEqual([]);
  });

  test('a guest that is larger than its host', () => {
    const [error] = only(
      estate({ a: { memoryGib: 9, autostart: false } }, machine).app.check(),
      'GUEST_MEMORY_TOO_LARGE',
    );
    expect(error).toMatchObject({ severity: 'error', message: 'a wants 9 GiB, more than the 8 GiB of server' });
  });

  test('processors that are promised twice', () => {
    const found = estate({ a: { vcpus: 6 }, b: { vcpus: 4 } }, machine).app.check();
    expect(only(found, 'LIBVIRT_CPU_OVERCOMMIT')).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: expect.stringContaining('10 virtual processors (a 6, b 4), and server 8'),
      }),
    ]);
    expect(only(estate({ a: { vcpus: 9 } }, machine).app.check(), 'GUEST_VCPUS_TOO_MANY')).toHaveLength(1);
    expect(estate({ a: { vcpus: 4 }, b: { vcpus: 4 } }, machine).app.check()).toEqual([]);
  });

  test('a processor that pass-through and nested guests must know', () => {
    const pci = { a: { pciDevices: [{ address: '01:00.0' }] } };
    const nested = { a: { nestedVirtualisation: true, host: NIXOS } };
    for (const guests of [pci, nested]) {
      expect(only(estate(guests).app.check(), 'LIBVIRT_CPU_UNKNOWN')).toHaveLength(1);
      expect(only(estate(guests, AMD).app.check(), 'LIBVIRT_CPU_UNKNOWN')).toEqual([]);
    }
  });

  test('a guest of another architecture', () => {
    expect(only(estate({ a: { architecture: 'aarch64' } }).app.check(), 'GUEST_EMULATED')).toHaveLength(1);
  });

  test('a macvtap interface, over which host and guest do not meet', () => {
    const found = estate({ a: { interfaces: [LibvirtInterface.macvtap('enp4s0')] } }).app.check();
    expect(only(found, 'GUEST_MACVTAP')).toEqual([expect.objectContaining({ severity: 'info' })]);
  });

  test('a bridge that the host does not have', () => {
    const guests = { a: { interfaces: [LibvirtInterface.bridge('br0')] } };
    const unknown = (e: Estate) => only(e.app.check(), 'GUEST_BRIDGE_UNKNOWN').length;
    expect(unknown(estate(guests))).toBe(1);
    const networkd = { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['enp4s0'] } } };
    expect(unknown(estate(guests, { networking: networkd }))).toBe(0);
    expect(unknown(estate(guests, { options: { networking: { bridges: { br0: { interfaces: [] } } } } }))).toBe(0);
    const netdevs = { '10-br0': { netdevConfig: { Name: 'br0', Kind: 'bridge' } } };
    expect(unknown(estate(guests, { options: { systemd: { network: { netdevs } } } }))).toBe(0);
    const byHand = estate(guests);
    byHand.host.addNix('{ networking.bridges.br0.interfaces = [ ]; }');
    expect(unknown(byHand)).toBe(0);
    expect(unknown(estate({ a: { interfaces: [LibvirtInterface.bridge('ovs0', { openvswitch: true })] } }))).toBe(0);
  });

  test('a screen that others can reach', () => {
    const open = (props: Partial<LibvirtGuestProps>) =>
      only(estate({ a: props }).app.check(), 'GUEST_SCREEN_OPEN').length;
    expect(open({ graphicsListen: '0.0.0.0' })).toBe(1);
    expect(open({ graphicsListen: '::' })).toBe(1);
    expect(open({ graphicsListen: '::1' })).toBe(0);
    expect(open({ graphics: LibvirtGraphics.VNC })).toBe(0);
  });
});
