import { attic, dangersOf, output, told } from './outputs';
import { diffOutputs } from '../../src/diff';

/** What is dangerous: a name, the options before and after, and what is said. */
const DANGEROUS: [name: string, before: string, after: string, said: string][] = [
  [
    'a state version',
    'system.stateVersion = "24.11";',
    'system.stateVersion = "25.11";',
    'STATE_VERSION the state version changes; it stays what it was when the machine was installed',
  ],
  [
    'the state version of a home',
    'home-manager.users.ada.home.stateVersion = "24.11";',
    'home-manager.users.ada.home.stateVersion = "25.11";',
    'STATE_VERSION the state version changes; it stays what it was when the machine was installed',
  ],
  [
    'the device of a file system',
    'fileSystems."/".device = "tank/a";',
    'fileSystems."/".device = "tank/b";',
    'STORAGE what is mounted at / changes',
  ],
  [
    'a file system that is gone',
    'fileSystems."/x" = { device = "tank/x"; fsType = "zfs"; };',
    '',
    'STORAGE the file system /x is removed',
  ],
  [
    'another subvolume',
    'fileSystems."/".options = [ "subvol=a" ];',
    'fileSystems."/".options = [ "subvol=b" ];',
    'STORAGE what is mounted at / changes',
  ],
  [
    'a disk of disko',
    'disko.devices.disk.main.device = "/dev/sda";',
    'disko.devices.disk.main.device = "/dev/sdb";',
    'STORAGE the layout of disk main is another one; disko does not change what is there: an installation anew would',
  ],
  [
    'a dataset of disko',
    'disko.devices.zpool.tank.datasets = { a.type = "zfs_fs"; b.type = "zfs_fs"; };',
    'disko.devices.zpool.tank.datasets = { a.type = "zfs_fs"; };',
    'STORAGE the layout of zpool tank is another one; disko does not change what is there: an installation anew would',
  ],
  [
    'the host id',
    'networking.hostId = "00000001";',
    'networking.hostId = "00000002";',
    'STORAGE the host id, by which ZFS takes a pool for its own, changes',
  ],
  [
    'the folder of a service',
    'services.plex.dataDir = "/a";',
    'services.plex.dataDir = "/b";',
    'STORAGE where a service keeps its data changes',
  ],
  [
    'a container that is gone',
    'containers.web = { autoStart = true; localAddress = "10.0.0.2"; };',
    '',
    'GUEST_REDEFINED the container web is removed',
  ],
  ['a microvm', 'microvm.mem = 512;', 'microvm.mem = 1024;', 'GUEST_REDEFINED the microvm is defined anew'],
  [
    'a guest that is gone',
    'systemd.services.libvirt-guest-vm.script = "virsh define";',
    '',
    'GUEST_REDEFINED the guest vm is no longer defined',
  ],
  [
    'a port',
    'networking.firewall.allowedTCPPorts = [ 22 ];',
    'networking.firewall.allowedTCPPorts = [ 22 80 ];',
    'FIREWALL_OPENED the firewall lets more in',
  ],
  [
    'a first port of an interface',
    '',
    'networking.firewall.interfaces.lan.allowedUDPPorts = [ 53 ];',
    'FIREWALL_OPENED the firewall lets more in on lan',
  ],
  ['no firewall', '', 'networking.firewall.enable = false;', 'FIREWALL_OPENED the firewall is off'],
  [
    'no firewall in a container',
    '',
    'containers.web.config.networking.firewall.enable = false;',
    'FIREWALL_OPENED the firewall is off',
  ],
  [
    'a service that opens its ports',
    'services.plex.openFirewall = false;',
    'services.plex.openFirewall = true;',
    'FIREWALL_OPENED the service opens its ports',
  ],
  [
    'a forwarded port',
    '',
    'networking.nat.forwardPorts = [ { sourcePort = 80; destination = "10.0.0.2:80"; } ];',
    'FIREWALL_OPENED ports are forwarded',
  ],
  [
    'a user',
    'users.users.ada = { isNormalUser = true; openssh.authorizedKeys.keys = [ "k" ]; };',
    '',
    'ACCESS_LOST the user ada is removed',
  ],
  [
    'a key',
    'users.users.ada = { isNormalUser = true; openssh.authorizedKeys.keys = [ "k" "l" ]; };',
    'users.users.ada = { isNormalUser = true; openssh.authorizedKeys.keys = [ "k" ]; };',
    'ACCESS_LOST ada loses an SSH key',
  ],
  [
    'an administrator',
    'users.users.ada.extraGroups = [ "wheel" "video" ];',
    'users.users.ada.extraGroups = [ "video" ];',
    'ACCESS_LOST ada is no administrator any more',
  ],
  [
    'a password file',
    'users.users.ada = { uid = 1; hashedPasswordFile = "/a"; };',
    'users.users.ada = { uid = 1; };',
    'ACCESS_LOST the password of ada is removed',
  ],
  ['the SSH server', 'services.openssh.enable = true;', '', 'ACCESS_LOST the SSH server is off'],
  [
    'passwords by SSH',
    'services.openssh.settings.PasswordAuthentication = false;',
    'services.openssh.settings.PasswordAuthentication = true;',
    'ACCESS_OPENED SSH takes passwords',
  ],
  [
    'root by SSH',
    'services.openssh.settings.PermitRootLogin = "no";',
    'services.openssh.settings.PermitRootLogin = "yes";',
    'ACCESS_OPENED root may log in by SSH',
  ],
  [
    'sudo without a password',
    '',
    'security.sudo.wheelNeedsPassword = false;',
    'ACCESS_OPENED administrators need no password',
  ],
  [
    'a secret that comes from elsewhere',
    'age.secrets.key.file = ./a.age;',
    'age.secrets.key.file = ./b.age;',
    'SECRET_RECIPIENTS the secret key comes from elsewhere',
  ],
  ['a secret that is gone', 'age.secrets.key.file = ./a.age;', '', 'SECRET_RECIPIENTS the secret key is removed'],
];

