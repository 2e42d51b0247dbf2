import { filesOf, findings, newHost, newWsl } from './support';
import {
  App,
  BootLoader,
  DarwinHost,
  Host,
  HostImage,
  HostImageProps,
  HostProps,
  ImageFormat,
  Nix,
  NixosContainer,
  Severity,
} from '../../src';
import { newApp, project, refusal } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix } from '../support/nix';

const root = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };

/** The errors that a host with an image of a format has. */
function errors(format: ImageFormat, host: Partial<HostProps> = {}, options?: Record<string, any>): string[] {
  const box = newHost(host);
  new HostImage(box, 'image', { format, options });
  return findings(box, Severity.ERROR);
}

describe('an image of a host', () => {
  test('is a package of the flake', () => {
    const box = newHost({ fileSystems: root });
    const image = new HostImage(box, 'image', { format: ImageFormat.QCOW2_EFI });
    new HostImage(box, 'stick', { format: ImageFormat.ISO, imageName: 'rescue' });
    const flake = (box.node.root as App).render()['flake.nix'];
    expect(flake).toContain(`    packages.x86_64-linux = {
      box-qemu-efi = inputs.self.nixosConfigurations.box.config.system.build.images.qemu-efi;
      rescue = inputs.self.nixosConfigurations.box.config.system.build.images.iso;
    };
`);
    expect([image.host, image.format, image.imageName]).toEqual([box, 'qemu-efi', 'box-qemu-efi']);
    expect(filesOf(box)['image.nix']).toBeUndefined();
    expect(findings(box)).toEqual([]);
  });

  test('may have a size, and options of its own', () => {
    const box = newHost({ fileSystems: root });
    const options = { services: { openssh: { enable: false } } };
    new HostImage(box, 'image', { format: ImageFormat.RAW_EFI, diskMib: 20480, options });
    expect(filesOf(box)['image.nix']).toBe(`{
  image.modules.raw-efi = {
    virtualisation.diskSize = 20480;
    services.openssh.enable = false;
  };
}
`);
  });

  test('of a host on WSL is what makes the tarball', () => {
    const wsl = newWsl({ users: { patrick: {} } });
    new HostImage(wsl, 'tarball', { format: ImageFormat.WSL_TARBALL });
    expect((wsl.node.root as App).render()['flake.nix']).toContain(
      'packages.x86_64-linux.wsl-wsl-tarball =\n      inputs.self.nixosConfigurations.wsl.config.system.build.tarballBuilder;',
    );
    expect(findings(wsl)).toEqual([]);
  });

  test('of a board is an SD card', () => {
    const pi = newHost({ platform: 'aarch64-linux', boot: { loader: BootLoader.none() } });
    new HostImage(pi, 'image', { format: ImageFormat.SD_CARD });
    expect(findings(pi, Severity.ERROR)).toEqual([]);
    expect((pi.node.root as App).render()['flake.nix']).toContain('packages.aarch64-linux.box-sd-card');
  });

  test.each<[string, () => unknown, string]>([
    ['wsl', () => new HostImage(newWsl(), 'image', { format: ImageFormat.QCOW2_EFI }), 'WSL_TARBALL'],
    ['a tarball', () => new HostImage(newHost(), 'image', { format: ImageFormat.WSL_TARBALL }), 'WslHost'],
    ['BIOS on ARM', () => imageOf({ format: ImageFormat.QCOW2 }, { platform: 'aarch64-linux' }), 'QCOW2_EFI'],
    ['Proxmox on ARM', () => imageOf({ format: ImageFormat.PROXMOX }, { platform: 'aarch64-linux' }), 'QCOW2_EFI'],
    ['an SD card of a PC', () => imageOf({ format: ImageFormat.SD_CARD }), 'RAW_EFI'],
    ['an unknown format', () => imageOf({ format: 'floppy' as ImageFormat }), 'QCOW2'],
    ['an old release', () => imageOf({ format: ImageFormat.ISO }, { stateVersion: '24.11' }, '24.11'), '25.05'],
    [
      'CloudStack in 25.05',
      () => imageOf({ format: ImageFormat.CLOUDSTACK }, { stateVersion: '24.11' }, '25.05'),
      '25.11',
    ],
  ])('is refused for %s', (_, make, mend) => {
    const error = refusal(make);
    expect(error).toMatchObject({ code: 'IMAGE_FORMAT', keyPath: 'format' });
    expect(error.message).toContain(mend);
  });

  function imageOf(props: HostImageProps, host: Partial<HostProps> = {}, release = '25.11'): HostImage {
    return new HostImage(newHost(host, newApp({ release })), 'image', props);
  }

  test.each<[string, () => unknown]>([
    ['IMAGE_NAME', () => imageOf({ format: ImageFormat.ISO, imageName: 'a/b' })],
    ['IMAGE_SIZE', () => imageOf({ format: ImageFormat.ISO, diskMib: 1000 })],
    ['NUMBER_OUT_OF_RANGE', () => imageOf({ format: ImageFormat.RAW, diskMib: 0 })],
    [
      'OPTION_SET_TWICE',
      () => imageOf({ format: ImageFormat.RAW, diskMib: 1, options: { virtualisation: { diskSize: 2 } } }),
    ],
    ['IMAGE_OPTIONS', () => new HostImage(newWsl(), 'i', { format: ImageFormat.WSL_TARBALL, options: { a: 1 } })],
    [
      'IMAGE_HOST',
      () => new HostImage(new DarwinHost(newApp(), 'mac', { stateVersion: 6 }), 'image', { format: ImageFormat.ISO }),
    ],
    [
      'IMAGE_HOST',
      () => {
        const box = newHost();
        const container = new NixosContainer(box, 'web', { stateVersion: '25.11' });
        return new HostImage(container.inside, 'image', { format: ImageFormat.ISO });
      },
    ],
  ])('is refused by %s', (code, make) => {
    expect(refusal(make).code).toBe(code);
  });

  test('for BIOS is none of a host that starts by systemd-boot', () => {
    const loader = BootLoader.grubBios({ devices: ['/dev/sda'] });
    expect(errors(ImageFormat.QCOW2, { fileSystems: root })).toEqual(['IMAGE_BOOT_LOADER']);
    expect(errors(ImageFormat.QCOW2, { fileSystems: root, boot: { loader } })).toEqual([]);
    expect(errors(ImageFormat.QCOW2_EFI, { fileSystems: root })).toEqual([]);
    expect(errors(ImageFormat.PROXMOX)).toEqual(['IMAGE_BOOT_LOADER']);
    expect(errors(ImageFormat.PROXMOX, {}, { proxmox: { qemuConf: { bios: 'ovmf' } } })).toEqual([]);
  });

  test('for BIOS has GRUB on its own disk', () => {
    const box = newHost({
      fileSystems: root,
      boot: { loader: BootLoader.grubBios({ devices: ['/dev/disk/by-id/a'] }) },
    });
    new HostImage(box, 'image', { format: ImageFormat.RAW });
    expect(filesOf(box)['image.nix']).toBe(
      '{ lib, ... }:\n{\n  image.modules.raw.boot.loader.grub.devices = lib.mkForce [ "/dev/vda" ];\n}\n',
    );
    expect(findings(box)).toEqual([]);
  });

  test('for UEFI is none of a host that starts by GRUB', () => {
    const boot = { loader: BootLoader.grubEfi() };
    expect(errors(ImageFormat.RAW_EFI, { fileSystems: root, boot })).toEqual(['IMAGE_BOOT_LOADER']);
    const without = { boot: { loader: { grub: { enable: Nix.mkForce(false) } } } };
    expect(errors(ImageFormat.RAW_EFI, { fileSystems: root, boot }, without)).toEqual([]);
    expect(errors(ImageFormat.HYPERV, { fileSystems: root, boot })).toEqual([]);
  });

  test('that brings what starts it is none of a host with a boot loader', () => {
    expect(errors(ImageFormat.LXC)).toEqual(['IMAGE_BOOT_LOADER']);
    expect(errors(ImageFormat.LXC, { boot: { loader: BootLoader.none() } })).toEqual([]);
    expect(errors(ImageFormat.SD_CARD, { platform: 'aarch64-linux' })).toEqual(['IMAGE_BOOT_LOADER']);
  });

  test('with a root of its own is none of a host that mounts another', () => {
    const other = { '/': { device: '/dev/disk/by-uuid/1', fsType: 'ext4' } };
    expect(errors(ImageFormat.VMWARE, { fileSystems: other })).toEqual(['IMAGE_FILE_SYSTEMS']);
    expect(errors(ImageFormat.VMWARE, { fileSystems: root })).toEqual([]);
    expect(errors(ImageFormat.VMWARE)).toEqual([]);
    expect(errors(ImageFormat.OPENSTACK_ZFS, { fileSystems: root })).toEqual(['IMAGE_FILE_SYSTEMS']);
    const forced = { fileSystems: { '/': { device: Nix.mkForce('/dev/disk/by-label/nixos') } } };
    expect(errors(ImageFormat.VMWARE, { fileSystems: other }, forced)).toEqual([]);
    expect(errors(ImageFormat.RAW_EFI, { fileSystems: root })).toEqual([]);
    expect(errors(ImageFormat.ISO_INSTALLER, { fileSystems: root })).toEqual([]);
  });

  test('has a name that no other has', () => {
    const box = newHost({ fileSystems: root });
    new HostImage(box, 'one', { format: ImageFormat.ISO });
    new HostImage(box, 'two', { format: ImageFormat.ISO });
    expect(findings(box, Severity.ERROR)).toEqual(['IMAGE_TAKEN']);
  });
});

describeWithNix('images, evaluated', () => {
  test('are there for every format that a host can have', () => {
    const app = newApp({ projectRoot: project() });
    const box = new Host(app, 'box', {
      stateVersion: '25.11',
      allowNoLogin: true,
      boot: { loader: BootLoader.none() },
    });
    const formats = Object.values(ImageFormat).filter(
      (format) => format !== ImageFormat.WSL_TARBALL && format !== ImageFormat.SD_CARD,
    );
    for (const format of formats) new HostImage(box, format, { format });
    const { outputs } = evaluateFlake(app.synth().outdir);
    expect(outputs.packages).toEqual(['x86_64-linux']);
  });
});
