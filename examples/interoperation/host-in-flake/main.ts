import { App, HomeManagerProfile, Host, SharedModule, ZfsPool } from 'cosmo-nix';

const app = new App({ description: 'Machines for a flake that is written by hand', release: '25.11' });

const base = new SharedModule(app, 'base', { options: { services: { fstrim: { enable: true } } } });
const home = new HomeManagerProfile(app, 'ada', { stateVersion: '25.11', programs: { git: true, starship: true } });

const attic = new Host(app, 'attic', {
  stateVersion: '25.11',
  hostId: '1f6b20c4',
  sudo: { wheelNeedsPassword: false },
  locale: { timeZone: 'Europe/Vienna' },
});
base.attachTo(attic);
new ZfsPool(attic, 'rpool', { datasets: { root: { mountPoint: '/' }, home: { mountPoint: '/home' } } });
home.attachTo(
  attic.addUser('ada', {
    admin: true,
    authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8'],
  }),
);

app.synth();
