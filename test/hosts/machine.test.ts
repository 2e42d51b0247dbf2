import { filesOf, findings, newHost } from './support';
import { BootLoader, CpuVendor, HardwareProfile, Nix } from '../../src';
import { newApp, project, refusal } from '../support/estate';

const ROOT = { device: '/dev/disk/by-label/nixos', fsType: 'ext4' };

describe('the boot loader', () => {
  test('is systemd-boot that nobody edits, unless another is asked for', () => {
    expect(filesOf(newHost())['boot.nix']).toMatchInlineSnapshot(`
     "{
       boot.loader = {
         systemd-boot = {
           enable = true;
           editor = false;
         };
         efi.canTouchEfiVariables = true;
       };
     }
     "
    `);
  });

  test('takes what systemd-boot has', () => {
    const loader = BootLoader.systemdBoot({
      configurationLimit: 10,
      consoleMode: 'max',
      memtest86: true,
      editor: true,
    });
    expect(
      filesOf(newHost({ boot: { loader, timeoutSeconds: 0, efiMountPoint: '/efi', canTouchEfiVariables: false } }))[
        'boot.nix'
      ],
    ).toMatchInlineSnapshot(`
     "{
       boot.loader = {
         systemd-boot = {
           enable = true;
           editor = true;
           configurationLimit = 10;
           consoleMode = "max";
           memtest86.enable = true;
         };
         efi.efiSysMountPoint = "/efi";
         timeout = 0;
       };
     }
     "
    `);
  });

  test('is GRUB for UEFI', () => {
    const loader = BootLoader.grubEfi({ installAsRemovable: true, useOsProber: true });
    expect(filesOf(newHost({ boot: { loader } }))['boot.nix']).toMatchInlineSnapshot(`
     "{
       boot.loader.grub = {
         enable = true;
         device = "nodev";
         efiSupport = true;
         efiInstallAsRemovable = true;
         useOSProber = true;
       };
     }
     "
    `);
  });

  test('is GRUB for BIOS, on one disk or several', () => {
    const on = (...devices: string[]) =>
      filesOf(newHost({ boot: { loader: BootLoader.grubBios({ devices }) } }))['boot.nix'];
    expect(on('/dev/sda')).toContain('device = "/dev/sda";');
    expect(on('/dev/sda', '/dev/sdb')).toContain('devices = [');
    expect(on('/dev/sda')).not.toContain('efi');
  });

  test('is left to others', () => {
    expect(filesOf(newHost({ boot: { loader: BootLoader.none() } }))['boot.nix']).toBe(
      '{\n  boot.loader.grub.enable = false;\n}\n',
    );
  });

  test.each([
    ['GRUB_NO_DEVICE', { loader: BootLoader.grubBios({ devices: [] }) }],
    ['GRUB_DEVICE', { loader: BootLoader.grubBios({ devices: ['sda'] }) }],
    ['GRUB_DEVICE', { loader: BootLoader.grubBios({ devices: ['/dev/sda', '/dev/sda'] }) }],
    ['BOOT_EFI_VARIABLES', { loader: BootLoader.grubEfi({ installAsRemovable: true }), canTouchEfiVariables: true }],
    ['BOOT_EFI_VARIABLES', { loader: BootLoader.grubBios({ devices: ['/dev/sda'] }), canTouchEfiVariables: true }],
    ['BOOT_EFI_MOUNT_POINT', { loader: BootLoader.none(), efiMountPoint: '/boot' }],
    ['BOOT_EFI_MOUNT_POINT', { efiMountPoint: 'boot' }],
    ['VALUE_UNKNOWN', { loader: BootLoader.systemdBoot({ consoleMode: 'big' }) }],
    ['NUMBER_OUT_OF_RANGE', { loader: BootLoader.systemdBoot({ configurationLimit: 0 }) }],
    ['NUMBER_OUT_OF_RANGE', { timeoutSeconds: -1 }],
  ])('refuses by %s', (code, boot) => {
    expect(refusal(() => newHost({ boot })).code).toBe(code);
  });
});

