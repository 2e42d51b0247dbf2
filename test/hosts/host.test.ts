import { ED25519, filesOf, findings, newHost } from './support';
import { App, CpuVendor, HardwareProfile, Host, Nix, NixModule, SecretFile } from '../../src';
import { newApp, project, refusal } from '../support/estate';
import { nixParses } from '../support/nix';

/** The reference server, as far as a Host alone describes it. */
function server(app: App = newApp()): Host {
  return new Host(app, 'classic-laddie', {
    stateVersion: '25.11',
    hostId: '8425e349',
    hardware: {
      profile: HardwareProfile.NOT_DETECTED,
      cpu: CpuVendor.AMD,
      availableKernelModules: ['nvme', 'ahci'],
    },
    fileSystems: {
      '/': { device: 'rpool/root', fsType: 'zfs' },
      '/boot': { device: '/dev/disk/by-uuid/EC47-D6C0', fsType: 'vfat', options: ['fmask=0077', 'dmask=0077'] },
    },
    locale: { timeZone: 'America/New_York' },
    packages: ['vim', 'git'],
    users: {
      patrick: {
        admin: true,
        groups: ['networkmanager'],
        shell: 'zsh',
        authorizedKeys: [ED25519],
        hashedPasswordFile: SecretFile.at('/run/keys/patrick'),
      },
    },
  });
}

