import { Construct } from 'constructs';
import { ClaimKind, Claims } from '../app';
import { ZfsEncryption } from './zfs-encryption';
import { encryptionValues } from './zfs-encryption-values';
import { datasetNameProblem, mountPointProblem } from './zfs-names';
import { parentOf } from './zfs-node';
import type { ZfsPool } from './zfs-pool';
import { ZfsCommonProperties } from './zfs-properties';
import { ZfsVolmode } from './zfs-property-enums';
import { propertyValues } from './zfs-property-values';
import { sanoidEntry } from './zfs-sanoid';
import { isPowerOfTwo, sizeInBytes } from './zfs-size';
import { ZfsSnapshots } from './zfs-snapshots';
import { refuser } from '../app/refuse';

/** Props of `ZfsZvol`. */
export interface ZfsZvolProps extends ZfsCommonProperties {
  /** How large the block device is, such as `100G`. */
  readonly size: string;
  /**
   * The block size, a power of two from `512` to `128K`. Fixed when it is created.
   * @default - what ZFS takes (16K)
   */
  readonly volblocksize?: string;
  /**
   * Do not set its whole size aside. The pool can then be promised more than once.
   * @default false
   */
  readonly sparse?: boolean;
  /**
   * How the device is shown.
   * @default - inherited (default)
   */
  readonly volmode?: ZfsVolmode;
  /**
   * Show the devices of its snapshots.
   * @default false
   */
  readonly showSnapshotDevices?: boolean;
  /**
   * Encrypt it with a key of its own.
   * @default - as the parent
   */
  readonly encryption?: ZfsEncryption;
  /**
   * A file system on it, such as `ext4`, for the host itself.
   * @default - none: it is for a guest, or for iSCSI
   */
  readonly fsType?: string;
  /**
   * Where the file system is mounted.
   * @default - nowhere
   */
  readonly mountPoint?: string;
  /**
   * Mount options.
   * @default - what NixOS sets
   */
  readonly mountOptions?: string[];
  /**
   * Snapshots that sanoid takes and prunes.
   * @default - none, or as a recursive policy above it says
   */
  readonly snapshots?: ZfsSnapshots;
}

/**
 * A block device of a pool, such as the disk of a guest.
 *
 * @example
 * import { Host, LibvirtDisk, LibvirtGuest, LibvirtInterface, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const tank: ZfsPool;
 *
 * const disk = tank.addZvol('router', { size: '20G' });
 * new LibvirtGuest(laddie, 'router', {
 *   memoryGib: 4,
 *   vcpus: 2,
 *   disks: [LibvirtDisk.block(disk)],
 *   interfaces: [LibvirtInterface.bridge('br0')],
 * });
 */
