import { BootLoader } from './boot-loader';
import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkInteger, checkOneOf } from '../app/value-checks';

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

const CONSOLE_MODES = ['0', '1', '2', '5', 'auto', 'max', 'keep'];

/** @internal the options below `boot` that start the machine. */
export function bootOptions(props: BootProps, refuse: Refuse): Record<string, any> {
  checkInteger(refuse, props.timeoutSeconds, 'boot.timeoutSeconds', 0);
  if (props.efiMountPoint !== undefined && !/^(\/[^/\s]+)+$/.test(props.efiMountPoint)) {
    refuse(
      'BOOT_EFI_MOUNT_POINT',
      `"${props.efiMountPoint}" is no mount point`,
      "give an absolute path: '/boot' or '/efi'",
      'boot.efiMountPoint',
    );
  }
  const loader = props.loader ?? BootLoader.systemdBoot();
  return {
    boot: compact({
      loader: {
        ...loaderOptions(loader, refuse),
        efi: efiOptions(loader, props, refuse),
        timeout: props.timeoutSeconds,
      },
      initrd: { systemd: { enable: props.systemdInitrd } },
      plymouth: { enable: flag(props.splash) },
      supportedFilesystems: listed(props.supportedFilesystems),
      tmp: { useTmpfs: flag(props.tmpOnTmpfs), cleanOnBoot: flag(props.cleanTmp) },
    }),
  };
}

function efiOptions(loader: BootLoader, props: BootProps, refuse: Refuse): Record<string, any> {
  const uefi = loader._kind === 'systemd-boot' || loader._kind === 'grub-efi';
  const removable = loader._props.installAsRemovable ?? false;
  if (props.canTouchEfiVariables && (!uefi || removable)) {
    refuse(
      'BOOT_EFI_VARIABLES',
      `${removable ? 'GRUB at the fallback path' : `the boot loader "${loader._kind}"`} has no use for EFI variables`,
      'leave canTouchEfiVariables out',
      'boot.canTouchEfiVariables',
      removable ? 'NixOS refuses efiInstallAsRemovable together with canTouchEfiVariables' : undefined,
    );
  }
  if (props.efiMountPoint !== undefined && !uefi) {
    refuse(
      'BOOT_EFI_MOUNT_POINT',
      `the boot loader "${loader._kind}" has no EFI system partition`,
      'leave efiMountPoint out',
      'boot.efiMountPoint',
    );
  }
  return {
    canTouchEfiVariables: flag(props.canTouchEfiVariables ?? (uefi && !removable)),
    efiSysMountPoint: props.efiMountPoint,
  };
}

function loaderOptions(loader: BootLoader, refuse: Refuse): Record<string, any> {
  const props = loader._props;
  checkInteger(refuse, props.configurationLimit, 'boot.loader.configurationLimit', 1);
  switch (loader._kind) {
    case 'systemd-boot':
      checkOneOf(refuse, props.consoleMode, CONSOLE_MODES, 'boot.loader.consoleMode');
      return {
        'systemd-boot': {
          enable: true,
          editor: props.editor ?? false,
          configurationLimit: props.configurationLimit,
          consoleMode: props.consoleMode,
          memtest86: { enable: flag(props.memtest86) },
        },
      };
    case 'none':
      return { grub: { enable: false } };
    default:
      return { grub: grubOptions(loader, refuse) };
  }
}

function grubOptions(loader: BootLoader, refuse: Refuse): Record<string, any> {
  const props = loader._props;
  const efi = loader._kind === 'grub-efi';
  if (!efi) checkGrubDevices(props.devices ?? [], refuse);
  const devices = efi ? ['nodev'] : props.devices!;
  return {
    enable: true,
    device: devices.length === 1 ? devices[0] : undefined,
    devices: devices.length > 1 ? devices : undefined,
    efiSupport: flag(efi),
    efiInstallAsRemovable: flag(props.installAsRemovable),
    configurationLimit: props.configurationLimit,
    enableCryptodisk: flag(props.enableCryptodisk),
    memtest86: { enable: flag(props.memtest86) },
    useOSProber: flag(props.useOsProber),
  };
}

function checkGrubDevices(devices: readonly string[], refuse: Refuse): void {
  if (devices.length === 0) {
    refuse(
      'GRUB_NO_DEVICE',
      'GRUB for BIOS firmware has no disk to be written to',
      "name the disk: BootLoader.grubBios({ devices: ['/dev/disk/by-id/…'] })",
      'boot.loader.devices',
    );
  }
  devices.forEach((device, index) => {
    if (device.startsWith('/dev/') && devices.indexOf(device) === index) return;
    refuse(
      'GRUB_DEVICE',
      `"${device}" is ${device.startsWith('/dev/') ? 'given twice' : 'no disk'}`,
      'give each disk once, by a path below /dev',
      `boot.loader.devices[${index}]`,
    );
  });
}