describe('a host', () => {
  test('comes out as files that read well', () => {
    const host = server();
    // Its pool is no construct here: nothing scrubs it.
    const found = (host.node.root as App).check().filter(({ code }) => !code.startsWith('ZFS_'));
    expect(found).toEqual([]);
    const files = filesOf(host);
    expect(Object.keys(files).sort()).toEqual([
      'boot.nix',
      'default.nix',
      'file-systems.nix',
      'hardware.nix',
      'locale.nix',
      'networking.nix',
      'nix.nix',
      'nixpkgs.nix',
      'packages.nix',
      'ssh.nix',
      'system.nix',
      'users.nix',
    ]);
    expect(files).toMatchSnapshot();
  });

  test('is read by real Nix', async () => {
    const texts = Object.values(filesOf(server()));
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });

  test('is found from what stands below it', () => {
    const host = newHost();
    const module = new NixModule(host, 'x');
    expect(Host.of(module)).toBe(host);
    expect(Host.isHost(host)).toBe(true);
    expect(Host.isHost(module)).toBe(false);
    expect(refusal(() => Host.of(newApp())).code).toBe('HOST_MISSING');
  });

  test('derives its host id, and always says it', () => {
    const host = newHost();
    expect(host.hostId).toMatch(/^[0-9a-f]{8}$/);
    expect(filesOf(host)['networking.nix']).toContain(`hostId = "${host.hostId}";`);
    expect(newHost().hostId).toBe(host.hostId);
    expect(newHost({}, newApp(), 'other').hostId).not.toBe(host.hostId);
  });

  test.each(['8425e34', '8425e3499', '8425e34g', '0x8425e3'])('refuses the host id %s', (hostId) => {
    expect(refusal(() => newHost({ hostId }))).toMatchObject({ code: 'HOST_ID', keyPath: 'hostId' });
  });

  test('shares its host id with no other', () => {
    const app = newApp();
    newHost({ hostId: '8425e349' }, app, 'a');
    const b = newHost({ hostId: '8425E349' }, app, 'b');
    expect(findings(b)).toContain('HOST_ID_TAKEN');
  });

  test.each(['25.5', '2511', '25.10', '25.11.1', 'unstable', '09.05'])(
    'refuses the state version %s',
    (stateVersion) => {
      expect(refusal(() => newHost({ stateVersion })).code).toBe('STATE_VERSION');
    },
  );

  test.each(['13.10', '20.03', '21.05', '25.11'])('takes the state version %s', (stateVersion) => {
    expect(filesOf(newHost({ stateVersion }))['system.nix']).toContain(`system.stateVersion = "${stateVersion}";`);
  });

  test('refuses a state version newer than its release', () => {
    expect(refusal(() => newHost({ stateVersion: '26.05' })).code).toBe('STATE_VERSION_NEWER');
    expect(newHost({ stateVersion: '26.05' }, newApp({ release: 'unstable' })).stateVersion).toBe('26.05');
  });

  test.each(['memoryMib', 'threads'])('refuses %s that are no number of things', (key) => {
    expect(refusal(() => newHost({ [key]: 0.5 }))).toMatchObject({ code: 'NUMBER_OUT_OF_RANGE', keyPath: key });
  });

  test('puts packages together, each once', () => {
    const host = newHost({ packages: ['vim', 'python3Packages.requests'] });
    host.addPackages('git', 'vim', Nix.raw('pkgs.hello'));
    expect(filesOf(host)['packages.nix']).toBe(
      [
        '{ pkgs, ... }:',
        '{',
        '  environment.systemPackages = [',
        '    pkgs.vim',
        '    pkgs.python3Packages.requests',
        '    pkgs.git',
        '    pkgs.hello',
        '  ];',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('refuses what cannot be a package', () => {
    expect(refusal(() => newHost({ packages: ['vim', 'a b'] }))).toMatchObject({
      code: 'NIX_BAD_PATH',
      path: 'box',
      keyPath: 'packages[1]',
    });
  });

  test('warns where it has no root file system', () => {
    expect(findings(newHost())).toEqual(['HOST_NO_ROOT']);
    const given = newHost();
    given.addOptions({ fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } } });
    expect(findings(given)).toEqual([]);
    const written = newHost();
    written.addNix('{ imports = [ ]; }');
    expect(findings(written)).toEqual([]);
  });
});

describe('what a host cannot say by itself', () => {
  test('is said by options', () => {
    const host = newHost({ options: { programs: { dconf: { enable: true } } } });
    host.addOptions({ services: { printing: { enable: true } } });
    expect(filesOf(host)['options.nix']).toBe(
      '{\n  programs.dconf.enable = true;\n  services.printing.enable = true;\n}\n',
    );
  });

  test('is set in place of what its own modules set', () => {
    const host = newHost({ override: { 'boot.loader.systemd-boot.editor': true } });
    host.override('networking.hostId', Nix.mkForce('00000000'));
    host.override('nixpkgs.hostPlatform', Nix.mkDefault('x86_64-linux'));
    const files = filesOf(host);
    expect(files['boot.nix']).toContain('editor = true;');
    expect(files['boot.nix']).not.toContain('editor = false;');
    expect(files['networking.nix']).toContain('hostId = lib.mkForce "00000000";');
    expect(files['nixpkgs.nix']).toContain('nixpkgs.hostPlatform = lib.mkDefault "x86_64-linux";');
    expect(files['options.nix']).toBeUndefined();
  });

  test('is set beside them where they do not set it', () => {
    const files = filesOf(newHost({ override: { 'boot.loader.timeout': 1 } }));
    expect(files['options.nix']).toBe('{\n  boot.loader.timeout = 1;\n}\n');
    expect(files['boot.nix']).not.toContain('timeout');
  });

  test('replaces a whole set that several modules have part in', () => {
    const host = newHost({ override: { networking: { hostName: 'box', useDHCP: true } } });
    host.firewall.allowTcp(80);
    const files = filesOf(host);
    expect(files['networking.nix']).toBe('{\n  networking = {\n    hostName = "box";\n    useDHCP = true;\n  };\n}\n');
    expect(files['firewall.nix']).toBeUndefined();
  });

  test('replaces what only the finished tree tells', () => {
    const host = newHost({ override: { 'networking.firewall.allowedTCPPorts': [443] } });
    host.firewall.allowTcp(80);
    expect(filesOf(host)['firewall.nix']).toBe('{\n  networking.firewall.allowedTCPPorts = [ 443 ];\n}\n');
  });

  test('is refused where the path leads through a value', () => {
    const host = newHost({ override: { 'networking.hostName.x': 1 } });
    expect(refusal(() => filesOf(host)).code).toBe('OVERRIDE_THROUGH_VALUE');
    expect(refusal(() => newHost().override('a..b', 1)).code).toBe('OPTION_PATH');
  });

  test('is written in Nix', () => {
    const host = newHost();
    host.addNix('{ pkgs, ... }: { environment.etc."x".source = pkgs.hello; }');
    host.addNix('{ services.printing.enable = true; }');
    const files = filesOf(host);
    expect(files['raw.nix']).toContain('source = pkgs.hello;');
    expect(files['raw-2.nix']).toContain('services.printing.enable = true;');
  });

  test('stands in a module of the project', () => {
    const host = newHost({}, newApp({ projectRoot: project({ 'nix/extra.nix': '{ }\n' }) }));
    host.importFile('nix/extra.nix');
    expect(filesOf(host)['default.nix']).toContain('/assets/box/extra.nix');
  });
});
