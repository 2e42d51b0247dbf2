/**
 * An estate written with typed options alone: what NixOS, home-manager and
 * nix-darwin have, with completion and checks, and no construct of the library
 * for the services.
 *
 * `options` is what `cosmo import` wrote of parts of their catalogues; a real
 * estate imports them whole: `cosmo import nixos`.
 */
import { App, DarwinHost, HomeManagerProfile, Host, Nix, nix } from 'cosmo-nix';
import { HomeManagerOptions, mkAfter, mkDefault, mkForce, mkIf, NixosOptions } from './options';

const app = new App({ release: '25.11' });

/** What every machine has: a value of its own, as any in TypeScript. */
const base: NixosOptions = {
  boot: { tmp: { cleanOnBoot: true }, kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } },
  i18n: { defaultLocale: mkDefault('en_GB.UTF-8') },
  time: { timeZone: 'Europe/Vienna' },
};

const gateway = new Host(app, 'gateway', { stateVersion: '25.11' });
gateway.configure(base);
gateway.configure({
  boot: { loader: { 'systemd-boot': { enable: true, consoleMode: 'auto' }, timeout: 3 } },
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4', options: ['noatime'] } },
  users: {
    users: {
      ada: {
        isNormalUser: true,
        extraGroups: ['wheel'],
        openssh: {
          authorizedKeys: {
            keys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP ada'],
          },
        },
      },
    },
  },
  services: {
    tailscale: { enable: true, useRoutingFeatures: 'server', extraSetFlags: ['--advertise-exit-node'] },
    nginx: {
      enable: true,
      recommendedProxySettings: true,
      virtualHosts: {
        'photos.example.org': {
          forceSSL: true,
          enableACME: true,
          locations: { '/': { proxyPass: 'http://127.0.0.1:2283', proxyWebsockets: true } },
        },
      },
      commonHttpConfig: mkAfter('server_tokens off;'),
    },
    postgresql: mkIf(Nix.ref('config.services.nginx.enable'), {
      enable: true,
      package: Nix.pkg('postgresql_16'),
      ensureDatabases: ['photos'],
      ensureUsers: [{ name: 'photos', ensureDBOwnership: true }],
    }),
  },
  security: {
    sudo: { wheelNeedsPassword: false },
    acme: { acceptTerms: true, defaults: { email: 'ada@example.org' } },
  },
  networking: { firewall: { allowedTCPPorts: [80, 443], logRefusedConnections: mkForce(false) } },
  systemd: {
    services: {
      'backup-photos': {
        description: 'Copy the photos',
        startAt: ['daily'],
        serviceConfig: {
          Type: 'oneshot',
          ExecStart: nix.str`${Nix.pkg('rsync')}/bin/rsync -a /srv/photos /mnt/backup`,
        },
      },
    },
  },
  zramSwap: { enable: true, memoryPercent: 25 },
});

/** What both homes have. */
const shell: HomeManagerOptions = {
  programs: {
    git: {
      enable: true,
      settings: { user: { name: 'Ada', email: 'ada@example.org' }, init: { defaultBranch: 'main' } },
    },
    zsh: { enable: true, autocd: true, shellAliases: { ll: 'ls -l' }, history: { size: 50_000 } },
  },
  home: { sessionVariables: { EDITOR: 'vim' }, packages: [Nix.pkg('ripgrep'), Nix.pkg('fd')] },
};

const profile = new HomeManagerProfile(app, 'ada', { stateVersion: '25.11' });
profile.configure(shell);
profile.attachTo(gateway.findUser('ada') ?? gateway.addUser('ada'));

const mac = new DarwinHost(app, 'macbook', { stateVersion: 6 });
mac.configure({
  system: {
    primaryUser: 'ada',
    defaults: { dock: { autohide: true, orientation: 'left' }, NSGlobalDomain: { AppleInterfaceStyle: 'Dark' } },
  },
  homebrew: { enable: true, casks: ['firefox'], onActivation: { cleanup: 'uninstall' } },
  security: { pam: { services: { sudo_local: { touchIdAuth: true } } } },
});

app.synth();
