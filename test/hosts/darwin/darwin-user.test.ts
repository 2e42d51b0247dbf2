import { filesOf, findings, newMac } from './support';
import { App, DarwinUser, DarwinUserProps, MachineUser, Nix, Severity } from '../../../src';
import { refusal } from '../../support/estate';
import { ED25519 } from '../support';

describe('a user of a Mac', () => {
  test('is described, and left to macOS', () => {
    const mac = newMac();
    const user = mac.addUser('patrick', {
      description: 'Patrick',
      authorizedKeys: [` ${ED25519} `],
      packages: ['jq'],
      shell: 'zsh',
    });
    expect([user.homeDirectory, user.managed]).toEqual(['/Users/patrick', false]);
    expect(DarwinUser.isDarwinUser(user) && MachineUser.isMachineUser(user)).toBe(true);
    expect(mac.findUser('patrick')).toBe(user);
    expect(mac.findUser('ada')).toBeUndefined();
    expect(filesOf(mac)['users.nix']).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       environment.shells = [ pkgs.zsh ];
       programs.zsh.enable = true;
       users.users.patrick = {
         description = "Patrick";
         home = "/Users/patrick";
         shell = pkgs.zsh;
         openssh.authorizedKeys.keys = [
           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 patrick@example.com"
         ];
         packages = [ pkgs.jq ];
       };
     }
     "
    `);
    expect(findings(mac.node.root as App)).toEqual([]);
  });

  test('is made by nix-darwin where that is asked for', () => {
    const mac = newMac({ users: { builder: { managed: true, uid: 550, gid: 20, hidden: true, shell: 'bash' } } });
    expect(filesOf(mac)['users.nix']).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       environment.shells = [ pkgs.bashInteractive ];
       programs.bash.enable = true;
       users = {
         knownUsers = [ "builder" ];
         users.builder = {
           home = "/Users/builder";
           uid = 550;
           gid = 20;
           isHidden = true;
           createHome = true;
           shell = pkgs.bashInteractive;
         };
       };
     }
     "
    `);
  });

  test('may be root', () => {
    expect(newMac().addUser('root').homeDirectory).toBe('/var/root');
  });

  test('keeps the shell of macOS until it is changed by hand', () => {
    const mac = newMac({ users: { patrick: { shell: 'fish' } } });
    expect((mac.node.root as App).check()).toMatchObject([
      { code: 'DARWIN_SHELL', severity: Severity.INFO, mend: expect.stringContaining('chsh -s') },
    ]);
    expect(filesOf(mac)['users.nix']).toContain('environment.shells = [ pkgs.fish ];');
    expect(findings(newMac({ users: { ada: { shell: Nix.pkg('nushell') } } }).node.root as App)).toEqual([
      'DARWIN_SHELL',
    ]);
  });

  test('takes options and overrides', () => {
    const mac = newMac();
    mac.addUser('patrick', {
      options: { environment: { variables: { A: 'b' } } },
      override: { 'users.users.patrick.home': '/Users/pat' },
    });
    const text = filesOf(mac)['users.nix'];
    expect(text).toContain('environment.variables.A = "b"');
    expect(text).toContain('users.users.patrick.home = "/Users/pat"');
  });

  test.each<[string, string, DarwinUserProps]>([
    ['USER_NAME', 'pat rick', {}],
    ['USER_HOME', 'patrick', { homeDirectory: 'Users/patrick' }],
    ['USER_HOME', 'patrick', { homeDirectory: '/home/patrick' }],
    ['USER_HOME', 'root', { homeDirectory: '/root' }],
    ['USER_DESCRIPTION', 'patrick', { description: '' }],
    ['NUMBER_OUT_OF_RANGE', 'patrick', { uid: -1 }],
    ['SSH_PUBLIC_KEY', 'patrick', { authorizedKeys: ['ssh-ed25519 AAAA'] }],
    ['SECRET_IN_PLAIN_SIGHT', 'patrick', { authorizedKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }],
    ['USER_MANAGED', 'patrick', { managed: true }],
    ['USER_MANAGED', 'patrick', { managed: true, uid: 501 }],
    ['USER_MANAGED', 'patrick', { hidden: true }],
    ['USER_MANAGED', 'patrick', { gid: 20 }],
  ])('is refused by %s', (code, name, props) => {
    expect(refusal(() => newMac().addUser(name, props)).code).toBe(code);
  });
});

describe('the primary user', () => {
  const homebrew = { casks: ['firefox'] };

  test('is the only one', () => {
    const mac = newMac({ homebrew });
    expect(findings(mac.node.root as App, Severity.ERROR)).toEqual(['DARWIN_PRIMARY_USER']);
    mac.addUser('patrick');
    mac.addUser('root');
    mac.addUser('builder', { managed: true, uid: 600, hidden: true });
    expect(findings(mac.node.root as App)).toEqual([]);
    expect(mac.primaryUser).toBe('patrick');
    expect(filesOf(mac)['system.nix']).toContain('primaryUser = "patrick";');
  });

  test('must be named among several, where something belongs to one', () => {
    const users = { ada: {}, bob: {} };
    expect(findings(newMac({ users, homebrew }).node.root as App)).toEqual(['DARWIN_PRIMARY_USER']);
    expect(findings(newMac({ users, defaults: { dock: {} } }).node.root as App)).toEqual([]);
    expect(findings(newMac({ users, defaults: { dock: { autohide: true } } }).node.root as App)).toEqual([
      'DARWIN_PRIMARY_USER',
    ]);
    expect(findings(newMac({ users, defaults: { loginWindow: { guest: false } } }).node.root as App)).toEqual([]);
    expect(findings(newMac({ users, homebrew, primaryUser: 'bob' }).node.root as App)).toEqual([]);
    expect(filesOf(newMac({ users }))['system.nix']).not.toContain('primaryUser');
  });

  test('must be a user of the Mac', () => {
    const mac = newMac({ users: { ada: {} }, primaryUser: 'aad' });
    expect(findings(mac.node.root as App, Severity.ERROR)).toEqual(['DARWIN_PRIMARY_USER']);
  });
});
