import { ED25519, filesOf, findings, newHost } from './support';
import { Claims, NixModule, PermitRootLogin, Severity, UpgradeOperation } from '../../src';
import { refusal } from '../support/estate';

const ROOT = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };

describe('the SSH server', () => {
  test('is on and hardened', () => {
    expect(filesOf(newHost())['ssh.nix']).toMatchInlineSnapshot(`
     "{
       services.openssh = {
         enable = true;
         settings = {
           PasswordAuthentication = false;
           KbdInteractiveAuthentication = false;
           PermitRootLogin = "no";
           X11Forwarding = false;
         };
       };
     }
     "
    `);
  });

  test('takes what its owner chooses', () => {
    const host = newHost({
      ssh: {
        ports: [2222],
        interfaces: ['tailscale0'],
        listenAddresses: ['10.0.0.1'],
        passwordAuthentication: true,
        permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD,
        allowUsers: ['patrick'],
        hostKeys: [{ path: '/persist/ssh/key' }, { path: '/persist/ssh/rsa', type: 'rsa', bits: 4096 }],
        settings: { LogLevel: 'VERBOSE' },
      },
    });
    const files = filesOf(host);
    expect(files['ssh.nix']).toMatchInlineSnapshot(`
     "{
       services.openssh = {
         enable = true;
         ports = [ 2222 ];
         openFirewall = false;
         listenAddresses = [ { addr = "10.0.0.1"; } ];
         hostKeys = [
           {
             path = "/persist/ssh/key";
             type = "ed25519";
           }
           {
             path = "/persist/ssh/rsa";
             type = "rsa";
             bits = 4096;
           }
         ];
         settings = {
           PasswordAuthentication = true;
           KbdInteractiveAuthentication = false;
           PermitRootLogin = "prohibit-password";
           X11Forwarding = false;
           AllowUsers = [ "patrick" ];
           LogLevel = "VERBOSE";
         };
       };
     }
     "
    `);
    expect(files['firewall.nix']).toContain('interfaces.tailscale0.allowedTCPPorts = [ 2222 ];');
  });

  test('can be off', () => {
    expect(filesOf(newHost({ ssh: { enable: false } }))['ssh.nix']).toBeUndefined();
  });

  test('shares its port with no other', () => {
    const host = newHost({ fileSystems: ROOT });
    Claims.of(new NixModule(host, 'git')).tcpPort(22, { purpose: 'a git server' });
    expect(findings(host)).toEqual(['TCP_PORT_TAKEN']);
    const other = newHost({ fileSystems: ROOT, ssh: { listenAddresses: ['10.0.0.1'] } });
    Claims.of(new NixModule(other, 'git')).tcpPort(22, { address: '10.0.0.2' });
    expect(findings(other)).toEqual([]);
  });

  test.each([
    ['PORT_OUT_OF_RANGE', { ports: [0] }],
    ['SSH_NO_PORT', { ports: [] }],
    ['IP_ADDRESS', { listenAddresses: ['10.0.0.1/24'] }],
    ['INTERFACE_NAME', { interfaces: ['far-too-long-a-name'] }],
    ['SSH_FIREWALL_TWICE', { interfaces: ['eth0'], openFirewall: true }],
    ['SSH_HOST_KEY_PATH', { hostKeys: [{ path: 'key' }] }],
    ['SSH_HOST_KEY_PATH', { hostKeys: [{ path: '/nix/store/x' }] }],
    ['VALUE_UNKNOWN', { hostKeys: [{ path: '/k', type: 'dsa' }] }],
    ['SSH_HOST_KEY_BITS', { hostKeys: [{ path: '/k', bits: 4096 }] }],
    ['NUMBER_OUT_OF_RANGE', { hostKeys: [{ path: '/k', type: 'rsa', bits: 1024 }] }],
  ])('refuses by %s', (code, ssh) => {
    expect(refusal(() => newHost({ ssh })).code).toBe(code);
  });

  test.each([
    [['SSH_PASSWORDS_OPEN'], { passwordAuthentication: true }],
    [['SSH_PASSWORDS_OPEN'], { kbdInteractiveAuthentication: true }],
    [[], { passwordAuthentication: true, interfaces: ['eno1'] }],
    [[], { passwordAuthentication: true, openFirewall: false }],
    [
      ['SSH_ROOT_PASSWORD'],
      { passwordAuthentication: true, openFirewall: false, permitRootLogin: PermitRootLogin.YES },
    ],
    [['SSH_ALLOWS_UNKNOWN_USER'], { allowUsers: ['patrik'] }],
    [[], { allowUsers: ['patrick@10.0.0.*', 'root', 'g*'] }],
  ])('warns by %j', (codes, ssh) => {
    const users = { patrick: { authorizedKeys: [ED25519] } };
    expect(findings(newHost({ fileSystems: ROOT, users, ssh }), Severity.WARNING)).toEqual(codes);
  });

  test('warns of passwords behind a firewall that is off', () => {
    const props = {
      fileSystems: ROOT,
      firewall: { enable: false },
      ssh: { passwordAuthentication: true, interfaces: ['eth0'] },
    };
    expect(findings(newHost(props))).toEqual(['SSH_PASSWORDS_OPEN']);
  });
});

