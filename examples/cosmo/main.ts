import { App, WslHost } from 'cosmo-nix';
import { classicLaddie } from './classic-laddie';
import { Homes } from './homes';
import { addPatrick, EVERYWHERE } from './owner';

const app = new App({ description: "Patrick's homelab", release: '25.11' });
const homes = new Homes(app, 'homes');

classicLaddie(app, homes);

const wsl = new WslHost(app, 'wsl', {
  ...EVERYWHERE,
  stateVersion: '24.11',
  defaultUser: 'patrick',
  startMenuLaunchers: true,
});
addPatrick(wsl, homes.wsl, { update: 'sudo nixos-rebuild switch --flake .#wsl' });

app.synth();
