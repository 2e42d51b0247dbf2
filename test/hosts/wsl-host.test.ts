import { ED25519, filesOf, findings, newWsl } from './support';
import {
  App,
  Host,
  LibvirtHypervisor,
  NixModule,
  Severity,
  TailscaleNode,
  WslAgentUsers,
  WslHost,
  ZfsPool,
} from '../../src';
import { newApp, project, refusal } from '../support/estate';
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
    expect(Host.isHost(host) && WslHost.isWslHost(host)).toBe(true);
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

  test('takes the rest that NixOS-WSL has', () => {
    const app = newApp({ release: 'unstable', projectRoot: project({ 'wsl/configuration.nix': '{ }\n' }) });
    const host = newWsl(
      {
        users,
        useWindowsDriver: true,
        extraDriverLibraries: ['libcuda.so'],
        windowsSshAgent: true,
        sshAgentUsers: WslAgentUsers.PEOPLE,
        sshAgentPackage: 'wsl2-ssh-agent',
        usbip: true,
        usbipAddressSnippet: 'echo 127.0.0.1',
        includeWindowsPath: false,
        wrapBinSh: true,
        tarballConfiguration: 'wsl',
        networking: { nameservers: ['1.1.1.1'], extraHosts: { '10.0.0.1': ['nas'] } },
        wslConf: {
          automount: { ldconfig: true },
          network: { generateResolvConf: false, generateHosts: false, hostname: 'laptop' },
        },
      },
      app,
    );
    expect(findings(host)).toEqual([]);
    expect(filesOf(host)['wsl.nix']).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       wsl = {
         enable = true;
         useWindowsDriver = true;
         wslLibExtraLinks = [ "libcuda.so" ];
         ssh-agent = {
           enable = true;
           package = pkgs.wsl2-ssh-agent;
           users = "!@system";
         };
         usbip = {
           enable = true;
           snippetIpAddress = "echo 127.0.0.1";
         };
         interop.includePath = false;
         wrapBinSh = true;
         tarball.configPath = ../../assets/wsl/wsl;
         wslConf = {
           automount.ldconfig = true;
           network = {
             generateResolvConf = false;
             generateHosts = false;
             hostname = "laptop";
           };
         };
         defaultUser = "patrick";
       };
     }
     "
    `);
    expect(filesOf(host)['networking.nix']).toContain('nameservers = [ "1.1.1.1" ];');
    expect([...app._render().keys()]).toContain('assets/wsl/wsl/configuration.nix');
    expect(filesOf(newWsl({ users, windowsSshAgent: true, sshAgentUserNames: ['patrick'] }))['wsl.nix']).toContain(
      'users = [ "patrick" ];',
    );
  });

  test('is told to ask somebody for names where Windows does not', () => {
    const wslConf = { network: { generateResolvConf: false } };
    expect(newWsl({ users, wslConf }).generatesResolvConf).toBe(false);
    expect(findings(newWsl({ users, wslConf }))).toEqual(['WSL_NO_RESOLVER']);
    expect(findings(newWsl({ users, wslConf, networking: { resolved: true } }))).toEqual([]);
    expect(findings(newWsl({ users, wslConf, options: { networking: { nameservers: ['1.1.1.1'] } } }))).toEqual([]);
  });

  test('knows who is to use the agent of Windows', () => {
    const props = { users, windowsSshAgent: true, sshAgentUserNames: ['patrik'] };
    expect(findings(newWsl(props), Severity.ERROR)).toEqual(['WSL_SSH_AGENT']);
  });

  test.each([
    ['25.05', { windowsSshAgent: true }],
    ['25.05', { wslConf: { boot: { initTimeoutMs: 1 } } }],
    ['26.05', { useWindowsDriver: true, extraDriverLibraries: ['x.so'] }],
  ])('has what its release has: not in %s %j', (release, props) => {
    const app = newApp({ release });
    expect(refusal(() => newWsl({ users, stateVersion: '25.05', ...props }, app)).code).toBe('WSL_RELEASE');
  });

  test('shares resolv.conf with no Tailscale', () => {
    const host = newWsl({ users });
    new TailscaleNode(host, 'tailscale');
    expect(findings(host)).toEqual(['TAILSCALE_WSL_DNS']);
    const without = newWsl({ users });
    new TailscaleNode(without, 'tailscale', { acceptDns: false });
    expect(findings(without)).toEqual([]);
    const mended = newWsl({ users, wslConf: { network: { generateResolvConf: false } } });
    new TailscaleNode(mended, 'tailscale');
    expect(findings(mended)).toEqual([]);
  });

  test('links no libraries of a driver that it does not use', () => {
    const app = newApp({ release: 'unstable' });
    expect(refusal(() => newWsl({ users, extraDriverLibraries: ['x.so'] }, app)).code).toBe('WSL_DRIVER');
  });

  test('holds no ZFS and no virtual machines', () => {
    expect(refusal(() => new ZfsPool(newWsl({ users }), 'tank')).code).toMatch(/^ZFS_/);
    expect(refusal(() => new LibvirtHypervisor(newWsl({ users }), 'libvirt')).code).toMatch(
      /^(LIBVIRT|GUEST|HYPERVISOR|HOST)_/,
    );
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
    ['boot.initrd', { boot: { initrd: { availableKernelModules: ['ahci'] } } }],
    ['boot.kernelModules', { boot: { kernelModules: ['kvm'] } }],
    ['zramSwap', { zramSwap: { enable: true } }],
    ['microvm.vms', { microvm: { vms: { web: {} } } }],
    ['networking.interfaces', { networking: { interfaces: { eth0: { useDHCP: true } } } }],
    ['networking.bridges', { networking: { bridges: { br0: { interfaces: [] } } } }],
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
    ['WSL_USBIP', { usbip: true, usbipAutoAttach: ['4'] }],
    ['WSL_USBIP', { usbipAddressSnippet: 'x' }],
    ['WSL_RELEASE', { extraDriverLibraries: ['x.so'] }],
    ['WSL_SSH_AGENT', { sshAgentPackage: 'x' }],
    ['WSL_SSH_AGENT', { sshAgentUsers: WslAgentUsers.SYSTEM }],
    ['WSL_SSH_AGENT', { windowsSshAgent: true, sshAgentUsers: WslAgentUsers.SYSTEM, sshAgentUserNames: ['a'] }],
    ['WSL_RESOLV_CONF', { networking: { nameservers: ['1.1.1.1'] } }],
    ['WSL_RESOLV_CONF', { networking: { resolved: true } }],
    ['WSL_HOSTS', { networking: { extraHosts: { '10.0.0.1': ['a'] } } }],
    ['WSL_NETWORK', { networking: { useDhcp: true } as object }],
    ['ASSET_MISSING', { tarballConfiguration: 'nowhere' }],
    ['HOST_NAME', { wslConf: { network: { hostname: 'a b' } } }],
    ['WSL_AUTOMOUNT_OPTIONS', { wslConf: { automount: { options: 'a, b' } } }],
    ['WSL_BOOT_COMMAND', { wslConf: { boot: { command: 'a\nb' } } }],
    ['WSL_AUTOMOUNT_ROOT', { wslConf: { automount: { root: '/mnt/' } } }],
    ['WSL_AUTOMOUNT_ROOT', { wslConf: { automount: { root: 'mnt' } } }],
    ['NUMBER_OUT_OF_RANGE', { wslConf: { boot: { initTimeoutMs: -1 } } }],
  ])('refuses by %s', (code, props) => {
    expect(refusal(() => newWsl({ users, ...props })).code).toBe(code);
  });
});
