import { ECDSA, ED25519, filesOf, findings, newHost, RSA } from './support';
import { Nix, SecretContent, SecretFile, Severity, User } from '../../src';
import { newApp, project, refusal } from '../support/estate';

const ROOT = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };
const PASSWORD = SecretFile.at('/run/keys/patrick');

describe('users', () => {
  test('stand in one file', () => {
    const host = newHost({
      users: {
        patrick: { admin: true, groups: ['video'], shell: 'zsh', authorizedKeys: [`${ED25519}\n`], packages: ['jq'] },
        media: { systemUser: true, homeDirectory: '/var/lib/media', uid: 900 },
        guest: { shell: 'nushell', linger: true, description: 'A guest' },
      },
      groups: { media: { gid: 900 }, shared: { members: ['patrick'] } },
      sudo: { rules: [{ groups: ['shared'], commands: ['/run/current-system/sw/bin/reboot'], noPassword: true }] },
    });
    expect(filesOf(host)['users.nix']).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       environment.shells = [ pkgs.nushell ];
       programs.zsh.enable = true;
       security.sudo.extraRules = [
         {
           groups = [ "shared" ];
           commands = [
             {
               command = "/run/current-system/sw/bin/reboot";
               options = [ "NOPASSWD" ];
             }
           ];
         }
       ];
       users = {
         mutableUsers = false;
         allowNoPasswordLogin = true;
         groups = {
           media.gid = 900;
           shared.members = [ "patrick" ];
         };
         users = {
           patrick = {
             isNormalUser = true;
             extraGroups = [
               "wheel"
               "video"
             ];
             shell = pkgs.zsh;
             openssh.authorizedKeys.keys = [
               "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 patrick@example.com"
             ];
             packages = [ pkgs.jq ];
           };
           media = {
             isSystemUser = true;
             uid = 900;
             group = "media";
             home = "/var/lib/media";
           };
           guest = {
             isNormalUser = true;
             description = "A guest";
             shell = pkgs.nushell;
             linger = true;
           };
         };
       };
     }
     "
    `);
  });

  test('are known to other constructs', () => {
    const host = newHost();
    const user = host.addUser('patrick', { admin: true });
    user.addGroups('docker', 'docker');
    expect(user.host).toBe(host);
    expect(user.userName).toBe('patrick');
    expect(user.homeDirectory).toBe('/home/patrick');
    expect(host.addUser('root').homeDirectory).toBe('/root');
    expect(host.findUser('patrick')).toBe(user);
    expect(host.findUser('nobody')).toBeUndefined();
    expect(host.users.map((one) => one.userName)).toEqual(['patrick', 'root']);
    expect(user.groups).toEqual(['wheel', 'docker']);
    expect(User.isUser(user)).toBe(true);
    expect(User.isUser(host)).toBe(false);
  });

  test('take options of their own and give way to others', () => {
    const host = newHost();
    const user = new User(host, 'patrick', {
      shell: 'fish',
      options: { users: { users: { patrick: { homeMode: '755' } } } },
      override: { 'users.users.patrick.shell': Nix.pkg('zsh') },
    });
    user.addOptions({ programs: { zsh: { enable: true } } });
    const text = filesOf(host)['users.nix'];
    expect(text).toContain('homeMode = "755";');
    expect(text).toContain('shell = pkgs.zsh;');
    expect(text).not.toContain('pkgs.fish');
    expect(text).toContain('zsh.enable = true;');
  });

  test('may be changed on the machine where the owner wants it', () => {
    expect(filesOf(newHost())['users.nix']).toContain('mutableUsers = false;');
    expect(filesOf(newHost({ mutableUsers: true }))['users.nix']).toContain('mutableUsers = true;');
  });

  test.each(['Patrick', '1st', 'a b', 'a'.repeat(33), 'a:b'])('refuse the name %s', (name) => {
    expect(refusal(() => newHost().addUser(name)).code).toBe('USER_NAME');
  });

  test.each([
    ['GROUP_NAME', { groups: ['My Group'] }],
    ['NUMBER_OUT_OF_RANGE', { uid: -1 }],
    ['USER_DESCRIPTION', { description: 'a:b' }],
    ['USER_HOME', { homeDirectory: 'home/patrick' }],
    ['USER_SYSTEM_ADMIN', { systemUser: true, admin: true }],
    ['NIX_BAD_PATH', { packages: ['a b'] }],
  ])('refuse by %s', (code, props) => {
    const host = newHost();
    expect(
      refusal(() => {
        host.addUser('patrick', props);
        filesOf(host);
      }).code,
    ).toBe(code);
  });

  test('refuse groups of no name', () => {
    expect(refusal(() => filesOf(newHost({ groups: { 'a b': {} } }))).code).toBe('GROUP_NAME');
  });

  test('have ids of their own', () => {
    const host = newHost({ users: { a: { uid: 1000 }, b: { uid: 1000 } } });
    expect(findings(host)).toContain('USER_ID_TAKEN');
  });
});

describe('SSH keys', () => {
  test.each([ED25519, ECDSA, RSA, `from="10.0.0.0/8, 192.168.0.0/16",no-pty ${ED25519}`])('are taken: %.30s', (key) => {
    expect(newHost().addUser('patrick', { authorizedKeys: [key] }).userName).toBe('patrick');
  });

  const data = ED25519.split(' ')[1]!;
  test.each([
    ['no key at all', 'hello'],
    ['a kind that OpenSSH lacks', `ssh-foo ${data}`],
    ['DSA', `ssh-dss ${data}`],
    ['no data', 'ssh-ed25519'],
    ['data that is no base64', 'ssh-ed25519 AAAA!!!!'],
    ['data that is cut off', `ssh-ed25519 ${data.slice(0, 40)}`],
    ['data of another kind', `ssh-rsa ${data}`],
    [
      'a short Ed25519 key',
      `ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x04abcd', 'latin1').toString('base64')}`,
    ],
    ['several lines', `${ED25519}\n${ED25519}`],
    ['a file name', '~/.ssh/id_ed25519.pub'],
    ['options with a bare space', `no-pty no-agent ${ED25519}`],
  ])('are refused: %s', (_what, key) => {
    expect(refusal(() => newHost().addUser('patrick', { authorizedKeys: [ED25519, key] }))).toMatchObject({
      code: 'SSH_PUBLIC_KEY',
      keyPath: 'authorizedKeys[1]',
    });
  });

  test.each([
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
    ['a private age key', 'AGE-SECRET-KEY-1QQQ'],
    ['the hash of a password', '$6$salt$hash'],
    ['another hash', '$y$j9T$salt$hash'],
  ])('never are %s, and the message does not repeat it', (_what, key) => {
    const error = refusal(() => newHost().addUser('patrick', { authorizedKeys: [key] }));
    expect(error.code).toBe('SECRET_IN_PLAIN_SIGHT');
    expect(error.message).not.toContain(key);
  });
});