/** What is not. */
const HARMLESS: [name: string, before: string, after: string][] = [
  ['a new file system', '', 'fileSystems."/x".device = "tank/x";'],
  ['a mount option', 'fileSystems."/".options = [ "noatime" ];', 'fileSystems."/".options = [ ];'],
  ['a new disk', '', 'disko.devices.disk.new.device = "/dev/sdz";'],
  ['a new container', '', 'containers.web = { privateNetwork = true; localAddress = "10.0.0.2"; };'],
  [
    'a closed port',
    'networking.firewall.allowedTCPPorts = [ 22 80 ];',
    'networking.firewall.allowedTCPPorts = [ 22 ];',
  ],
  [
    'ports in another order',
    'networking.firewall.allowedTCPPorts = [ 1 2 ];',
    'networking.firewall.allowedTCPPorts = [ 2 1 ];',
  ],
  ['the firewall on', '', 'networking.firewall.enable = true;'],
  ['a new user', '', 'users.users.ada = { isNormalUser = true; extraGroups = [ "wheel" ]; };'],
  [
    'one more key',
    'users.users.ada.openssh.authorizedKeys.keys = [ "k" ];',
    'users.users.ada.openssh.authorizedKeys.keys = [ "k" "l" ];',
  ],
  ['another shell', 'users.users.ada.shell = "a";', 'users.users.ada.shell = "b";'],
  ['a service', 'services.nginx.enable = true;', 'services.nginx.enable = false;'],
  [
    'root kept out',
    'services.openssh.settings.PermitRootLogin = "yes";',
    'services.openssh.settings.PermitRootLogin = "no";',
  ],
  ['a new secret', '', 'age.secrets.key.file = ./a.age;'],
];

describe('dangers', () => {
  test.each(DANGEROUS)('%s', (_name, before, after, said) => {
    expect(dangersOf(`{ ${before} }`, `{ ${after} }`)).toEqual([said]);
    // What is new has nothing to lose.
    expect(diffOutputs(output({}), attic(`{ ${after} }`)).dangers).toEqual([]);
  });

  test.each(HARMLESS)('%s is none', (_name, before, after) => {
    expect(dangersOf(`{ ${before} }`, `{ ${after} }`)).toEqual([]);
  });

  test('are told also of what moved', () => {
    const disk = (name: string) =>
      `{ fileSystems."${name}" = { device = "/dev/disk/by-label/data"; fsType = "ext4"; }; }`;
    expect(dangersOf(disk('/a'), disk('/b'))).toEqual(['STORAGE the file system /a is removed']);
  });
});

