import { App, HomeManagerProfile, Host, SharedModule } from 'cosmo-nix';

const app = new App({ description: 'A part of a flake', release: '25.11' });

// What the hand-written machine has too: the flake exports it.
const base = new SharedModule(app, 'base', {
  options: { services: { fstrim: { enable: true } }, time: { timeZone: 'Europe/Vienna' } },
});
const home = new HomeManagerProfile(app, 'ada', { stateVersion: '25.11', programs: { git: true, starship: true } });

const server = new Host(app, 'server', {
  stateVersion: '25.11',
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
  sudo: { wheelNeedsPassword: false },
  options: { services: { jellyfin: { enable: true } } },
});
base.attachTo(server);
home.attachTo(
  server.addUser('ada', {
    admin: true,
    authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8'],
  }),
);

app.synth();
