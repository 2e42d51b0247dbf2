import { App, Endpoint, FlakeInput, FlakeOutput, Host, NetworkBackend, NixosSystem, ReverseProxy } from 'cosmo-nix';

const app = new App({ description: 'An estate that takes in machines one by one', release: '25.11' });

// 1. A machine as it is: its /etc/nixos, copied into the repository. Cosmo says of it what its platform is, and no more.
const router = new NixosSystem(app, 'router');
router.importFile('router');

// 2. A machine of Cosmo, with a part that stays by hand.
const attic = new Host(app, 'attic', {
  stateVersion: '25.11',
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  networking: {
    backend: NetworkBackend.NETWORKD,
    interfaces: { eno1: { addresses: ['192.168.1.10/24'], gateway: '192.168.1.1' } },
  },
  sudo: { wheelNeedsPassword: false },
});
attic.addUser('ada', {
  admin: true,
  authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8'],
});
attic.importFile('printer.nix');

// What is by hand is reached by what one knows of it.
const proxy = new ReverseProxy(attic, 'proxy', { interfaces: ['eno1'] });
proxy.route('router.home.arpa', new Endpoint({ host: '192.168.1.1', port: 8080 }));

// 3. A machine that still lives in a flake of its own.
const old = new FlakeInput(app, 'old', { url: 'github:example/old-homelab' });
new FlakeOutput(app, 'cellar', {
  path: ['nixosConfigurations', 'cellar'],
  value: old.ref.attr('nixosConfigurations', 'cellar'),
});

app.synth();
