import { Construct } from 'constructs';
import { HomeManagerProfile, HomePath, Nix, nix } from 'cosmo-nix';

/** What her homes are made of: each machine takes as much as it needs. */
export class Profiles extends Construct {
  /** Everywhere. */
  public readonly shell: HomeManagerProfile;
  /** Where she programs. */
  public readonly development: HomeManagerProfile;
  /** Where she sits in front of it. */
  public readonly desktop: HomeManagerProfile;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.shell = new HomeManagerProfile(this, 'shell', {
      stateVersion: '25.11',
      packages: ['ripgrep', 'fd', 'jq', 'htop'],
      shellAliases: { ll: 'ls -l', hm: 'home-manager switch --flake ~/home/nix-out' },
      sessionPath: [HomePath.inHome('.local/bin')],
      programs: {
        bash: true,
        starship: true,
        fzf: true,
        git: { settings: { user: { name: 'Ada Lovelace' }, init: { defaultBranch: 'main' }, pull: { rebase: true } } },
        zsh: {
          autosuggestion: { enable: true },
          history: { size: 50_000, path: HomePath.inData('zsh/history') },
        },
      },
      configFiles: { 'htop/htoprc': { source: 'dotfiles/htoprc' } },
    });

    this.development = new HomeManagerProfile(this, 'development', {
      extends: [this.shell],
      packages: ['nixd', 'nodejs', 'python3', 'gh'],
      sessionVariables: { EDITOR: nix`lib.getExe ${Nix.pkg('helix')}` },
      programs: {
        direnv: { 'nix-direnv': { enable: true } },
        helix: { settings: { theme: 'onedark', editor: { 'line-number': 'relative' } } },
        gpg: true,
      },
    });

    this.desktop = new HomeManagerProfile(this, 'desktop', {
      packages: ['inkscape', 'obsidian', 'nerd-fonts.jetbrains-mono'],
      programs: { firefox: true, ghostty: { settings: { theme: 'catppuccin-mocha', 'font-size': 11 } } },
      services: { syncthing: true },
      options: { fonts: { fontconfig: { enable: true } } },
    });
  }
}
