import {
  App,
  ContainerNetwork,
  CpuVendor,
  HardwareProfile,
  HomeAssistant,
  HomeAssistantForm,
  Host,
  HostKey,
  LibvirtDisk,
  LibvirtGuest,
  LibvirtInterface,
  MediaStack,
  NetworkBackend,
  Policy,
  ReverseProxy,
  Secret,
  TailscaleNode,
  ZfsBackup,
  ZfsPool,
  ZfsSnapshotScope,
  ZfsVdev,
} from 'cosmo-nix';
import { Homes } from './homes';
import { EVERYWHERE, Owner } from './owner';

/** The home server: hypervisor and storage, reached by SSH and Tailscale only. */
export function classicLaddie(app: App, owner: Owner, homes: Homes): Host {
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
  new HostKey(laddie, 'host-key', {
    publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII75Vi5DLWKtRae2LrjOJdSNXJBiEtu6kNQzEtBy+epy classic-laddie',
  });
  owner.addTo(
    laddie,
    homes.server,
    'sudo nixos-rebuild switch --no-write-lock-file --refresh --flake github:example/cosmo#classic-laddie',
    ['libvirtd'],
  );

  const rpool = new ZfsPool(laddie, 'rpool', {
    datasets: { root: { mountPoint: '/' }, nix: { mountPoint: '/nix' } },
    snapshots: { daily: 7, monthly: 3 },
  });
  const home = rpool.addDataset('home', { mountPoint: '/home' });
  const tank = new ZfsPool(laddie, 'tank', {
    layout: {
      data: [
        ZfsVdev.raidz1([
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0001',
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0002',
          '/dev/disk/by-id/ata-ST16000NM001G-2KK103_ZL2A0003',
        ]),
      ],
    },
    snapshots: { daily: 14, monthly: 6 },
  });
  // Copies keep the snapshots that they come with; old ones are removed here.
  const backups = tank.addDataset('backups', {
    snapshots: { take: false, scope: ZfsSnapshotScope.RECURSIVE, daily: 14, monthly: 6 },
  });
  new ZfsBackup(laddie, 'copies', { sources: [home], target: backups });

  new TailscaleNode(laddie, 'tailscale', {
    authKey: new Secret(app, 'tailscale-auth-key').on(laddie),
    tags: ['tag:server'],
    ssh: true,
  });

  new ContainerNetwork(laddie, 'container-network', { externalInterface: 'enp4s0' });
  const media = new MediaStack(laddie, 'media', {
    media: [tank.addDataset('media', { mountPoint: '/mnt/media' })],
    state: rpool,
    gpu: '/dev/dri/renderD128',
    jellyfin: {},
    plex: {},
  });
  const hass = new HomeAssistant(laddie, 'hass', {
    form: HomeAssistantForm.CONTAINER, // or GUEST, with Home Assistant's own system
    state: rpool,
    zigbee: { serialPath: '/dev/serial/by-id/usb-Itead_Sonoff_Zigbee_3.0_USB_Dongle_Plus-if00-port0' },
  });

  const proxy = new ReverseProxy(laddie, 'proxy', { interfaces: ['tailscale0'] });
  proxy.route('jellyfin.home.arpa', media.jellyfin.endpoint);
  proxy.route('plex.home.arpa', media.plex.endpoint);
  proxy.route('hass.home.arpa', hass.endpoint);

  const walker = new LibvirtGuest(laddie, 'johnny-walker', {
    description: 'The first development VM',
    vcpus: 24,
    memoryGib: 24,
    nestedVirtualisation: true,
    disks: [LibvirtDisk.image({ sizeGib: 100 })],
    interfaces: [LibvirtInterface.macvtap('enp4s0')],
    host: { ...EVERYWHERE, stateVersion: '25.11', networking: { useDhcp: true } },
  });
  new HostKey(walker.host, 'host-key', {
    publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBaGHJzz/wz7PzUwEGCd4ME7lwrlxEzSSxYv8nOh7Gh johnny-walker',
  });
  owner.addTo(walker.host, homes.vm, 'sudo nixos-rebuild switch --flake .#johnny-walker');

  Policy.acknowledge(
    laddie,
    'ZFS_INSTALLER_HOST_ID',
    'both pools were made by the installer, and live in no other machine',
  );
  Policy.acknowledge(walker, 'GUEST_MACVTAP', 'the two reach each other over the tailnet');
  return laddie;
}
