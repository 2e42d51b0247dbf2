import { ED25519, findings, newHost } from './support';
import { App, HostProps, Nix, NixosContainer, SecretFile } from '../../src';
import { newApp } from '../support/estate';

const fileSystems = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };
const flake = 'github:example/estate?dir=nix-out';
const desktop = { services: { displayManager: { sddm: { enable: true } } } };

function check(props: Partial<HostProps>, app: App = newApp()): string[] {
  return findings(newHost({ fileSystems, ...props }, app));
}

describe('what the modules of a host set', () => {
  test.each<[string, string[], Partial<HostProps>]>([
    [
      'passwords by an option',
      ['SSH_PASSWORDS_OPEN'],
      { override: { 'services.openssh.settings.PasswordAuthentication': Nix.mkForce(true) } },
    ],
    [
      'passwords on a port that the firewall opens by hand',
      ['SSH_PASSWORDS_OPEN'],
      { ssh: { passwordAuthentication: true, openFirewall: false }, firewall: { tcpPorts: [22] } },
    ],
    [
      'a directive behind Match, which holds for some',
      [],
      { options: { services: { openssh: { extraConfig: 'Match User git\n  PasswordAuthentication no' } } } },
    ],
    [
      'a directive as the settings have it',
      [],
      { options: { services: { openssh: { extraConfig: 'X11Forwarding no' } } } },
    ],
    [
      'empty passwords in the extra configuration',
      ['SSH_EMPTY_PASSWORDS'],
      { options: { services: { openssh: { extraConfig: 'PermitEmptyPasswords yes' } } } },
    ],
    [
      'a group of a service',
      [],
      { users: { ada: { groups: ['grafana'] } }, options: { services: { grafana: { enable: true } } } },
    ],
    ['a group that is declared', [], { users: { ada: { groups: ['media'] } }, groups: { media: {} } }],
    ['a group that nothing makes', ['USER_GROUP_UNKNOWN'], { users: { ada: { groups: ['media'] } } }],
    ['consoles on two lines', [], { kernel: { params: ['console=tty0', 'console=ttyS0,115200'] } }],
    [
      'a restart right after the upgrade',
      [],
      { autoUpgrade: { flake, allowReboot: true, rebootWindow: { lower: '04:00', upper: '06:00' } } },
    ],
    [
      'a span over midnight',
      [],
      {
        autoUpgrade: { flake, schedule: '00:30', allowReboot: true, rebootWindow: { lower: '23:00', upper: '02:00' } },
      },
    ],
    ['an upgrade at boot beside a desktop', [], { autoUpgrade: { flake }, options: desktop }],
    [
      'an upgrade as NixOS does it, beside a desktop',
      ['AUTO_UPGRADE_DESKTOP'],
      { options: { ...desktop, system: { autoUpgrade: { enable: true, flake } } } },
    ],
    [
      'a cache that needs no key',
      [],
      { nix: { settings: { 'extra-substituters': ['https://a.example?trusted=true'] } } },
    ],
    ['a setting that is added to', [], { nix: { settings: { 'extra-experimental-features': ['ca-derivations'] } } }],
    ['a setting of sshd in another case', ['SETTING_MISSPELT'], { ssh: { settings: { usedns: false } } }],
    ['a locked password', [], { users: { ada: {} }, options: { users: { users: { ada: { hashedPassword: '!' } } } } }],
    [
      'a hash in the store',
      ['PASSWORD_IN_STORE'],
      { users: { ada: {} }, options: { users: { users: { ada: { hashedPassword: '$y$j9T$abc' } } } } },
    ],
    [
      'a shell whose check is off',
      [],
      {
        users: { ada: {} },
        options: { users: { users: { ada: { shell: Nix.pkg('fish'), ignoreShellProgramCheck: true } } } },
      },
    ],
    [
      'a user of a service with a password',
      [],
      {
        options: {
          services: { mosquitto: { enable: true } },
          users: { users: { mosquitto: { hashedPasswordFile: '/run/keys/m' } } },
        },
      },
    ],
  ])('%s gives %j', (_what, codes, props) => {
    expect(check(props)).toEqual(codes);
  });

  test('is read where it is written in Nix', () => {
    const host = newHost({ fileSystems });
    host.addNix('{ lib, ... }: { services.openssh.settings.PasswordAuthentication = lib.mkForce true; }');
    expect(findings(host)).toEqual(['SSH_PASSWORDS_OPEN']);
  });

  test('a group that a user has use for elsewhere is that of a user described for all hosts', () => {
    const app = newApp();
    const users = { ada: { groups: ['docker'] } };
    newHost({ fileSystems, users, options: { virtualisation: { docker: { enable: true } } } }, app, 'docks');
    expect(check({ users }, app)).toEqual([]);
  });

  test('a password that is declared for two users of a machine that may change them is one finding', () => {
    const hashedPasswordFile = SecretFile.at('/run/keys/password');
    const users = { ada: { hashedPasswordFile }, grace: { hashedPasswordFile } };
    expect(check({ mutableUsers: true, users })).toEqual(['PASSWORD_ONLY_ONCE']);
  });

  test('a container may have a state version of its own, and none that is newer than the release', () => {
    const host = newHost({ fileSystems });
    new NixosContainer(host, 'old', { privateNetwork: false, stateVersion: '24.05' });
    expect(findings(host)).toEqual([]);
    new NixosContainer(host, 'new', { privateNetwork: false, stateVersion: '26.05' });
    expect(findings(host)).toEqual(['STATE_VERSION_NEWER']);
  });

  test('a user beside an administrator may do without a key where nobody is to log in', () => {
    const ada = { admin: true, authorizedKeys: [ED25519] };
    const users = { ada, grace: { shell: 'fish' } };
    const sudo = { wheelNeedsPassword: false };
    expect(check({ users, sudo })).toEqual([]);
    expect(check({ users, sudo, allowNoLogin: false })).toEqual(['USER_CANNOT_LOG_IN']);
  });
});