describe('the kernel', () => {
  test('is told what it is and what it loads', () => {
    const host = newHost({
      boot: { tmpOnTmpfs: true, systemdInitrd: true, supportedFilesystems: ['ntfs'] },
      kernel: {
        packages: 'linuxPackages_6_12',
        modules: ['vfio'],
        initrdModules: ['dm-snapshot'],
        blacklistedModules: ['nouveau'],
        params: ['amd_iommu=on'],
        extraModulePackages: ['v4l2loopback', Nix.raw('config.boot.kernelPackages.zenpower')],
        sysctl: { 'vm.swappiness': 10 },
        modprobeConfig: ['options kvm_amd nested=1'],
      },
    });
    expect(filesOf(host)['boot.nix']).toMatchInlineSnapshot(`
     "{ config, pkgs, ... }:
     {
       boot = {
         loader = {
           systemd-boot = {
             enable = true;
             editor = false;
           };
           efi.canTouchEfiVariables = true;
         };
         initrd = {
           systemd.enable = true;
           kernelModules = [ "dm-snapshot" ];
         };
         supportedFilesystems = [ "ntfs" ];
         tmp.useTmpfs = true;
         kernelPackages = pkgs.linuxPackages_6_12;
         kernelModules = [ "vfio" ];
         kernelParams = [ "amd_iommu=on" ];
         blacklistedKernelModules = [ "nouveau" ];
         extraModulePackages = [
           config.boot.kernelPackages.v4l2loopback
           config.boot.kernelPackages.zenpower
         ];
         extraModprobeConfig = ''
           options kvm_amd nested=1
         '';
         kernel.sysctl."vm.swappiness" = 10;
       };
     }
     "
    `);
  });

  test.each([
    ['KERNEL_PACKAGES', { packages: 'linux_6_12' }],
    ['KERNEL_MODULE', { modules: ['kvm nested=1'] }],
    ['SYSCTL_NAME', { sysctl: { swappiness: 10 } }],
  ])('refuses by %s', (code, kernel) => {
    expect(refusal(() => newHost({ kernel })).code).toBe(code);
  });
});

describe('the hardware', () => {
  test('is told in types', () => {
    const host = newHost({
      hardware: {
        profile: HardwareProfile.NOT_DETECTED,
        cpu: CpuVendor.INTEL,
        availableKernelModules: ['nvme'],
        graphics: true,
        firmwareUpdates: true,
      },
    });
    expect(filesOf(host)['hardware.nix']).toMatchInlineSnapshot(`
     "{ modulesPath, ... }:
     {
       imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];
       boot = {
         initrd.availableKernelModules = [ "nvme" ];
         kernelModules = [ "kvm-intel" ];
       };
       hardware = {
         cpu.intel.updateMicrocode = true;
         graphics.enable = true;
       };
       services.fwupd.enable = true;
     }
     "
    `);
  });

  test('of a guest needs no microcode', () => {
    const hardware = { profile: HardwareProfile.QEMU_GUEST, cpu: CpuVendor.AMD };
    const text = filesOf(newHost({ hardware }))['hardware.nix'];
    expect(text).toContain('(modulesPath + "/profiles/qemu-guest.nix")');
    expect(text).toContain('boot.kernelModules = [ "kvm-amd" ];');
    expect(text).not.toContain('Microcode');
  });

  test('is a generated file', () => {
    const app = newApp({ projectRoot: project({ 'hosts/box/hardware-configuration.nix': '{ }\n' }) });
    const host = newHost({ hardware: { configurationFile: 'hosts/box/hardware-configuration.nix' } }, app);
    expect(findings(host)).toEqual([]);
    const files = filesOf(host);
    expect(files['default.nix']).toContain('hardware-configuration.nix');
    expect(files['hardware.nix']).toBeUndefined();
    expect([...app._render().keys()]).toContain('assets/box/hardware-configuration.nix');
  });

  test.each([
    ['HARDWARE_TWICE', { configurationFile: 'x.nix', cpu: CpuVendor.AMD }],
    ['HARDWARE_CPU_MISSING', { kvm: true }],
    ['HARDWARE_CPU_MISSING', { updateMicrocode: true }],
    ['KERNEL_MODULE', { availableKernelModules: ['nvme,ahci'] }],
    ['HARDWARE_UNFREE', { allFirmware: true }],
    ['ASSET_MISSING', { configurationFile: 'no-such.nix' }],
  ])('refuses by %s', (code, hardware) => {
    expect(refusal(() => newHost({ hardware })).code).toBe(code);
  });

  test('is all the firmware there is, where unfree packages are allowed', () => {
    const text = filesOf(newHost({ hardware: { allFirmware: true }, allowUnfree: true }))['hardware.nix'];
    expect(text).toBe('{\n  hardware.enableAllFirmware = true;\n}\n');
  });

  test('refuses a processor that is not of the platform', () => {
    const props = { platform: 'aarch64-linux', hardware: { cpu: CpuVendor.AMD } };
    expect(refusal(() => newHost(props)).code).toBe('HARDWARE_CPU');
  });
});

