/** Props of `BootLoader.systemdBoot()`. */
export interface SystemdBootProps {
  /**
   * Let whoever sits at the console edit the kernel's command line, and so become root without a password.
   * @default false (NixOS itself has true)
   */
  readonly editor?: boolean;
  /**
   * How many generations stay in the menu, and with their kernels on the EFI partition.
   * @default - all of them
   */
  readonly configurationLimit?: number;
  /**
   * Resolution of the menu: `keep`, `auto`, `max`, or a mode's number.
   * @default - what NixOS sets (`keep`)
   */
  readonly consoleMode?: string;
  /**
   * Add Memtest86+ to the menu.
   * @default false
   */
  readonly memtest86?: boolean;
}

/** Props that GRUB takes with every kind of firmware. */
export interface GrubProps {
  /**
   * How many generations stay in the menu.
   * @default - what NixOS sets (100)
   */
  readonly configurationLimit?: number;
  /**
   * Look for other operating systems and put them into the menu.
   * @default false
   */
  readonly useOsProber?: boolean;
  /**
   * Add Memtest86+ to the menu.
   * @default false
   */
  readonly memtest86?: boolean;
  /**
   * Unlock LUKS volumes that hold `/boot`.
   * @default false
   */
  readonly enableCryptodisk?: boolean;
}

/** Props of `BootLoader.grubEfi()`. */
export interface GrubEfiProps extends GrubProps {
  /**
   * Install to the path that firmware falls back to (`EFI/BOOT/BOOTX64.EFI`),
   * for machines that forget their boot entries. Excludes `canTouchEfiVariables`.
   * @default false
   */
  readonly installAsRemovable?: boolean;
}

/** Props of `BootLoader.grubBios()`. */
export interface GrubBiosProps extends GrubProps {
  /**
   * The disks whose boot sector GRUB is written to, such as
   * `/dev/disk/by-id/ata-…`. Whole disks, not partitions.
   */
  readonly devices: string[];
}

/** @internal which loader it is. */
export type BootLoaderKind = 'systemd-boot' | 'grub-efi' | 'grub-bios' | 'none';

/**
 * What starts the kernel.
 *
 * @example
 * import { App, BootLoader, Host } from 'cosmo-nix';
 * declare const app: App;
 *
 * new Host(app, 'cellar', {
 *   stateVersion: '25.11',
 *   allowNoLogin: true,
 *   boot: { loader: BootLoader.grubBios({ devices: ['/dev/disk/by-id/ata-SSD_1'] }) },
 *   fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
 * });
 */
export class BootLoader {
  /** systemd-boot, for UEFI firmware. */
  public static systemdBoot(props: SystemdBootProps = {}): BootLoader {
    return new BootLoader('systemd-boot', props);
  }

  /** GRUB for UEFI firmware. */
  public static grubEfi(props: GrubEfiProps = {}): BootLoader {
    return new BootLoader('grub-efi', props);
  }

  /** GRUB for BIOS firmware. */
  public static grubBios(props: GrubBiosProps): BootLoader {
    return new BootLoader('grub-bios', props);
  }

  /** None: something else starts the kernel, or options given elsewhere set the loader. */
  public static none(): BootLoader {
    return new BootLoader('none', {});
  }

  /** @internal */
  public readonly _kind: BootLoaderKind;
  /** @internal */
  public readonly _props: SystemdBootProps & GrubEfiProps & Partial<GrubBiosProps>;

  private constructor(kind: BootLoaderKind, props: SystemdBootProps & GrubEfiProps & Partial<GrubBiosProps>) {
    this._kind = kind;
    this._props = props;
  }
}
