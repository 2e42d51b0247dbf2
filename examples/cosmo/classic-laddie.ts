import {
  App,
  CpuVendor,
  HardwareProfile,
  Host,
  LibvirtDisk,
  LibvirtGuest,
  LibvirtInterface,
  NetworkBackend,
  SecretFile,
  TailscaleNode,
  ZfsPool,
  ZfsVdev,
} from 'cosmo-nix';
import { Homes } from './homes';
import { addPatrick, EVERYWHERE } from './owner';

/** The home server: hypervisor and storage, reached by SSH and Tailscale only. */
export function classicLaddie(app: App, homes: Homes): Host {
  const laddie = new Host(app, 'classic-laddie', {
    ...EVERYWHERE,
    stateVersion: '25.11',
    hostId: '8425e349',
    memoryMib: 64 * 1024,
    threads: 32,
    hardware: {
      profile: HardwareProfile.NOT_DETECTED,
      cpu: CpuVendor.AMD,
      availableKernelModules: ['nvme', 'xhci_pci', 'ahci', 'usbhid', 'usb_storage', 'sd_mod', 'sr_mod'],
    },
    fileSystems: {
      '/boot': {
        device: '/dev/disk/by-uuid/EC47-D6C0',
        fsType: 'vfat',
        options: ['fmask=0077', 'dmask=0077'],
      },
    },
    networking: { backend: NetworkBackend.NETWORK_MANAGER, useDhcp: true },
    packages: [...EVERYWHERE.packages, 'virt-manager'],
    options: { programs: { dconf: { enable: true } } },
  });
  addPatrick(laddie, homes.server, {
    groups: ['libvirtd'],
    update: 'sudo nixos-rebuild switch --no-write-lock-file --refresh --flake github:example/cosmo#classic-laddie',
  });

  new ZfsPool(laddie, 'rpool', {
    datasets: { root: { mountPoint: '/' }, nix: { mountPoint: '/nix' }, home: { mountPoint: '/home' } },
    snapshots: { daily: 7, monthly: 3 },
  });
  new ZfsPool(laddie, 'tank', {
    layout: {
      data: [
        ZfsVdev.raidz1([
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0001',
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0002',
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0003',
        ]),
      ],
    },
    datasets: { media: { mountPoint: '/mnt/media' }, backups: {} },
    snapshots: { daily: 14, monthly: 6 },
  });

  new TailscaleNode(laddie, 'tailscale', {
    authKey: SecretFile.at('/etc/secrets/tailscale-auth-key'),
    tags: ['tag:server'],
    ssh: true,
  });

  const walker = new LibvirtGuest(laddie, 'johnny-walker', {
    description: 'The first development VM',
    vcpus: 24,
    memoryGib: 24,
    nestedVirtualisation: true,
    disks: [LibvirtDisk.image({ sizeGib: 100 })],
    interfaces: [LibvirtInterface.macvtap('enp4s0')],
    host: { ...EVERYWHERE, stateVersion: '25.11', networking: { useDhcp: true } },
  });
  addPatrick(walker.host!, homes.vm, { update: 'sudo nixos-rebuild switch --flake .#johnny-walker' });
  return laddie;
}