export class ZfsZvol extends Construct {
  /** Whether `construct` is a ZfsZvol. */
  public static isZfsZvol(construct: any): construct is ZfsZvol {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The pool it belongs to. */
  public readonly pool: ZfsPool;
  /** Its full name, such as `tank/vm`. */
  public readonly zfsName: string;
  /** Its block device, such as `/dev/zvol/tank/vm`. */
  public readonly devicePath: string;
  /** Its size, as it was given. */
  public readonly size: string;
  /** @internal its name below the pool. */
  public readonly _relativeName: string;
  /** @internal */
  public readonly _values: Record<string, any>;
  /** @internal */
  public readonly _props: ZfsZvolProps;
  /** @internal the entry of sanoid. */
  public readonly _snapshots: Record<string, any> | undefined;

  /**
   * @param scope a `ZfsPool` or a `ZfsDataset`
   * @throws `ZFS_NO_POOL` where it stands in no pool and no dataset; `ZFS_DATASET_NAME` for names that ZFS does not
   * take; `ZFS_SIZE`, `ZFS_VOLBLOCKSIZE` for what is no size; `ZFS_ZVOL_MOUNT`, `ZFS_MOUNT_POINT` for a mount that
   * cannot be; `ZFS_PROPERTY_TYPED`, `ZFS_PROPERTY_VALUE`, `ZFS_PROPERTY_NAME`, `ZFS_COMPRESSION`, `ZFS_RECORDSIZE`,
   * `ZFS_SPECIAL_SMALL_BLOCKS`, `ZFS_COPIES`, `ZFS_RESERVATION_OVER_QUOTA` for properties that OpenZFS does not take;
   * `ZFS_RAW_KEY_PROMPT`, `ZFS_PBKDF2`, `ZFS_KEY_FILE` for an encryption that cannot be unlocked; `ZFS_SNAPSHOT_COUNT`,
   * `ZFS_SNAPSHOTS_NONE` for snapshots that sanoid cannot count; `ZFS_DATASET_TWICE` where the pool has that name
   * already
   */
  constructor(scope: Construct, id: string, props: ZfsZvolProps) {
    const parent = parentOf(scope, id, 'zvol');
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    this.pool = parent.pool;
    this.zfsName = `${parent.zfsName}/${id}`;
    this.devicePath = `/dev/zvol/${this.zfsName}`;
    this.size = props.size;
    this._relativeName = this.zfsName.slice(this.pool.poolName.length + 1);
    this._props = props;
    const problem = datasetNameProblem(this.pool.poolName, this._relativeName);
    if (problem) refuse('ZFS_DATASET_NAME', `"${id}" cannot be the name of a zvol: ${problem}`, 'give another name');
    const bytes = sizeInBytes(props.size);
    if (!bytes) refuse('ZFS_SIZE', `"${props.size}" is no size of a zvol`, "give one such as '100G'", 'size');
    const { volblocksize, mountPoint, fsType } = props;
    if (volblocksize !== undefined && !isPowerOfTwo(sizeInBytes(volblocksize) ?? 0, 512, 128 * 1024)) {
      refuse(
        'ZFS_VOLBLOCKSIZE',
        `"${volblocksize}" is no block size`,
        "give a power of two from '512' to '128K'",
        'volblocksize',
      );
    }
    if (mountPoint !== undefined && fsType === undefined) {
      refuse('ZFS_ZVOL_MOUNT', 'a zvol is a bare block device', "say what is on it: fsType: 'ext4'", 'mountPoint');
    }
    const bad = mountPoint === undefined ? undefined : mountPointProblem(mountPoint);
    if (bad) {
      refuse(
        'ZFS_MOUNT_POINT',
        `"${mountPoint}" is no mount point: ${bad}`,
        "give a path such as '/srv'",
        'mountPoint',
      );
    }
    if (mountPoint !== undefined) {
      Claims.of(this).add({
        kind: ClaimKind.MOUNT_POINT,
        value: mountPoint,
        purpose: this.zfsName,
        keyPath: 'mountPoint',
      });
    }
    this._values = {
      ...propertyValues(props, refuse),
      ...(props.showSnapshotDevices !== undefined ? { snapdev: props.showSnapshotDevices ? 'visible' : 'hidden' } : {}),
      ...encryptionValues(props.encryption, refuse),
    };
    this._snapshots = props.snapshots && sanoidEntry(props.snapshots, false, refuse);
    this.pool._register(this);
  }

  /** @internal the dataset as disko takes it. */
  public get _disko(): Record<string, any> {
    const { fsType, mountPoint, mountOptions, sparse } = this._props;
    return {
      type: 'zfs_volume',
      size: this.size,
      ...(Object.keys(this._values).length > 0 ? { options: this._values } : {}),
      ...(sparse ? { extraArgs: ['-s'] } : {}),
      ...(fsType !== undefined
        ? {
            content: {
              type: 'filesystem',
              format: fsType,
              ...(mountPoint !== undefined ? { mountpoint: mountPoint } : {}),
              ...(mountPoint !== undefined && mountOptions ? { mountOptions } : {}),
            },
          }
        : {}),
    };
  }

  /** @internal the entry of `fileSystems`, for a pool that is there already. */
  public get _entry(): Record<string, any> | undefined {
    const { fsType, mountPoint, mountOptions } = this._props;
    if (mountPoint === undefined) return undefined;
    return { device: this.devicePath, fsType, ...(mountOptions ? { options: mountOptions } : {}) };
  }
}

const BRAND = Symbol.for('cosmo-nix.ZfsZvol');
