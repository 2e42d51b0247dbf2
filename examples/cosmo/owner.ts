import { Construct } from 'constructs';
import { AgenixStore, DarwinHost, HomeManagerProfile, Host, Secret } from 'cosmo-nix';

/** Patrick's key: he comes in by it, and can always decrypt. */
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMuu+BWxkD6cFOFSdgcBc2rHb4mCtcDY2hACGgMfEdue patrick@example.com';

/** What is the same about every NixOS machine of the estate. */
export const EVERYWHERE = {
  packages: ['vim', 'emacs', 'wget', 'curl', 'htop', 'git'],
  locale: { timeZone: 'America/New_York' },
  nix: { gc: { schedule: 'weekly', olderThan: '30d' } },
};

/** The owner of the estate: the same user on every machine, and who keeps its secrets. */
export class Owner extends Construct {
  /** The hash of his password. */
  private readonly password: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AgenixStore(this, 'store', {
      adminKeys: { patrick: KEY },
      folder: 'examples/cosmo/secrets',
      rulesFile: 'examples/cosmo/secrets/secrets.nix',
    });
    this.password = new Secret(this, 'patrick-password');
  }

  /** Give a NixOS machine its owner, with a home. */
  public addTo(host: Host, home: HomeManagerProfile, rebuild: string, groups: string[] = []): void {
    const patrick = host.addUser('patrick', {
      admin: true,
      shell: 'zsh',
      groups: ['networkmanager', ...groups],
      authorizedKeys: [KEY],
      hashedPasswordFile: this.password.on(host),
    });
    home.attachTo(patrick, { programs: { zsh: { shellAliases: { update: rebuild } } } });
  }

  /** Give a Mac its owner, with a home. */
  public addToMac(mac: DarwinHost, home: HomeManagerProfile): void {
    const patrick = mac.addUser('patrick', { authorizedKeys: [KEY] });
    const rebuild = `sudo darwin-rebuild switch --flake .#${mac.systemName}`;
    home.attachTo(patrick, { programs: { zsh: { shellAliases: { update: rebuild } } } });
  }
}
