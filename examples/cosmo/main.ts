import {
  App,
  Aspects,
  EstateWorkflow,
  HostImage,
  HostKey,
  ImageFormat,
  Isolated,
  LockedDown,
  NoPlaintextSecrets,
  SshHardened,
  Tailnet,
  WslHost,
} from 'cosmo-nix';
import { classicLaddie } from './classic-laddie';
import { Homes } from './homes';
import { macbook } from './macbook';
import { EVERYWHERE, Owner } from './owner';

const app = new App({ description: "Patrick's homelab", release: '25.11' });
const homes = new Homes(app, 'homes');
const owner = new Owner(app, 'owner');

const laddie = classicLaddie(app, owner, homes);

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
new HostImage(wsl, 'tarball', { format: ImageFormat.WSL_TARBALL });

macbook(app, owner, homes);

new EstateWorkflow(app, 'estate', { synthCommand: 'npx projen estate' });

// Who may reach what over Tailscale: the owner all of it, and nobody else anything.
new Tailnet(app, 'tailnet', {
  path: 'examples/cosmo/policy.hujson',
  tagOwners: { 'tag:server': [] },
  grants: [{ src: ['patrick@example.com'], dst: ['*'], ip: ['*'] }],
  ssh: [{ src: ['patrick@example.com'], dst: ['tag:server'], users: ['patrick'] }],
});

// The owner's principles.
Aspects.of(laddie).add(new LockedDown({ interfaces: ['tailscale0'] }));
Aspects.of(app).add(new SshHardened());
Aspects.of(app).add(new NoPlaintextSecrets());
Aspects.of(app).add(new Isolated());

app.synth();