describe('Nix itself', () => {
  test('takes what its owner chooses', () => {
    const host = newHost({
      nix: {
        experimentalFeatures: ['nix-command', 'flakes', 'pipe-operators'],
        trustedUsers: ['@wheel'],
        substituters: [
          { url: 'https://cache.nixos.org' },
          { url: 'https://x.example.org', publicKeys: ['x-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs='] },
        ],
        autoOptimiseStore: true,
        maxJobs: 4,
        gc: { olderThan: '14d', randomizedDelay: '1h' },
        channels: false,
        package: 'nixVersions.latest',
        settings: { 'keep-outputs': true },
      },
    });
    expect(filesOf(host)['nix.nix']).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       nix = {
         channel.enable = false;
         gc = {
           automatic = true;
           dates = "weekly";
           options = "--delete-older-than 14d";
           randomizedDelaySec = "1h";
         };
         package = pkgs.nixVersions.latest;
         settings = {
           experimental-features = [
             "nix-command"
             "flakes"
             "pipe-operators"
           ];
           trusted-users = [ "@wheel" ];
           substituters = [
             "https://cache.nixos.org"
             "https://x.example.org"
           ];
           trusted-public-keys = [ "x-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=" ];
           auto-optimise-store = true;
           max-jobs = 4;
           keep-outputs = true;
         };
       };
     }
     "
    `);
  });

  test('has nothing to say where its owner wants nothing', () => {
    expect(filesOf(newHost({ nix: { experimentalFeatures: [] } }))['nix.nix']).toBeUndefined();
  });

  const url = 'https://x.example.org';
  test.each([
    ['NIX_SUBSTITUTER_NO_KEY', { substituters: [{ url }] }],
    ['NIX_SUBSTITUTER_NO_KEY', { substituters: [{ url, publicKeys: [] }] }],
    ['NIX_SUBSTITUTER', { substituters: [{ url: 'x.example.org', publicKeys: [] }] }],
    ['NIX_PUBLIC_KEY', { substituters: [{ url, publicKeys: ['x-1:short='] }] }],
    ['NIX_PUBLIC_KEY', { substituters: [{ url, publicKeys: ['mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs='] }] }],
    ['NIX_GC_AGE', { gc: { olderThan: '2w' } }],
    ['NUMBER_OUT_OF_RANGE', { maxJobs: -1 }],
    ['NUMBER_OUT_OF_RANGE', { cores: 0.5 }],
    ['NIX_BAD_PATH', { package: 'a b' }],
  ])('refuses by %s', (code, nix) => {
    expect(refusal(() => newHost({ nix })).code).toBe(code);
  });
});

describe('automatic upgrades', () => {
  const flake = 'github:example/cosmo?dir=nix-out';

  test('wait for the next boot unless another operation is asked for', () => {
    expect(filesOf(newHost({ autoUpgrade: { flake } }))['system.nix']).toMatchInlineSnapshot(`
     "{
       system = {
         stateVersion = "25.11";
         autoUpgrade = {
           enable = true;
           flake = "github:example/cosmo?dir=nix-out";
           operation = "boot";
           dates = "04:40";
           randomizedDelaySec = "45min";
         };
       };
     }
     "
    `);
  });

  test('restart in a span, switch, and miss a run, where that is asked for', () => {
    const host = newHost({
      autoUpgrade: {
        flake,
        operation: UpgradeOperation.SWITCH,
        schedule: 'Sun 03:00',
        randomizedDelay: '0',
        persistent: false,
        allowReboot: true,
        rebootWindow: { lower: '23:00', upper: '05:00' },
        flags: ['-L'],
      },
    });
    expect(filesOf(host)['system.nix']).toMatchInlineSnapshot(`
     "{
       system = {
         stateVersion = "25.11";
         autoUpgrade = {
           enable = true;
           flake = "github:example/cosmo?dir=nix-out";
           operation = "switch";
           flags = [ "-L" ];
           dates = "Sun 03:00";
           randomizedDelaySec = "0";
           persistent = false;
           allowReboot = true;
           rebootWindow = {
             lower = "23:00";
             upper = "05:00";
           };
         };
       };
     }
     "
    `);
  });

  test.each([
    ['AUTO_UPGRADE_FLAKE', { flake: '.' }],
    ['AUTO_UPGRADE_FLAKE', { flake: 'github:a b' }],
    ['AUTO_UPGRADE_REBOOT', { flake, rebootWindow: { lower: '01:00', upper: '02:00' } }],
    ['AUTO_UPGRADE_TIME', { flake, allowReboot: true, rebootWindow: { lower: '1:00', upper: '02:00' } }],
    ['AUTO_UPGRADE_TIME', { flake, allowReboot: true, rebootWindow: { lower: '01:00', upper: '24:00' } }],
  ])('are refused by %s', (code, autoUpgrade) => {
    expect(refusal(() => newHost({ autoUpgrade })).code).toBe(code);
  });
});

describe('the locale', () => {
  test('is told by the field’s own names', () => {
    const host = newHost({
      locale: {
        timeZone: 'Europe/Berlin',
        defaultLocale: 'en_US.UTF-8',
        categories: { LC_TIME: 'de_DE.UTF-8' },
        keyMap: 'de',
        consoleFont: 'Lat2-Terminus16',
        xkbLayout: 'de',
      },
    });
    expect(filesOf(host)['locale.nix']).toMatchInlineSnapshot(`
     "{
       console = {
         font = "Lat2-Terminus16";
         keyMap = "de";
       };
       i18n = {
         defaultLocale = "en_US.UTF-8";
         extraLocaleSettings.LC_TIME = "de_DE.UTF-8";
       };
       services.xserver.xkb.layout = "de";
       time.timeZone = "Europe/Berlin";
     }
     "
    `);
  });

  test.each(['America/New_York', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5', 'Asia/Ust-Nera'])(
    'takes %s',
    (timeZone) => {
      expect(filesOf(newHost({ locale: { timeZone } }))['locale.nix']).toContain(`"${timeZone}"`);
    },
  );

  test.each(['america/new_york', 'New York', 'EDT', 'GMT+5', 'Amerika/New_York', 'Europe/', ''])(
    'refuses the zone "%s"',
    (timeZone) => {
      expect(refusal(() => newHost({ locale: { timeZone } })).code).toBe('TIME_ZONE');
    },
  );

  test.each([
    ['LOCALE', { defaultLocale: 'English' }],
    ['LOCALE', { categories: { LC_TIME: 'de-DE' } }],
    ['LOCALE_CATEGORY', { categories: { TIME: 'de_DE.UTF-8' } }],
  ])('refuses by %s', (code, locale) => {
    expect(refusal(() => newHost({ locale })).code).toBe(code);
  });
});