describe('passwords', () => {
  test('stay in a secret file', () => {
    const host = newHost({
      users: { patrick: { hashedPasswordFile: SecretFile.of(Nix.ref('config.age.secrets.p.path')) } },
    });
    expect(filesOf(host)['users.nix']).toContain('hashedPasswordFile = config.age.secrets.p.path;');
  });

  test.each([
    ['SECRET_IN_PLAIN_SIGHT', '$6$salt$hash'],
    ['SECRET_FILE', '/run/keys/patrick'],
    ['SECRET_FILE', { path: 3 }],
    ['SECRET_FILE', { path: '/nix/store/x-hash' }],
    ['SECRET_FILE', { path: Nix.path('./hash') }],
  ])('are refused by %s', (code, file) => {
    expect(refusal(() => newHost().addUser('patrick', { hashedPasswordFile: file as any })).code).toBe(code);
  });
});

test('a password that is an environment file is refused', () => {
  const hashedPasswordFile = { path: '/run/secrets/p', content: SecretContent.ENVIRONMENT };
  expect(refusal(() => newHost().addUser('patrick', { hashedPasswordFile })).code).toBe('SECRET_CONTENT');
});

describe('sudo', () => {
  test.each([
    ['SUDO_RULE_FOR_NOBODY', { commands: ['ALL'] }],
    ['SUDO_RULE_EMPTY', { users: ['patrick'], commands: [] }],
    ['SUDO_COMMAND', { users: ['patrick'], commands: ['reboot'] }],
  ])('refuses by %s', (code, rule) => {
    expect(refusal(() => filesOf(newHost({ sudo: { rules: [rule] } }))).code).toBe(code);
  });
});

describe('a machine that locks its owner out', () => {
  const check = (props: object, severity?: Severity) =>
    findings(newHost({ fileSystems: ROOT, allowNoLogin: false, ...props }), severity);
  const admin = { admin: true, authorizedKeys: [ED25519], hashedPasswordFile: PASSWORD };

  test('is an error, or a warning while it has no users', () => {
    expect(check({ users: { patrick: {} } }, Severity.ERROR)).toEqual(['HOST_NO_LOGIN']);
    expect(check({}, Severity.WARNING)).toEqual(['HOST_NO_LOGIN']);
  });

  test.each([
    ['whose users have keys but are no administrators', { users: { patrick: { authorizedKeys: [ED25519] } } }],
    [
      'whose administrators have keys and no sshd',
      { users: { patrick: { admin: true, authorizedKeys: [ED25519] } }, ssh: { enable: false } },
    ],
    [
      'whose sshd lets in somebody else',
      { users: { patrick: { admin: true, authorizedKeys: [ED25519] } }, ssh: { allowUsers: ['root'] } },
    ],
    ['whose root has a key that sshd does not take', { users: { root: { authorizedKeys: [ED25519] } } }],
  ])('is one %s', (_what, props) => {
    expect(check(props, Severity.ERROR)).toEqual(['HOST_NO_LOGIN']);
  });

  test.each([
    ['an administrator has a key and a password', { users: { patrick: admin } }],
    ['users may be changed', { mutableUsers: true, users: { patrick: {} } }],
    ['the owner means it', { allowNoLogin: true, users: { patrick: {} } }],
    [
      'options give root a password',
      { users: { a: {} }, options: { users: { users: { root: { hashedPasswordFile: '/run/keys/root' } } } } },
    ],
  ])('is none where %s', (_what, props) => {
    expect(check(props)).toEqual([]);
  });

  test('is for hand-written modules to say', () => {
    const host = newHost({ fileSystems: ROOT, allowNoLogin: false, users: { patrick: {} } }, newApp());
    host.addNix('{ users.users.root.initialPassword = "x"; }');
    expect(findings(host, Severity.ERROR)).toEqual([]);
  });

  test('is none the less one where the hardware is told by a generated file', () => {
    const app = newApp({ projectRoot: project({ 'hardware.nix': '{ }' }) });
    const hardware = { configurationFile: 'hardware.nix' };
    const host = newHost({ hardware, allowNoLogin: false, users: { patrick: {} } }, app);
    expect(findings(host, Severity.ERROR)).toEqual(['HOST_NO_LOGIN']);
  });

  test('is half one where sudo asks for a password that nobody has', () => {
    const users = { patrick: { admin: true, authorizedKeys: [ED25519] } };
    expect(check({ users })).toEqual(['SUDO_WITHOUT_PASSWORD']);
    expect(check({ users, sudo: { wheelNeedsPassword: false } })).toEqual([]);
  });
});
