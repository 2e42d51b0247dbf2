import { BootLoader } from './boot-loader';

/** How a host starts: `boot.loader`, `boot.tmp` and the like. */
export interface BootProps {
  /**
   * What starts the kernel.
   * @default BootLoader.systemdBoot()
   */
  readonly loader?: BootLoader;
  /**
   * Whether the installation may write the firmware's boot entries. For
   * loaders for UEFI only.
   * @default true, except for `grubEfi` with `installAsRemovable`
   */
  readonly canTouchEfiVariables?: boolean;
  /**
   * Where the EFI system partition is mounted.
   * @default - what NixOS sets (`/boot`)
   */
  readonly efiMountPoint?: string;
  /**
   * Seconds that the menu is shown; 0 hides it.
   * @default - what NixOS sets (5)
   */
  readonly timeoutSeconds?: number;
  /**
   * Keep `/tmp` in memory.
   * @default false
   */
  readonly tmpOnTmpfs?: boolean;
  /**
   * Empty `/tmp` at boot.
   * @default false
   */
  readonly cleanTmp?: boolean;
  /**
   * Run systemd in the initial RAM disk.
   * @default - what NixOS sets
   */
  readonly systemdInitrd?: boolean;
  /**
   * Show a splash screen (Plymouth) in place of messages.
   * @default false
   */
  readonly splash?: boolean;
  /**
   * File systems that the machine can mount beside those it does mount, such as `zfs` or `ntfs`.
   * @default - none
   */
  readonly supportedFilesystems?: string[];
}
