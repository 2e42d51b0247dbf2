import { Construct } from 'constructs';
import { FeatureProps, IMountPoint } from '../app';
import { checkMount } from './disk-checks';
import { DiskMountProps } from './disk-content-props';
import { DiskLayout } from './disk-layout';
import { refuser } from '../app/refuse';

/** Props of `TmpfsFileSystem`. */
export interface TmpfsFileSystemProps extends FeatureProps, DiskMountProps {
  /** Where it is mounted. With `/`, the machine forgets at every start what is on no disk; `/nix` must be on one. */
  readonly mountPoint: string;
  /**
   * How much memory it may take: `4G`, or a share such as `25%`.
   * @default - half of the memory
   */
  readonly size?: string;
  /**
   * Who may do what at its top, as `chmod` takes it.
   * @default "0755"
   */
  readonly mode?: string;
}

/**
 * A file system in memory, such as a root that is empty at every start.
 *
 * @example
 * import { Host, TmpfsFileSystem } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new TmpfsFileSystem(laddie, 'scratch', { mountPoint: '/scratch', size: '8G', mode: '1777' });
 */
export class TmpfsFileSystem extends DiskLayout implements IMountPoint {
  /** Where it is mounted. */
  public readonly mountPoint?: string;
  private readonly mountOptions: string[];

  /** @throws `DISK_MOUNT_POINT`, `DISK_MOUNT_OPTION`, `DISK_SIZE`, `DISK_MODE` for props that are none. */
  constructor(scope: Construct, id: string, props: TmpfsFileSystemProps) {
    super(scope, id, props);
    const { mountPoint, size, mode = '0755' } = props;
    this.mountPoint = mountPoint;
    checkMount(mountPoint, props, 'props', refuser(this));
    if (size !== undefined && !/^[1-9]\d*[KMG]$/.test(size) && !/^([1-9]\d?|100)%$/.test(size)) {
      this._refuse(
        'DISK_SIZE',
        `"${size}" is no size of a file system in memory`,
        "give one such as '4G' or '25%'",
        'size',
      );
    }
    if (!/^[0-7]{3,4}$/.test(mode)) {
      this._refuse('DISK_MODE', `"${mode}" is no mode`, "give octal digits such as '0755'", 'mode');
    }
    this.mountOptions = [
      ...(size === undefined ? [] : [`size=${size}`]),
      `mode=${mode}`,
      ...(props.mountOptions ?? []),
    ];
    this._reader.mount(mountPoint, 'tmpfs', props, { keyPath: 'mountPoint', devicePath: 'tmpfs', in: 'disk' });
  }

  /** @internal */
  public _devices(): Record<string, any> {
    return { nodev: { [this.mountPoint!]: { fsType: 'tmpfs', mountOptions: this.mountOptions } } };
  }
}
