import { Construct } from 'constructs';
import { ClaimKind, Claims, FeatureProps, ISecretFile } from '../app';
import { checkMount, checkName, checkSecret } from './disk-checks';
import { DiskMountProps } from './disk-content-props';
import { DiskLayout } from './disk-layout';
import type { Place } from './disk-reader';
import { filled } from '../app/compact';
import { refuser } from '../app/refuse';

/** A subvolume of a bcachefs file system. */
export interface BcachefsSubvolumeProps extends DiskMountProps {
  /**
   * Where it is mounted.
   * @default - nowhere
   */
  readonly mountPoint?: string;
}

/** Props of `BcachefsFileSystem`. */
export interface BcachefsFileSystemProps extends DiskMountProps, FeatureProps {
  /**
   * Where it is mounted.
   * @default - nowhere: its subvolumes are
   */
  readonly mountPoint?: string;
  /**
   * Subvolumes by name.
   * @default - none
   */
  readonly subvolumes?: Record<string, BcachefsSubvolumeProps>;
  /**
   * Its name in disko.
   * @default - the construct's id
   */
  readonly fileSystemName?: string;
  /**
   * Its UUID.
   * @default - disko derives one from the name, the same on every host
   */
  readonly uuid?: string;
  /**
   * Encrypt it, with the passphrase in this file on the machine that runs the installation.
   * @default - not encrypted
   */
  readonly passwordFile?: ISecretFile;
  /**
   * Further arguments of `bcachefs format`, such as `--compression=zstd` or `--replicas=2`.
   * @default - none
   */
  readonly extraFormatArgs?: string[];
}

/**
 * A bcachefs file system over one or more devices. Make it before the disks:
 * each gives it a partition with `DiskContent.bcachefsMember(fileSystem)`.
 *
 * @example
 * import { BcachefsFileSystem, Disk, DiskContent, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const data = new BcachefsFileSystem(laddie, 'data', { mountPoint: '/srv' });
 * new Disk(laddie, 'hdd-1', { device: '/dev/disk/by-id/ata-HDD_1', content: DiskContent.bcachefsMember(data) });
 * new Disk(laddie, 'hdd-2', { device: '/dev/disk/by-id/ata-HDD_2', content: DiskContent.bcachefsMember(data) });
 */
export class BcachefsFileSystem extends DiskLayout {
  /** Its name in disko. */
  public readonly fileSystemName: string;
  private readonly props: BcachefsFileSystemProps;
  private members = 0;

  /**
   * @throws `DISK_NO_HOST` where it stands on no machine with disks of its own; `DISK_NAME` for its name;
   * `DISK_PARTITION_UUID` for what is no UUID; `DISK_SECRET_PATH` for a password that is no file of the installer;
   * `DISK_MOUNT_POINT`, `DISK_ROOT_OPTIONS`, `DISK_MOUNT_OPTION` for mounts that cannot be; `DISK_SUBVOLUME_NAME` for
   * names of subvolumes
   */
  constructor(scope: Construct, id: string, props: BcachefsFileSystemProps = {}) {
    super(scope, id, props);
    const refuse = refuser(this);
    this.props = props;
    this.fileSystemName = props.fileSystemName ?? id;
    checkName(this.fileSystemName, 'a bcachefs file system', 'fileSystemName', refuse);
    if (props.uuid !== undefined && !/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(props.uuid)) {
      refuse('DISK_PARTITION_UUID', `"${props.uuid}" is no UUID`, 'give one as uuidgen prints it', 'uuid');
    }
    checkSecret(props.passwordFile, 'passwordFile', refuse);
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'bcachefs file system',
      value: this.fileSystemName,
      within: this.system.node.path,
      keyPath: 'fileSystemName',
    });
    this.mount(props.mountPoint, props, 'props');
    for (const [name, subvolume] of Object.entries(props.subvolumes ?? {})) {
      const keyPath = `subvolumes.${name}`;
      if (
        !/^[A-Za-z0-9@_.-]+(\/[A-Za-z0-9@_.-]+)*$/.test(name) ||
        name.split('/').some((part) => /^\.\.?$/.test(part))
      ) {
        refuse(
          'DISK_SUBVOLUME_NAME',
          `"${name}" cannot be the name of a subvolume`,
          'use letters, digits, "@", "-", "_", "." and "/", without one at the beginning',
          keyPath,
        );
      }
      this.mount(subvolume.mountPoint, subvolume, keyPath);
    }
  }

  /** @internal */
  public _join(member: DiskLayout, place: Place): void {
    this._sameHost(member, place);
    this.members += 1;
  }

  /** @internal what is wrong with its members, when the tree is complete. */
  public _memberProblem(): [message: string, mend: string] | undefined {
    if (this.members > 0) return undefined;
    return [
      `the bcachefs file system ${this.fileSystemName} has no device`,
      'give a partition the content DiskContent.bcachefsMember(fileSystem)',
    ];
  }

  /** @internal */
  public _devices(): Record<string, any> {
    const { mountPoint, mountOptions, subvolumes, uuid, passwordFile, extraFormatArgs } = this.props;
    return {
      bcachefs_filesystems: {
        [this.fileSystemName]: filled({
          type: 'bcachefs_filesystem',
          uuid,
          passwordFile: passwordFile?.path,
          extraFormatArgs,
          mountpoint: mountPoint,
          mountOptions,
          subvolumes: Object.fromEntries(
            Object.entries(subvolumes ?? {}).map(([name, one]) => [
              name,
              filled({ mountpoint: one.mountPoint, mountOptions: one.mountOptions }),
            ]),
          ),
        }),
      },
    };
  }

  private mount(mountPoint: string | undefined, props: DiskMountProps, keyPath: string): void {
    checkMount(mountPoint, props, keyPath, refuser(this));
    const devicePath = `bcachefs ${this.fileSystemName}`;
    this._reader.mount(mountPoint, 'bcachefs', props, { keyPath, devicePath, in: 'disk' });
  }
}
