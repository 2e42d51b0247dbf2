import { IConstruct } from 'constructs';
import { App, NixModule, SharedModule, VmVariant } from '../app';
import { BootLoader, CpuVendor, Host, HostProps } from '../hosts';
import { Nix } from '../nix';
import type { LibvirtGuest } from './guest';
import { LibvirtFirmware, LibvirtGraphics } from './guest-enums';
import { shareTag } from './passthrough';

/**
 * The module that every NixOS guest of the estate imports: made once, and
 * exported as `nixosModules.base-guest`.
 */
export function baseGuest(scope: IConstruct): SharedModule {
  const app = App.of(scope);
  const found = app.node.tryFindChild('base-guest');
  const shared = (found as SharedModule | undefined) ?? new SharedModule(app, 'base-guest');
  if (shared.node.tryFindChild('guest')) return shared;
  new NixModule(shared, 'guest', {
    description: 'What every virtual machine of QEMU has: its drivers, its agent, and its root by label',
    options: {
      boot: {
        initrd: {
          availableKernelModules: ['ahci', 'xhci_pci', 'virtio_pci', 'virtio_scsi', 'virtio_blk', 'sd_mod', 'sr_mod'],
        },
      },
      fileSystems: {
        '/': { device: Nix.mkDefault('/dev/disk/by-label/nixos'), fsType: Nix.mkDefault('ext4') },
      },
      services: { qemuGuest: { enable: Nix.mkDefault(true) } },
    },
  });
  return shared;
}

/** What a guest's own host is told of its virtual machine. */
export interface GuestSize {
  readonly guestName: string;
  readonly memoryMib: number;
  readonly vcpus: number;
}

/** What every guest's own host takes from its virtual machine, whatever runs it. */
export function guestHostProps(guest: GuestSize, given: HostProps, platform: string): HostProps {
  return {
    ...given,
    hostName: given.hostName ?? guest.guestName,
    platform,
    memoryMib: given.memoryMib ?? guest.memoryMib,
    threads: given.threads ?? guest.vcpus,
  };
}

/** The guest's own host: what its owner says of it, and what follows from the virtual machine. */
export function makeGuestHost(guest: LibvirtGuest, given: HostProps, platform: string): Host {
  const { firmware } = guest._props;
  const disk = guest._spec.disks.find(({ device }) => device === 'disk');
  const bios = firmware === LibvirtFirmware.BIOS && given.boot?.loader === undefined;
  const boot = bios
    ? { ...given.boot, loader: BootLoader.grubBios({ devices: [`/dev/${disk?.target ?? 'vda'}`] }) }
    : given.boot;
  const host = new Host(guest, 'host', { ...guestHostProps(guest, given, platform), ...(boot ? { boot } : {}) });
  baseGuest(guest).attachTo(host);
  const module = new NixModule(host, 'guest', {
    description: `What the virtual machine ${guest.guestName} is made of`,
  });
  module._supply(() => guestOptions(guest));
  new VmVariant(host, 'vm-variant', {
    vcpus: guest.vcpus,
    memoryMib: guest.memoryMib,
    diskMib: (guest._props.disks ?? []).find((each) => each._sizeMib !== undefined)?._sizeMib,
  });
  return host;
}

function guestOptions(guest: LibvirtGuest): Record<string, any> | undefined {
  const { _props: props } = guest;
  const uefi = (props.firmware ?? LibvirtFirmware.UEFI) === LibvirtFirmware.UEFI;
  const options: Record<string, any> = {};
  const boot = kernel(guest);
  if (boot) options.boot = boot;
  const fileSystems: Record<string, any> = {};
  if (uefi) {
    fileSystems['/boot'] = { device: Nix.mkDefault('/dev/disk/by-label/ESP'), fsType: Nix.mkDefault('vfat') };
  }
  for (const share of props.shares ?? []) {
    if (share.mountPoint === undefined) continue;
    fileSystems[share.mountPoint] = {
      device: shareTag(share),
      fsType: 'virtiofs',
      ...(share.readOnly ? { options: ['ro'] } : {}),
    };
  }
  if (Object.keys(fileSystems).length > 0) options.fileSystems = fileSystems;
  const spice = (props.graphics ?? LibvirtGraphics.SPICE) === LibvirtGraphics.SPICE;
  const agent = props.guestAgent ?? true;
  if (spice || !agent) {
    options.services = {
      ...(agent ? {} : { qemuGuest: { enable: false } }),
      ...(spice ? { 'spice-vdagentd': { enable: true } } : {}),
    };
  }
  return Object.keys(options).length > 0 ? options : undefined;
}

function kernel(guest: LibvirtGuest): Record<string, any> | undefined {
  const { _props: props, hypervisor } = guest;
  const serial = props.serialConsole ?? true;
  const x86 = guest._spec.architecture === 'x86_64';
  const module = hypervisor.cpu === CpuVendor.INTEL ? 'kvm-intel' : 'kvm-amd';
  const nested = props.nestedVirtualisation && props.host?.hardware?.cpu === undefined;
  if (!serial && !nested) return undefined;
  return {
    ...(nested ? { kernelModules: [module] } : {}),
    // The last one is where the system's own messages go.
    ...(serial ? { kernelParams: [`console=${x86 ? 'ttyS0' : 'ttyAMA0'},115200`, 'console=tty0'] } : {}),
  };
}
