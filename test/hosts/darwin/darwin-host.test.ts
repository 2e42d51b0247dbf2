import { evaluated, filesOf, findings, newMac } from './support';
import {
  App,
  DarwinHost,
  DarwinSystem,
  HomebrewCleanup,
  HomeManagerProfile,
  Host,
  Nix,
  NixModule,
  Severity,
  SharedModule,
  System,
  SystemKind,
  User,
} from '../../../src';
import { newApp, refusal } from '../../support/estate';
import { describeWithNix, nixParses } from '../../support/nix';
import { ED25519 } from '../support';

const users = { patrick: { authorizedKeys: [ED25519] } };

describe('a Mac', () => {
  test('comes out as files that read well', async () => {
    const mac = newMac({ users, packages: ['vim'], timeZone: 'America/New_York' });
    const files = filesOf(mac);
    expect(findings(mac.node.root as App)).toEqual([]);
    expect(files).toMatchInlineSnapshot(`
     {
       "default.nix": "{
       imports = [
         ./nixpkgs.nix
         ./networking.nix
         ./users.nix
         ./nix.nix
         ./packages.nix
         ./system.nix
       ];
     }
     ",
       "networking.nix": "{
       networking.hostName = "macbook";
     }
     ",
       "nix.nix": "{
       nix.settings.experimental-features = [
         "nix-command"
         "flakes"
       ];
     }
     ",
       "nixpkgs.nix": "{
       nixpkgs.hostPlatform = "aarch64-darwin";
     }
     ",
       "packages.nix": "{ pkgs, ... }:
     {
       environment.systemPackages = [ pkgs.vim ];
     }
     ",
       "system.nix": "{
       time.timeZone = "America/New_York";
       system = {
         stateVersion = 6;
         primaryUser = "patrick";
       };
     }
     ",
       "users.nix": "{
       users.users.patrick = {
         home = "/Users/patrick";
         openssh.authorizedKeys.keys = [
           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 patrick@example.com"
         ];
       };
     }
     ",
     }
    `);
    expect(await nixParses(Object.values(files))).toEqual(Object.values(files).map(() => true));
  });

  test('is an output of the flake, by a nix-darwin as old as nixpkgs', () => {
    const app = newApp();
    newMac({ users }, app);
    newMac({ users, platform: 'x86_64-darwin' }, app, 'imac');
    expect(app.render()['flake.nix']).toMatchInlineSnapshot(`
     "# Written by cosmo: change the estate, not this file.
     {
       description = "A homelab, described as code";

       inputs = {
         nix-darwin = {
           url = "github:nix-darwin/nix-darwin/nix-darwin-25.11";
           inputs.nixpkgs.follows = "nixpkgs";
         };
         nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
       };

       outputs = inputs: {
         darwinConfigurations = {
           macbook = inputs.nix-darwin.lib.darwinSystem {
             specialArgs = { inherit inputs; };
             modules = [ ./hosts/macbook ];
           };
           imac = inputs.nix-darwin.lib.darwinSystem {
             specialArgs = { inherit inputs; };
             modules = [ ./hosts/imac ];
           };
         };
         checks = {
           aarch64-darwin.macbook = inputs.self.darwinConfigurations.macbook.system;
           x86_64-darwin.imac = inputs.self.darwinConfigurations.imac.system;
         };
         formatter = {
           aarch64-darwin = inputs.nixpkgs.legacyPackages.aarch64-darwin.nixfmt-tree;
           x86_64-darwin = inputs.nixpkgs.legacyPackages.x86_64-darwin.nixfmt-tree;
         };
       };
     }
     "
    `);
    const unstable = newApp({ release: 'unstable' });
    newMac({}, unstable);
    expect(unstable.render()['flake.nix']).toContain('url = "github:nix-darwin/nix-darwin/master";');
  });

  test('is a System of its own kind', () => {
    const mac = newMac();
    expect(DarwinHost.isDarwinHost(mac) && DarwinSystem.isDarwinSystem(mac)).toBe(true);
    expect(Host.isHost(mac) || DarwinHost.isDarwinHost({})).toBe(false);
    expect([mac.kind, mac.platform, mac.stateVersion]).toEqual([SystemKind.DARWIN, 'aarch64-darwin', 6]);
    const user = mac.addUser('ada');
    expect(DarwinHost.of(user)).toBe(mac);
    expect(System.of(user)).toBe(mac);
    expect(mac.toplevel.source()).toBe('inputs.self.darwinConfigurations.macbook.system');
  });

  test('needs to be somewhere', () => {
    expect(refusal(() => DarwinHost.of(newApp())).message).toContain('HOST_MISSING');
  });

  test('takes everything else by options, override, Nix and files', () => {
    const mac = newMac({
      users,
      options: { environment: { variables: { EDITOR: 'vim' } } },
      override: { 'system.stateVersion': 5, 'nixpkgs.hostPlatform': Nix.mkForce('aarch64-darwin') },
    });
    mac.addOptions({ launchd: { daemons: {} } });
    mac.override('networking.hostName', 'other');
    mac.addNix('{ pkgs, ... }: { environment.systemPackages = [ pkgs.jq ]; }');
    mac.addNix('{ }');
    mac.addPackages('git', 'git');
    const files = filesOf(mac);
    expect(files['options.nix']).toContain('environment.variables.EDITOR = "vim";');
    expect(files['system.nix']).toContain('stateVersion = 5;');
    expect(files['nixpkgs.nix']).toContain('lib.mkForce "aarch64-darwin"');
    expect(files['networking.nix']).toContain('hostName = "other"');
    expect(files['packages.nix']).toContain('environment.systemPackages = [ pkgs.git ];');
    expect(files['raw.nix']).toContain('pkgs.jq');
  });

  test.each([
    ['HOST_NAME', () => newMac({}, newApp(), 'mac_book')],
    ['PLATFORM', () => newMac({ platform: 'aarch64-linux' })],
    ['PLATFORM', () => newMac({ platform: 'x86_64-darwin' }, newApp({ release: '26.11' }))],
    ['PLATFORM', () => newMac({ platform: 'x86_64-darwin' }, newApp({ release: 'unstable' }))],
    ['STATE_VERSION', () => newMac({ stateVersion: 8 }, newApp({ release: 'unstable' }))],
    ['STATE_VERSION', () => newMac({ stateVersion: 7 }, newApp({ release: '25.11' }))],
    ['DARWIN_RELEASE', () => newMac({ networking: { firewall: {} } }, newApp({ release: '25.05' }))],
    ['DARWIN_RELEASE', () => newMac({ homebrew: { greedyCasks: true } }, newApp({ release: '25.05' }))],
    ['DARWIN_RELEASE', () => newMac({ homebrew: { vscode: ['a.b'] } })],
    ['DARWIN_RELEASE', () => newMac({ homebrew: { cleanup: HomebrewCleanup.CHECK } })],
    ['DARWIN_RELEASE', () => newMac({ keyboard: { swapRightCommandAndOption: true } }, newApp({ release: '26.05' }))],
    ['STATE_VERSION', () => newMac({ stateVersion: 0 })],
    ['STATE_VERSION', () => newMac({ stateVersion: '25.11' as any })],
    ['DARWIN_CANNOT', () => newMac({ boot: {} } as any)],
    ['DARWIN_CANNOT', () => newMac({ fileSystems: {} } as any)],
    ['DARWIN_CANNOT', () => newMac({ firewall: {} } as any)],
    ['DARWIN_LOCAL_HOST_NAME', () => newMac({ networking: { localHostName: 'mac.local' } })],
    ['DARWIN_NETWORK_SERVICES', () => newMac({ networking: { nameservers: ['1.1.1.1'] } })],
    ['IP_ADDRESS', () => newMac({ networking: { nameservers: ['one'], services: ['Wi-Fi'] } })],
    ['DARWIN_SUDO', () => newMac({ sudo: { insideTmux: true } })],
    ['DARWIN_SSH', () => newMac({ ssh: { enable: false, extraConfig: 'x' } })],
    ['NUMBER_OUT_OF_RANGE', () => newMac({ power: { displaySleepMinutes: -1 } })],
    ['DARWIN_NIX_UNMANAGED', () => newMac({ nix: { enable: false, gc: {} } })],
    ['DARWIN_NIX_OPTIMISE', () => newMac({ nix: { settings: { 'auto-optimise-store': true } } })],
    ['NIX_GC_AGE', () => newMac({ nix: { gc: { olderThan: '2w' } } })],
    ['NUMBER_OUT_OF_RANGE', () => newMac({ nix: { gc: { schedule: { hour: 24 } } } })],
    ['NUMBER_OUT_OF_RANGE', () => newMac({ nix: { linuxBuilder: { maxJobs: 0 } } })],
    ['NIX_SUBSTITUTER_NO_KEY', () => newMac({ nix: { substituters: [{ url: 'https://x.cachix.org' }] } })],
  ])('refuses by %s', (code, make) => {
    expect(refusal(make).code).toBe(code);
  });

  test('has one name in the estate, among all hosts', () => {
    const app = newApp();
    newMac({}, app);
    new Host(app, 'other', { stateVersion: '25.11', allowNoLogin: true, hostName: 'macbook' });
    expect(findings(app, Severity.ERROR)).toContain('HOST_NAME_TAKEN');
  });

  test.each([
    ['boot', { boot: { loader: { grub: { enable: true } } } }],
    ['specialisation', { specialisation: { x: {} } }],
    ['systemd', { systemd: { services: {} } }],
    ['virtualisation', { virtualisation: { libvirtd: { enable: true } } }],
    ['networking.firewall', { networking: { firewall: { enable: true } } }],
    ['services.zfs', { services: { zfs: { trim: { enable: true } } } }],
  ])('finds %s that another construct sets', (keyPath, options) => {
    const mac = newMac({ users });
    new NixModule(mac, 'feature', { options });
    expect((mac.node.root as App).check()).toMatchObject([
      { code: 'DARWIN_CANNOT', severity: Severity.ERROR, keyPath, related: ['macbook/feature'] },
    ]);
  });

  test('imports modules that Macs share', () => {
    const app = newApp();
    const shared = new SharedModule(app, 'macs', { kind: SystemKind.DARWIN, options: { time: { timeZone: 'UTC' } } });
    const mac = newMac({ users }, app);
    shared.attachTo(mac);
    expect(filesOf(mac)['default.nix']).toContain('../../modules/macs');
    expect(app.render()['flake.nix']).toContain('darwinModules.macs = ./modules/macs;');
    expect(refusal(() => new SharedModule(app, 'nixos').attachTo(mac)).code).toBe('SHARED_MODULE_KIND');
  });

  test('has what its release has', () => {
    const app = newApp({ release: 'unstable' });
    const mac = newMac(
      { users, stateVersion: 7, keyboard: { swapRightCommandAndOption: true }, homebrew: { vscode: ['a.b'] } },
      app,
    );
    expect(filesOf(mac)['keyboard.nix']).toContain('swapRightCommandAndRightOption = true;');
    expect(findings(app)).toEqual([]);
  });

  test('leaves Nix to Determinate', () => {
    expect(filesOf(newMac({ users, nix: { enable: false } }))['nix.nix']).toBe('{\n  nix.enable = false;\n}\n');
  });

  test('lets sudo, sshd and the power be set', () => {
    const mac = newMac({
      users,
      sudo: { touchId: true, insideTmux: false },
      ssh: { enable: true },
      power: { computerSleepMinutes: 0, displaySleepMinutes: 10 },
      startupChime: false,
    });
    const files = filesOf(mac);
    expect(files['security.nix']).toBe('{\n  security.pam.services.sudo_local.touchIdAuth = true;\n}\n');
    expect(files['ssh.nix']).toContain('PasswordAuthentication no');
    expect(files['system.nix']).toMatchInlineSnapshot(`
     "{
       power.sleep = {
         computer = "never";
         display = 10;
       };
       system = {
         stateVersion = 6;
         startup.chime = false;
         primaryUser = "patrick";
       };
     }
     "
    `);
    expect(filesOf(newMac({ users, ssh: { passwordAuthentication: true } }))['ssh.nix']).toBe(
      '{\n  services.openssh.enable = true;\n}\n',
    );
    expect(filesOf(newMac({ users, ssh: { enable: false } }))['ssh.nix']).toContain('enable = false');
  });

  test('sets keys, fonts and what Nix does', () => {
    const mac = newMac({
      users,
      fonts: ['nerd-fonts.fira-code'],
      nix: {
        gc: {},
        optimise: {},
        linuxBuilder: { ephemeral: true, systems: ['aarch64-linux'] },
        trustedUsers: ['@admin'],
      },
    });
    const files = filesOf(mac);
    expect(files['packages.nix']).toContain('fonts.packages = [ pkgs.nerd-fonts.fira-code ];');
    expect(files['nix.nix']).toMatchInlineSnapshot(`
     "{
       nix = {
         gc = {
           automatic = true;
           interval = [
             {
               Weekday = 7;
               Hour = 3;
               Minute = 15;
             }
           ];
           options = "--delete-older-than 30d";
         };
         optimise.automatic = true;
         linux-builder = {
           enable = true;
           ephemeral = true;
           systems = [ "aarch64-linux" ];
         };
         settings = {
           experimental-features = [
             "nix-command"
             "flakes"
           ];
           trusted-users = [ "@admin" ];
         };
       };
     }
     "
    `);
  });
});

