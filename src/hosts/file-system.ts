import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';

/** One file system of a host: `fileSystems.<mount point>`. */
export interface FileSystemProps {
  /**
   * The device: a path such as `/dev/disk/by-uuid/EC47-D6C0`, a ZFS dataset
   * (`rpool/root`), a network share (`nas:/export`), `tmpfs`.
   */
  readonly device: string;
  /** Its type: `ext4`, `vfat`, `zfs`, `btrfs`, `xfs`, `nfs`, `tmpfs` … */
  readonly fsType: string;
  /**
   * Mount options.
   * @default - what NixOS sets (`defaults`)
   */
  readonly options?: string[];
  /**
   * Mount it in the initial RAM disk. NixOS does so by itself for `/`, `/nix`, `/var`, `/etc` and the like.
   * @default false
   */
  readonly neededForBoot?: boolean;
  /**
   * Start without it where the device is missing (adds the option `nofail`).
   * @default false
   */
  readonly noFail?: boolean;
  /**
   * Mount points that must be mounted before it.
   * @default - none
   */
  readonly depends?: string[];
  /**
   * Make the file system where there is none yet. For virtual disks.
   * @default false
   */
  readonly autoFormat?: boolean;
  /**
   * Grow the file system to its partition's size at boot.
   * @default false
   */
  readonly autoResize?: boolean;
}

/** @internal refuse what is no mount point or no file system. */
export function checkFileSystem(mountPoint: string, props: FileSystemProps, refuse: Refuse): void {
  const keyPath = `fileSystems.${JSON.stringify(mountPoint)}`;
  if (mountPoint !== '/' && !/^(\/[^/\0\n]+)+$/.test(mountPoint)) {
    refuse(
      'MOUNT_POINT',
      `${JSON.stringify(mountPoint)} is no mount point`,
      "give an absolute path without a slash at its end: '/mnt/media'",
      keyPath,
      'a relative path is mounted nowhere',
    );
  }
  if (mountPoint.split('/').some((part) => part === '.' || part === '..')) {
    refuse('MOUNT_POINT', `${JSON.stringify(mountPoint)} leads through . or ..`, 'write the path out', keyPath);
  }
  for (const key of ['device', 'fsType'] as const) {
    if (typeof props[key] === 'string' && props[key].trim() !== '' && !/[\0\n]/.test(props[key])) continue;
    refuse(
      'FILE_SYSTEM_INCOMPLETE',
      `the file system at ${mountPoint} has no ${key}`,
      `give its ${key}`,
      `${keyPath}.${key}`,
    );
  }
  if (props.fsType === 'zfs' && props.device.startsWith('/')) {
    refuse(
      'FILE_SYSTEM_ZFS_DEVICE',
      `"${props.device}" is no ZFS dataset`,
      "give pool and dataset without a slash at the start: 'tank/media'",
      `${keyPath}.device`,
      'NixOS takes the part before the first slash for the pool',
    );
  }
  props.options?.forEach((option, index) => {
    if (option !== '' && !/[\s,]/.test(option)) return;
    refuse(
      'MOUNT_OPTION',
      `${JSON.stringify(option)} is no single mount option`,
      "give one option an item: ['noatime', 'compress=zstd']",
      `${keyPath}.options[${index}]`,
    );
  });
}

/** @internal `fileSystems`. */
export function fileSystemsOptions(mounts: ReadonlyMap<string, FileSystemProps>): Record<string, any> {
  return Object.fromEntries([...mounts].map(([mountPoint, props]) => [mountPoint, fileSystemOptions(props)]));
}

function fileSystemOptions(props: FileSystemProps): Record<string, any> {
  const noFail = props.noFail && !props.options?.includes('nofail');
  return compact({
    device: props.device,
    fsType: props.fsType,
    options: listed([...(props.options ?? []), ...(noFail ? ['nofail'] : [])]),
    neededForBoot: flag(props.neededForBoot),
    depends: listed(props.depends),
    autoFormat: flag(props.autoFormat),
    autoResize: flag(props.autoResize),
  });
}
