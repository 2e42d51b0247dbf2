import { Construct } from 'constructs';
import { HomeManagerProfile, HomePath } from 'cosmo-nix';

/** The same home on macOS and on Windows, with more of it where containers run. */
export class Homes extends Construct {
  public readonly shell: HomeManagerProfile;
  public readonly development: HomeManagerProfile;
  public readonly containers: HomeManagerProfile;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.shell = new HomeManagerProfile(this, 'shell', {
      stateVersion: '25.11',
      packages: ['ripgrep', 'fd', 'jq'],
      programs: {
        starship: true,
        git: {
          settings: {
            user: { name: 'Ada Lovelace', email: 'ada@example.org' },
            init: { defaultBranch: 'main' },
            pull: { rebase: true },
          },
        },
        zsh: {
          autosuggestion: { enable: true },
          syntaxHighlighting: { enable: true },
          history: { size: 50_000, path: HomePath.inData('zsh/history') },
        },
      },
    });
    this.development = new HomeManagerProfile(this, 'development', {
      extends: [this.shell],
      packages: ['nixd', 'nodejs', 'python3', 'gnumake', 'gh'],
      programs: { direnv: { 'nix-direnv': { enable: true } }, tmux: { mouse: true, historyLimit: 100_000 } },
    });
    this.containers = new HomeManagerProfile(this, 'containers', {
      extends: [this.development],
      packages: ['docker-compose', 'lazydocker'],
    });
  }
}
