import { App, DarwinHost, HostKey, WslHost } from 'cosmo-nix';
import { classicLaddie } from './classic-laddie';
import { Homes } from './homes';
import { EVERYWHERE, Owner } from './owner';

const app = new App({ description: "Patrick's homelab", release: '25.11' });
const homes = new Homes(app, 'homes');
const owner = new Owner(app, 'owner');

classicLaddie(app, owner, homes);

const wsl = new WslHost(app, 'wsl', {
  ...EVERYWHERE,
  stateVersion: '24.11',
  defaultUser: 'patrick',
  startMenuLaunchers: true,
});
new HostKey(wsl, 'host-key', {
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN5Z5GU1u6hHovdlspEzxkMY2WoYELCgbDFxaMT1QLsp wsl',
});
owner.addTo(wsl, homes.wsl, 'sudo nixos-rebuild switch --flake .#wsl');

const macbook = new DarwinHost(app, 'macbook', {
  stateVersion: 6,
  packages: EVERYWHERE.packages,
  homebrew: { casks: ['firefox', 'ghostty'] },
  defaults: { dock: { autohide: true }, finder: { showAllExtensions: true } },
  sudo: { touchId: true },
});
owner.addToMac(macbook, homes.dev);

app.synth();