describe('the home of a user of a Mac', () => {
  test("is home-manager's, by the same profiles", () => {
    const app = newApp();
    const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11', packages: ['ripgrep'] });
    const mac = newMac({}, app);
    const home = common.attachTo(mac.addUser('patrick'), { programs: { git: true } });
    common.attachTo(new Host(app, 'nas', { stateVersion: '25.11', mutableUsers: true }).addUser('patrick'));
    expect(home.user.homeDirectory).toBe('/Users/patrick');
    expect(User.isUser(home.user)).toBe(false);
    const files = filesOf(mac);
    expect(files['default.nix']).toContain('inputs.home-manager.darwinModules.home-manager');
    expect(files['patrick-home-common.nix']).toMatchInlineSnapshot(`
     "{
       home-manager.users.patrick = {
         imports = [ ../../homes/common ];
         programs.git.enable = true;
       };
     }
     "
    `);
    expect(app.render()['hosts/nas/default.nix']).toContain('inputs.home-manager.nixosModules.home-manager');
  });
});

describeWithNix('a Mac, evaluated', () => {
  test('sets what it is told', () => {
    const { macbook } = evaluated((app) => {
      const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11', packages: ['ripgrep'] });
      const mac = newMac({ homebrew: { casks: ['firefox'] }, defaults: { dock: { autohide: true } } }, app);
      common.attachTo(mac.addUser('patrick', { shell: 'fish' }));
    });
    expect(macbook).toMatchObject({
      nixpkgs: { hostPlatform: 'aarch64-darwin' },
      networking: { hostName: 'macbook' },
      system: { stateVersion: 6, primaryUser: 'patrick', defaults: { dock: { autohide: true } } },
      users: { users: { patrick: { home: '/Users/patrick', shell: 'fish' } } },
      programs: { fish: { enable: true } },
      homebrew: { enable: true, casks: ['firefox'] },
      'home-manager': { users: { patrick: { home: { stateVersion: '25.11', packages: ['ripgrep'] } } } },
    });
  });
});