describe('file systems', () => {
  test('and swap stand in one file', () => {
    const host = newHost({
      fileSystems: { '/': ROOT },
      swapDevices: [{ device: '/var/swapfile', sizeMib: 4096, priority: 1 }],
      zramSwap: { memoryPercent: 25 },
    });
    host.addFileSystem('/mnt/nas', { device: 'nas:/export', fsType: 'nfs', options: ['noatime'], noFail: true });
    expect(filesOf(host)['file-systems.nix']).toMatchInlineSnapshot(`
     "{
       fileSystems = {
         "/" = {
           device = "/dev/disk/by-label/nixos";
           fsType = "ext4";
         };
         "/mnt/nas" = {
           device = "nas:/export";
           fsType = "nfs";
           options = [
             "noatime"
             "nofail"
           ];
         };
       };
       swapDevices = [
         {
           device = "/var/swapfile";
           size = 4096;
           priority = 1;
         }
       ];
       zramSwap = {
         enable = true;
         memoryPercent = 25;
       };
     }
     "
    `);
  });

  test.each(['mnt', './mnt', '/mnt/', '/mnt//x', '/mnt/../x', ''])('refuse the mount point "%s"', (mountPoint) => {
    expect(refusal(() => newHost({ fileSystems: { [mountPoint]: ROOT } })).code).toBe('MOUNT_POINT');
  });

  test('refuse a mount point that is taken', () => {
    const host = newHost({ fileSystems: { '/': ROOT } });
    expect(refusal(() => host.addFileSystem('/', ROOT)).code).toBe('MOUNT_POINT_TWICE');
  });

  test.each([
    ['FILE_SYSTEM_INCOMPLETE', { device: '', fsType: 'ext4' }],
    ['FILE_SYSTEM_INCOMPLETE', { device: '/dev/disk/by-label/nixos', fsType: ' ' }],
    ['FILE_SYSTEM_ZFS_DEVICE', { device: '/tank/x', fsType: 'zfs' }],
    ['MOUNT_OPTION', { ...ROOT, options: ['noatime,nofail'] }],
  ])('refuse by %s', (code, props) => {
    expect(refusal(() => newHost({ fileSystems: { '/x': props } })).code).toBe(code);
  });

  test('warn of an EFI partition that everyone can read', () => {
    const boot = { device: '/dev/disk/by-label/boot', fsType: 'vfat' };
    expect(findings(newHost({ fileSystems: { '/': ROOT, '/boot': boot } }))).toEqual(['BOOT_PARTITION_READABLE']);
    expect(findings(newHost({ fileSystems: { '/': ROOT, '/boot': { ...boot, options: ['umask=0077'] } } }))).toEqual(
      [],
    );
  });
});

describe('swap', () => {
  test.each([
    ['SWAP_DEVICE', [{ device: 'swapfile' }]],
    ['SWAP_TWICE', [{ device: '/dev/sda2' }, { device: '/dev/sda2' }]],
    ['SWAP_SIZE', [{ device: '/dev/sda2', sizeMib: 1024 }]],
    ['SWAP_RANDOM_ENCRYPTION', [{ device: '/dev/disk/by-uuid/x', randomEncryption: true }]],
    ['NUMBER_OUT_OF_RANGE', [{ device: '/dev/sda2', priority: 40000 }]],
    ['NUMBER_OUT_OF_RANGE', [{ device: '/swapfile', sizeMib: 0 }]],
    ['VALUE_UNKNOWN', [{ device: '/dev/sda2', discardPolicy: 'always' }]],
  ])('refuses by %s', (code, swapDevices) => {
    expect(refusal(() => newHost({ swapDevices })).code).toBe(code);
  });

  test('refuses compressed swap of no size', () => {
    expect(refusal(() => newHost({ zramSwap: { memoryPercent: 0 } })).code).toBe('NUMBER_OUT_OF_RANGE');
  });
});