describe('dangers of what is imported', () => {
  const TREE = JSON.stringify({
    tree: {
      id: '',
      path: '',
      type: 'App',
      children: [
        { id: 'attic', path: 'attic', type: 'Host', folder: 'hosts/attic' },
        { id: 'base', path: 'base', type: 'SharedModule', folder: 'modules/base' },
      ],
    },
  });
  const BASE = '{ users.users.ada = { isNormalUser = true; uid = 1000; }; networking.firewall.enable = false; }';
  const side = (host: string, base: string) => attic(host, { 'tree.json': TREE, 'modules/base/default.nix': base });
  const dangers = (was: [string, string], is: [string, string]) =>
    diffOutputs(side(...was), side(...is)).dangers.map(({ code, system }) => `${code} ${system}`);
  const WITH = '{ imports = [ ../../modules/base ]; }';

  test('an import that is new brings what it has, and one that is gone takes it', () => {
    expect(dangers(['{ }', BASE], [WITH, BASE])).toEqual(['FIREWALL_OPENED hosts/attic']);
    expect(dangers([WITH, BASE], ['{ }', BASE])).toEqual(['ACCESS_LOST hosts/attic']);
  });

  test('what goes into a shared module is not lost', () => {
    const own = WITH.replace('}', 'users.users.ada = { isNormalUser = true; uid = 1000; }; }');
    expect(dangers([own, '{ }'], [WITH, BASE.replace('false', 'true')])).toEqual([]);
  });

  test('what changes in a shared module is told there alone', () => {
    expect(dangers([WITH, BASE], [WITH, '{ networking.firewall.enable = false; }'])).toEqual([
      'ACCESS_LOST modules/base',
    ]);
  });
});

describe('dangers of files', () => {
  const project = (path: string, was: string, is: string) =>
    told(diffOutputs(output({}, { [path]: was }), output({}, { [path]: is })).dangers);

  test('recipients of agenix', () => {
    const rules = (names: string) => `let a = "k1"; b = "k2"; in { "x.age".publicKeys = [ ${names} ]; }`;
    expect(project('secrets.nix', rules('a b'), rules('a'))).toEqual(['SECRET_RECIPIENTS fewer can decrypt x.age']);
    expect(project('secrets.nix', rules('a'), rules('a b'))).toEqual(['SECRET_RECIPIENTS more can decrypt x.age']);
    expect(project('secrets.nix', rules('a'), rules('a').replace('k1', 'k3'))).toEqual([
      'SECRET_RECIPIENTS the key of a is another one',
    ]);
  });

  test('recipients of sops', () => {
    const rules = (keys: string) => `creation_rules:\n  - path_regex: x\n    age: ${keys}\n`;
    expect(project('.sops.yaml', rules('age1a'), rules('age1a,age1b'))).toEqual([
      'SECRET_RECIPIENTS who can decrypt secrets changes',
    ]);
  });

  test('recipients in an encrypted file', () => {
    const age = (tags: string[], body: string) =>
      `age-encryption.org/v1\n${tags.map((tag) => `-> ssh-ed25519 ${tag} key\nbody\n`).join('')}--- mac\n${body}`;
    const files = (text: string) => output({ 'assets/x.age': text });
    const diff = diffOutputs(files(age(['AAA', 'BBB'], '1')), files(age(['AAA'], '2')));
    expect(told(diff.dangers)).toEqual(['SECRET_RECIPIENTS fewer can decrypt assets/x.age']);
    const rotated = diffOutputs(files(age(['AAA'], '1')), files(age(['AAA'], '2')));
    expect(rotated.files.map(({ kind, path }) => [kind, path])).toEqual([['changed', 'assets/x.age']]);
    expect(rotated.dangers).toEqual([]);
  });

  test('the definition of a guest', () => {
    const side = (memory: number, description: string) =>
      attic('{ x = ./vm.xml; }', {
        'hosts/attic/vm.xml': `<domain type='kvm'><name>vm</name><description>${description}</description><memory unit='MiB'>${memory}</memory></domain>`,
      });
    const diff = diffOutputs(side(512, 'a'), side(1024, 'a'));
    expect(told(diff.dangers)).toEqual(['GUEST_REDEFINED the guest vm is defined anew']);
    expect(diff.systems[0]!.files[0]!.changes).toMatchObject([
      { path: ['domain', 'memory'], from: { value: '512' }, to: { value: '1024' } },
    ]);
    expect(diffOutputs(side(512, 'a'), side(512, 'b')).dangers).toEqual([]);
  });

  test('what a tailnet lets through', () => {
    const policy = (grants: string) => `// made\n{ "grants": [ ${grants} ], }`;
    const grant = '{ "src": ["*"], "dst": ["*"], "ip": ["*"] },';
    expect(project('policy.hujson', policy(''), policy(grant))).toEqual([
      'ACCESS_OPENED the tailnet lets more through',
    ]);
    expect(project('policy.hujson', policy(grant), policy(''))).toEqual([]);
  });
});
