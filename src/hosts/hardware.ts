import { checkModules } from './kernel';
import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';
import { Expr, Nix } from '../nix';

/** Who made the processor. */
export enum CpuVendor {
  /** AMD. */
  AMD = 'amd',
  /** Intel. */
  INTEL = 'intel',
}

/** The modules of nixpkgs that `nixos-generate-config` imports. */
export enum HardwareProfile {
  /** `installer/scan/not-detected.nix`: a real machine. Its redistributable firmware is enabled. */
  NOT_DETECTED = 'installer/scan/not-detected.nix',
  /** `profiles/qemu-guest.nix`: a guest of QEMU. Its virtio modules are in the initial RAM disk. */
  QEMU_GUEST = 'profiles/qemu-guest.nix',
}

/**
 * What the machine is made of: either the `hardware-configuration.nix` that
 * `nixos-generate-config` wrote for it, or the same in typed form.
 */
export interface HardwareProps {
  /**
   * A `hardware-configuration.nix` of the project, from the project's root.
   * It is copied beside the generated modules. Excludes every other prop here.
   * @default - none: the other props say it
   */
  readonly configurationFile?: string;
  /**
   * The module of nixpkgs to start from.
   * @default - none
   */
  readonly profile?: HardwareProfile;
  /**
   * Modules at hand in the initial RAM disk, so that the root file system's
   * disk is found: `boot.initrd.availableKernelModules`.
   * @default - what NixOS sets
   */
  readonly availableKernelModules?: string[];
  /**
   * Who made the processor; microcode updates and KVM follow from it.
   * @default - unknown
   */
  readonly cpu?: CpuVendor;
  /**
   * Load the newest microcode at boot.
   * @default true where `cpu` is given and the machine is no QEMU guest
   */
  readonly updateMicrocode?: boolean;
  /**
   * Load the module that KVM needs (`kvm-amd`, `kvm-intel`).
   * @default true where `cpu` is given
   */
  readonly kvm?: boolean;
  /**
   * Firmware that may be redistributed though its source is closed: network cards, graphics.
   * @default - what `profile` sets
   */
  readonly redistributableFirmware?: boolean;
  /**
   * All firmware, unfree one too. nixpkgs must allow it: `allowUnfree`.
   * @default false
   */
  readonly allFirmware?: boolean;
  /**
   * Graphics drivers for OpenGL, Vulkan and video: `hardware.graphics.enable`.
   * @default false
   */
  readonly graphics?: boolean;
  /**
   * Bluetooth.
   * @default false
   */
  readonly bluetooth?: boolean;
  /**
   * Update the firmware of devices by fwupd.
   * @default false
   */
  readonly firmwareUpdates?: boolean;
  /**
   * Watch the health of disks by smartd. Of no use in guests.
   * @default false
   */
  readonly smartMonitoring?: boolean;
}

/** @internal what of a host its hardware is held against. */
export interface HardwareHost {
  readonly platform: string;
  readonly allowUnfree?: boolean;
  readonly nixpkgsConfig?: Record<string, any>;
}

/** @internal refuse what contradicts itself or the platform. */
export function checkHardware(props: HardwareProps, host: HardwareHost, refuse: Refuse): void {
  const { platform } = host;
  if (props.configurationFile !== undefined) {
    const others = Object.entries(props).filter(([key, value]) => key !== 'configurationFile' && value !== undefined);
    if (others.length > 0) {
      refuse(
        'HARDWARE_TWICE',
        `the hardware is told by a file and by ${others.map(([key]) => key).join(', ')}`,
        'leave one out: the file, or the other props',
        `hardware.${others[0]![0]}`,
        'the generated file sets these options too, and two values may contradict each other',
      );
    }
  }
  if (props.cpu !== undefined && !platform.startsWith('x86_64-') && !platform.startsWith('i686-')) {
    refuse(
      'HARDWARE_CPU',
      `a processor by ${props.cpu} does not go with the platform ${platform}`,
      'leave cpu out, or correct the platform',
      'hardware.cpu',
    );
  }
  for (const key of ['updateMicrocode', 'kvm'] as const) {
    if (props[key] && props.cpu === undefined) {
      refuse(
        'HARDWARE_CPU_MISSING',
        `${key} needs to know the processor`,
        'give cpu: CpuVendor.AMD or INTEL',
        `hardware.${key}`,
      );
    }
  }
  if (props.allFirmware && !host.allowUnfree && host.nixpkgsConfig?.allowUnfree !== true) {
    refuse(
      'HARDWARE_UNFREE',
      'all firmware is asked for, and some of it is unfree',
      'add allowUnfree: true, or ask for redistributableFirmware alone',
      'hardware.allFirmware',
      'NixOS refuses it otherwise',
    );
  }
  checkModules(refuse, props.availableKernelModules, 'hardware.availableKernelModules');
}

/** @internal the modules of nixpkgs that the hardware asks for. */
export function hardwareImports(props: HardwareProps): Expr[] {
  return props.profile === undefined ? [] : [Nix.ref('modulesPath').plus(`/${props.profile}`)];
}

/** @internal the options that the hardware asks for. */
export function hardwareOptions(props: HardwareProps): Record<string, any> {
  const { cpu } = props;
  const guest = props.profile === HardwareProfile.QEMU_GUEST;
  const microcode = props.updateMicrocode ?? (cpu !== undefined && !guest);
  return compact({
    boot: {
      initrd: { availableKernelModules: listed(props.availableKernelModules) },
      kernelModules: cpu !== undefined && (props.kvm ?? true) ? [`kvm-${cpu}`] : undefined,
    },
    hardware: {
      bluetooth: { enable: flag(props.bluetooth) },
      cpu: cpu !== undefined && microcode ? { [cpu]: { updateMicrocode: true } } : undefined,
      enableAllFirmware: flag(props.allFirmware),
      enableRedistributableFirmware: props.redistributableFirmware,
      graphics: { enable: flag(props.graphics) },
    },
    services: {
      fwupd: { enable: flag(props.firmwareUpdates) },
      smartd: { enable: flag(props.smartMonitoring) },
    },
  });
}
