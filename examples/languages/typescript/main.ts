// One small estate, here in TypeScript; python/, java/ and go/ beside it say the same.
import {
  App,
  ContainerNetwork,
  HomeManagerProfile,
  Host,
  Nix,
  NixModule,
  NixosContainer,
  SecretFile,
  ZfsApply,
  ZfsPool,
  ZfsVdev,
} from 'cosmo-nix';

const app = new App({ description: 'The same estate in four languages', release: '25.11' });

const server = new Host(app, 'server', {
  stateVersion: '25.11',
  hostId: '5f0c2a91',
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});

const ada = server.addUser('ada', {
  admin: true,
  authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop'],
  hashedPasswordFile: SecretFile.at('/etc/secrets/ada'),
});
const home = new HomeManagerProfile(app, 'common', {
  stateVersion: '25.11',
  packages: ['ripgrep', 'fd'],
  programs: { git: { settings: { user: { email: 'ada@example.com', name: 'Ada' } } } },
});
home.attachTo(ada);

const tank = new ZfsPool(server, 'tank', {
  layout: {
    data: [
      ZfsVdev.mirror(['/dev/disk/by-id/ata-ST16000NM001G_ZL2A0001', '/dev/disk/by-id/ata-ST16000NM001G_ZL2A0002']),
    ],
  },
  apply: ZfsApply.PROPERTIES,
  snapshots: { daily: 14, monthly: 6 },
});
const media = tank.addDataset('media', { mountPoint: '/srv/media', recordsize: '1M' });

new ContainerNetwork(server, 'container-network', { externalInterface: 'enp1s0' });
const jellyfin = new NixosContainer(server, 'jellyfin', {
  bindMounts: [{ mountPoint: '/media', hostPath: media }],
  memoryMib: 4096,
});
new NixModule(jellyfin.inside, 'jellyfin', { options: { services: { jellyfin: { enable: true } } } });

new NixModule(server, 'proxy', {
  options: {
    boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': true, 'vm.swappiness': 10 } } },
    environment: { systemPackages: Nix.pkgs('htop', 'tmux') },
    services: {
      nginx: {
        enable: true,
        package: Nix.mkDefault(Nix.pkg('nginxMainline')),
        virtualHosts: {
          'jellyfin.home.arpa': { locations: { '/': { proxyPass: jellyfin.endpoint(8096).url('http') } } },
        },
      },
    },
  },
});

app.synth();
