import { Construct } from 'constructs';
import { HomeManagerProfile, HomePath } from 'cosmo-nix';

/** The homes: one experience everywhere, with more on top where one works. */
export class Homes extends Construct {
  public readonly common: HomeManagerProfile;
  public readonly server: HomeManagerProfile;
  public readonly dev: HomeManagerProfile;
  public readonly vm: HomeManagerProfile;
  public readonly wsl: HomeManagerProfile;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.common = new HomeManagerProfile(this, 'common', {
      stateVersion: '25.11',
      packages: ['ripgrep', 'fd', 'jq', 'tree', 'btop'],
      sessionPath: [HomePath.inHome('.config/emacs/bin')],
      services: { emacs: true },
      programs: {
        starship: true,
        direnv: { 'nix-direnv': { enable: true } },
        git: {
          settings: {
            user: { name: 'Patrick', email: 'patrick@example.com' },
            init: { defaultBranch: 'main' },
            pull: { rebase: true },
            alias: {
              st: 'status',
              co: 'checkout',
              br: 'branch',
              ci: 'commit',
              unstage: 'reset HEAD --',
              last: 'log -1 HEAD',
            },
          },
        },
        tmux: {
          terminal: 'screen-256color',
          prefix: 'C-q',
          keyMode: 'emacs',
          mouse: true,
          historyLimit: 100_000,
        },
        zsh: {
          enableCompletion: true,
          autosuggestion: { enable: true },
          syntaxHighlighting: { enable: true },
          history: { size: 10_000, path: HomePath.inData('zsh/history') },
          shellAliases: {
            ll: 'ls -l',
            la: 'ls -la',
            '..': 'cd ..',
            '...': 'cd ../..',
            g: 'git',
            grep: 'grep --color=auto',
            hm: 'home-manager',
            emacs: 'emacs -nw',
            ed: 'emacsclient -t',
          },
        },
      },
    });
    this.server = new HomeManagerProfile(this, 'server', { extends: [this.common] });
    this.dev = new HomeManagerProfile(this, 'dev', {
      extends: [this.common],
      packages: ['nixd', 'python3', 'nodejs', 'gnumake', 'gcc', 'github-cli', 'gemini-cli'],
    });
    this.vm = new HomeManagerProfile(this, 'vm', { extends: [this.dev] });
    this.wsl = new HomeManagerProfile(this, 'wsl', { extends: [this.dev] });
  }
}
