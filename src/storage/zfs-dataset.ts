import { Construct } from 'constructs';
import { ClaimKind, Claims, IMountPoint } from '../app';
import { ZfsEncryption } from './zfs-encryption';
import { encryptionValues } from './zfs-encryption-values';
import { ZfsMountProps } from './zfs-mount';
import { Mount } from './zfs-mounting';
import { datasetNameProblem } from './zfs-names';
import { DATASET, parentOf } from './zfs-node';
import type { ZfsPool } from './zfs-pool';
import { ZfsDatasetProperties } from './zfs-properties';
import { propertyValues } from './zfs-property-values';
import { replicate } from './zfs-replicate';
import { ZfsReplicationProps } from './zfs-replication';
import { sanoidEntry } from './zfs-sanoid';
import { ZfsSnapshots } from './zfs-snapshots';
import { ZfsZvol, ZfsZvolProps } from './zfs-zvol';
import { refuser } from '../app/refuse';

/** Props of `ZfsDataset`. */
export interface ZfsDatasetProps extends ZfsDatasetProperties, ZfsMountProps {
  /**
   * Encrypt it with a key of its own, and with it what stands below it.
   * @default - as the parent
   */
  readonly encryption?: ZfsEncryption;
  /**
   * Snapshots that sanoid takes and prunes.
   * @default - none, or as a recursive policy above it says
   */
  readonly snapshots?: ZfsSnapshots;
  /**
   * Datasets below it, by name.
   * @default - none
   */
  readonly datasets?: Record<string, ZfsDatasetProps>;
  /**
   * Zvols below it, by name.
   * @default - none
   */
  readonly zvols?: Record<string, ZfsZvolProps>;
}

/**
 * A file system of a pool. Its id is its name below its parent, and may hold
 * `/` (`safe/home`); the datasets in between need no mention.
 *
 * @example
 * import { ZfsPool } from 'cosmo-nix';
 * declare const tank: ZfsPool;
 *
 * const library = tank.addDataset('library', { mountPoint: '/srv/library', recordsize: '1M', compression: 'lz4' });
 * library.addDataset('films', { mountPoint: '/srv/library/films', snapshots: { daily: 7 } });
 */
export class ZfsDataset extends Construct implements IMountPoint {
  /** Whether `construct` is a ZfsDataset. */
  public static isZfsDataset(construct: any): construct is ZfsDataset {
    return construct !== null && typeof construct === 'object' && DATASET in construct;
  }

  /** The pool it belongs to. */
  public readonly pool: ZfsPool;
  /** Its full name, such as `tank/media`. */
  public readonly zfsName: string;
  /** Where it is mounted; undefined for nowhere, or where nothing is known of it. */
  public readonly mountPoint?: string;
  /** @internal its name below the pool. */
  public readonly _relativeName: string;
  /** @internal */
  public readonly _mount: Mount;
  /** @internal properties, encryption included. */
  public readonly _values: Record<string, any>;
  /** @internal */
  public readonly _props: ZfsDatasetProps;
  /** @internal the entry of sanoid. */
  public readonly _snapshots: Record<string, any> | undefined;

  /**
   * @param scope a `ZfsPool` or a `ZfsDataset`
   * @throws `ZFS_NO_POOL` where it stands in no pool and no dataset; `ZFS_DATASET_NAME` for names that ZFS does not
   * take; `ZFS_MOUNT_POINT`, `ZFS_MOUNT_CANMOUNT_OFF`, `ZFS_ROOT_CANMOUNT`, `ZFS_ROOT_OPTIONS` for a mount that cannot
   * be; `ZFS_PROPERTY_TYPED`, `ZFS_PROPERTY_VALUE`, `ZFS_PROPERTY_NAME`, `ZFS_COMPRESSION`, `ZFS_RECORDSIZE`,
   * `ZFS_SPECIAL_SMALL_BLOCKS`, `ZFS_COPIES`, `ZFS_SIZE`, `ZFS_RESERVATION_OVER_QUOTA` for properties that OpenZFS does
   * not take; `ZFS_RAW_KEY_PROMPT`, `ZFS_PBKDF2`, `ZFS_KEY_FILE` for an encryption that cannot be unlocked;
   * `ZFS_SNAPSHOT_COUNT`, `ZFS_SNAPSHOTS_NONE` for snapshots that sanoid cannot count; `ZFS_DATASET_TWICE` where the
   * pool has that name already
   */
  constructor(scope: Construct, id: string, props: ZfsDatasetProps = {}) {
    const parent = parentOf(scope, id, 'dataset');
    super(scope, id);
    Object.defineProperty(this, DATASET, { value: true });
    const refuse = refuser(this);
    this.pool = parent.pool;
    this.zfsName = `${parent.zfsName}/${id}`;
    this._relativeName = this.zfsName.slice(this.pool.poolName.length + 1);
    this._props = props;
    const problem = datasetNameProblem(this.pool.poolName, this._relativeName);
    if (problem) refuse('ZFS_DATASET_NAME', `"${id}" cannot be the name of a dataset: ${problem}`, 'give another name');
    const above = this.pool._above(this._relativeName);
    const handedDown = above._mount.mode === 'zfs' ? above._mount.point : undefined;
    const rest = this.zfsName.slice(above.zfsName.length + 1);
    this._mount = new Mount(
      props,
      this.zfsName,
      handedDown === undefined ? undefined : `${handedDown === '/' ? '' : handedDown}/${rest}`,
      refuse,
    );
    this.mountPoint = this._mount.point;
    if (this.mountPoint !== undefined) {
      Claims.of(this).add({
        kind: ClaimKind.MOUNT_POINT,
        value: this.mountPoint,
        purpose: this.zfsName,
        keyPath: 'mountPoint',
      });
    }
    this._values = { ...propertyValues(props, refuse), ...encryptionValues(props.encryption, refuse) };
    this._snapshots = props.snapshots && sanoidEntry(props.snapshots, false, refuse);
    this.pool._register(this);
    for (const [name, child] of Object.entries(props.datasets ?? {})) this.addDataset(name, child);
    for (const [name, child] of Object.entries(props.zvols ?? {})) this.addZvol(name, child);
  }

  /** Whether its data is encrypted, by a key of its own or of one above it. */
  public get encrypted(): boolean {
    return this._encryptionRoot !== undefined;
  }

  /**
   * Add a dataset below it.
   *
   * @param name its name, below that of what it stands in
   */
  public addDataset(name: string, props: ZfsDatasetProps = {}): ZfsDataset {
    return new ZfsDataset(this, name, props);
  }

  /**
   * Add a zvol below it.
   *
   * @param name its name, below that of what it stands in
   */
  public addZvol(name: string, props: ZfsZvolProps): ZfsZvol {
    return new ZfsZvol(this, name, props);
  }

  /**
   * Send its snapshots elsewhere with syncoid, as `services.syncoid` does.
   *
   * @param target a `ZfsPool` or `ZfsDataset` of the estate, below which it is received; or a target as syncoid
   *   takes it: `pool/dataset`, `user@host:pool/dataset`
   */
  public replicateTo(target: ZfsPool | ZfsDataset | string, props: ZfsReplicationProps = {}): void {
    replicate(this, target, props);
  }

  /** @internal what holds the key it is encrypted with. */
  public get _encryptionRoot(): ZfsPool | ZfsDataset | undefined {
    return this._props.encryption ? this : this.pool._above(this._relativeName)._encryptionRoot;
  }
}
