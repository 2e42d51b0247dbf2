import { ED25519, filesOf, findings, newWsl } from './support';
import { App, Host, NixModule, Severity } from '../../src';
import { refusal } from '../support/estate';
import { nixParses } from '../support/nix';

const users = { patrick: { admin: true, shell: 'zsh', authorizedKeys: [ED25519] } };

describe('a host on WSL', () => {
  test('comes out as files that read well', async () => {
    const host = newWsl({ users, startMenuLaunchers: true });
    const files = filesOf(host);
    expect(findings(host)).toEqual([]);
    expect(files).toMatchSnapshot();
    expect(await nixParses(Object.values(files))).toEqual(Object.values(files).map(() => true));
  });

  test('is a Host that does not boot by itself', () => {
    const host = newWsl();
    expect(Host.isHost(host)).toBe(true);
    expect(host.canBoot).toBe(false);
  });

  test('takes what NixOS-WSL has', () => {
    const host = newWsl({
      users,
      defaultUser: 'patrick',
      useWindowsDriver: true,
      dockerDesktop: true,
      windowsSshAgent: true,
      usbip: true,
      usbipAutoAttach: ['4-1'],
      registerInterop: true,
      extraBin: [{ source: '/run/current-system/sw/bin/which', name: 'which' }],
      wslConf: {
        automount: { root: '/mnt', options: 'metadata' },
        boot: { command: 'true', initTimeoutMs: 15000 },
        interop: { appendWindowsPath: false },
        network: { generateResolvConf: false },
      },
    });
    expect(filesOf(host)['wsl.nix']).toMatchInlineSnapshot(`
     "{
       wsl = {
         enable = true;
         useWindowsDriver = true;
         docker-desktop.enable = true;
         ssh-agent.enable = true;
         usbip = {
           enable = true;
           autoAttach = [ "4-1" ];
         };
         interop.register = true;
         extraBin = [
           {
             src = "/run/current-system/sw/bin/which";
             name = "which";
           }
         ];
         wslConf = {
           automount = {
             root = "/mnt";
             options = "metadata";
           };
           boot = {
             command = "true";
             initTimeout = 15000;
           };
           interop.appendWindowsPath = false;
           network.generateResolvConf = false;
         };
         defaultUser = "patrick";
       };
     }
     "
    `);
  });

  test('logs in its first user, who needs neither password nor key', () => {
    const host = newWsl();
    host.addUser('svc', { systemUser: true });
    host.addUser('patrick', { admin: true });
    const text = filesOf(host)['wsl.nix'];
    expect(text).toContain('defaultUser = "patrick";');
    expect(text).toContain('users.allowNoPasswordLogin = true;');
    expect(filesOf(newWsl({ users }))['wsl.nix']).not.toContain('allowNoPasswordLogin');
  });

  test('cannot log in whom it does not have', () => {
    expect(findings(newWsl({ users, defaultUser: 'patrik' }), Severity.ERROR)).toEqual(['WSL_DEFAULT_USER']);
  });

  test.each(['boot', 'kernel', 'hardware', 'fileSystems', 'swapDevices', 'zramSwap'])('refuses %s', (key) => {
    expect(refusal(() => newWsl({ users, [key]: {} } as object))).toMatchObject({
      code: 'HOST_CANNOT_BOOT',
      keyPath: key,
    });
  });

  test('refuses a file system that is added', () => {
    const host = newWsl({ users });
    expect(refusal(() => host.addFileSystem('/x', { device: '/dev/sda1', fsType: 'ext4' })).code).toBe(
      'HOST_CANNOT_BOOT',
    );
  });

  test.each([
    ['boot.loader', { boot: { loader: { grub: { enable: true } } } }],
    ['boot.zfs', { boot: { zfs: { forceImportRoot: false } } }],
    ['fileSystems', { fileSystems: { '/x': { device: 'x' } } }],
    ['disko', { disko: { devices: {} } }],
    ['virtualisation.libvirtd', { virtualisation: { libvirtd: { enable: true } } }],
    ['systemd.network', { systemd: { network: { enable: true } } }],
    ['networking.networkmanager', { networking: { networkmanager: { enable: true } } }],
  ])('finds %s that another construct sets', (keyPath, options) => {
    const host = newWsl({ users });
    new NixModule(host, 'feature', { options });
    expect((host.node.root as App).check()).toMatchObject([
      { code: 'WSL_CANNOT', severity: Severity.ERROR, keyPath, related: ['wsl/feature'] },
    ]);
  });

  test.each([
    ['WSL_USBIP', { usbipAutoAttach: ['4-1'] }],
    ['WSL_AUTOMOUNT_ROOT', { wslConf: { automount: { root: '/mnt/' } } }],
    ['WSL_AUTOMOUNT_ROOT', { wslConf: { automount: { root: 'mnt' } } }],
    ['NUMBER_OUT_OF_RANGE', { wslConf: { boot: { initTimeoutMs: -1 } } }],
  ])('refuses by %s', (code, props) => {
    expect(refusal(() => newWsl({ users, ...props })).code).toBe(code);
  });
});
