import { Construct } from 'constructs';
import { ClaimKind, Claims, Feature, FlakeInput, WellKnownInput } from '../app';
import { Host } from '../hosts';
import { DiskHost } from './disk-host';
import { applyUnit } from './zfs-apply';
import { ZfsDataset, ZfsDatasetProps } from './zfs-dataset';
import { bootPartitions, diskoDevices, DiskUse } from './zfs-disko';
import { ZfsEncryption } from './zfs-encryption';
import { encryptionValues } from './zfs-encryption-values';
import { ZfsHost } from './zfs-host';
import { Mount } from './zfs-mounting';
import { poolNameProblem } from './zfs-names';
import { Parent, POOL } from './zfs-node';
import { ZfsPoolProps, ZfsProvisioning } from './zfs-pool-props';
import { poolValues } from './zfs-pool-values';
import { ZfsDatasetProperties } from './zfs-properties';
import { ZfsAcltype, ZfsXattr } from './zfs-property-enums';
import { propertyValues } from './zfs-property-values';
import { replicate, Replication } from './zfs-replicate';
import { ZfsReplicationProps } from './zfs-replication';
import { sanoidEntry } from './zfs-sanoid';
import { leavesRoom } from './zfs-shared-disks';
import { isUnstableName, Topology } from './zfs-topology';
import { ZfsZvol, ZfsZvolProps } from './zfs-zvol';
import { refuser } from '../app/refuse';

/** What a pool that is made here starts with; each can be set otherwise in `rootProperties`. */
const ROOT_DEFAULTS: ZfsDatasetProperties = {
  compression: 'zstd',
  atime: false,
  xattr: ZfsXattr.SA,
  acltype: ZfsAcltype.POSIX,
};

/**
 * A ZFS pool of a host with its datasets and zvols: imported where it is there
 * already, or laid out for disko to install the machine from; the mounts,
 * scrubs, snapshots and replications are the same for both.
 *
 * @example
 * import { Host, ZfsPool, ZfsVdev } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const tank = new ZfsPool(laddie, 'tank', {
 *   layout: { data: [ZfsVdev.mirror(['/dev/disk/by-id/ata-HDD_1', '/dev/disk/by-id/ata-HDD_2'])] },
 *   snapshots: { daily: 14, monthly: 6 },
 * });
 * const films = tank.addDataset('films', { mountPoint: '/srv/films', recordsize: '1M' });
 * films.replicateTo('backup@cellar:vault/films');
 */
export class ZfsPool extends Feature {
  /** Whether `construct` is a ZfsPool. */
  public static isZfsPool(construct: any): construct is ZfsPool {
    return construct !== null && typeof construct === 'object' && POOL in construct;
  }

  /** The pool's name. */
  public readonly poolName: string;
  /** The name of its own dataset: the pool's name. */
  public readonly zfsName: string;
  /** Where its own dataset is mounted; undefined for nowhere, or where nothing is known of it. */
  public readonly mountPoint?: string;
  /** Itself, as of each of its datasets. */
  public readonly pool: ZfsPool;
  /** How it comes into being. */
  public readonly provisioning: ZfsProvisioning;
  /** @internal */
  public readonly _props: ZfsPoolProps;
  /** @internal */
  public readonly _mount: Mount;
  /** @internal */
  public readonly _topology: Topology | undefined;
  /** @internal datasets and zvols by their full name. */
  public readonly _nodes = new Map<string, ZfsDataset | ZfsZvol>();
  /** @internal */
  public readonly _replications: Replication[] = [];
  /** @internal properties of its own dataset, encryption included. */
  public readonly _rootValues: Record<string, any>;
  private readonly zfsHost: ZfsHost;
  private readonly poolOptions: Record<string, string>;
  private readonly ownSnapshots: Record<string, any> | undefined;

  /**
   * @throws `ZFS_NO_HOST` where its System has no disks of its own; `ZFS_POOL_NAME` for names that ZFS does not take;
   * `ZFS_MOUNT_POINT`, `ZFS_MOUNT_CANMOUNT_OFF`, `ZFS_ROOT_CANMOUNT`, `ZFS_ROOT_OPTIONS` for a mount that cannot be;
   * `ZFS_ASHIFT`, `ZFS_COMPATIBILITY`, `ZFS_COMMENT` for properties of the pool, and `ZFS_PROPERTY_TYPED`,
   * `ZFS_PROPERTY_VALUE`, `ZFS_PROPERTY_NAME`, `ZFS_COMPRESSION`, `ZFS_RECORDSIZE`, `ZFS_SPECIAL_SMALL_BLOCKS`,
   * `ZFS_COPIES`, `ZFS_SIZE`, `ZFS_RESERVATION_OVER_QUOTA` for properties that OpenZFS does not take;
   * `ZFS_RAW_KEY_PROMPT`, `ZFS_PBKDF2`, `ZFS_KEY_FILE` for an encryption that cannot be unlocked; `ZFS_SNAPSHOT_COUNT`,
   * `ZFS_SNAPSHOTS_NONE` for snapshots that sanoid cannot count; `ZFS_NO_LAYOUT` where disko is to make it and is told
   * no disks; `ZFS_NO_DISKS`, `ZFS_TOO_FEW_DISKS`, `ZFS_TOO_MANY_DISKS`, `ZFS_VDEV_MODE`, `ZFS_MIXED_REDUNDANCY` for a
   * layout that OpenZFS does not take; `ZFS_DISK_PATH`, `ZFS_DISK_UNSTABLE_NAME`, `ZFS_DISK_IS_PARTITION`,
   * `ZFS_DISK_TWICE`, `ZFS_DISK_NAME`, `ZFS_DISK_NAME_TWICE`, `ZFS_PARTITION_SIZE`, `ZFS_PARTITION_NAME` for its disks;
   * `ZFS_DATASET_TWICE` where `datasets` and `zvols` have one name
   */
  constructor(scope: Construct, id: string, props: ZfsPoolProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, POOL, { value: true });
    const refuse = refuser(this);
    const host = this.hostOf();
    this.zfsHost = ZfsHost.of(host);
    this._props = props;
    this.pool = this;
    this.poolName = props.poolName ?? id;
    this.zfsName = this.poolName;
    this.provisioning = props.provisioning ?? ZfsProvisioning.EXISTING;
    const problem = poolNameProblem(this.poolName);
    if (problem) {
      refuse(
        'ZFS_POOL_NAME',
        `"${this.poolName}" cannot be the name of a pool: ${problem}`,
        'give another one',
        'poolName',
      );
    }
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'ZFS pool',
      value: this.poolName,
      within: this.system.node.path,
      keyPath: 'poolName',
    });
    this._mount = new Mount({ ...props, canmount: props.rootProperties?.canmount }, this.poolName, undefined, refuse);
    this.mountPoint = this._mount.point;
    if (this.mountPoint !== undefined) this.claimMount(this.mountPoint);
    this.poolOptions = poolValues(props, refuse);
    const root = this._formats ? { ...ROOT_DEFAULTS, ...props.rootProperties } : (props.rootProperties ?? {});
    this._rootValues = {
      ...propertyValues(root, refuse, 'rootProperties.'),
      ...encryptionValues(props.encryption, refuse),
    };
    this.ownSnapshots = props.snapshots && sanoidEntry(props.snapshots, true, refuse);
    if (this._formats && props.layout === undefined) {
      refuse(
        'ZFS_NO_LAYOUT',
        `disko is to make the pool ${this.poolName} and is told no disks`,
        'give a layout',
        'layout',
      );
    }
    this._topology = props.layout && new Topology(this.poolName, props.layout, this._formats, refuse);
    this.claimDisks();
    if (this._formats) this.importModule(FlakeInput.wellKnown(this, WellKnownInput.DISKO).nixosModule('disko'));
    this.zfsHost.add(this);
    this.module._supply(() => this.definitions());
    for (const [name, child] of Object.entries(props.datasets ?? {})) this.addDataset(name, child);
    for (const [name, child] of Object.entries(props.zvols ?? {})) this.addZvol(name, child);
  }

  /** Whether the whole pool is encrypted. */
  public get encrypted(): boolean {
    return this._props.encryption !== undefined;
  }

  /**
   * Add a dataset. Its name may hold `/`.
   *
   * @param name its name, below that of what it stands in
   */
  public addDataset(name: string, props: ZfsDatasetProps = {}): ZfsDataset {
    return new ZfsDataset(this, name, props);
  }

  /**
   * Add a zvol: a block device.
   *
   * @param name its name, below that of what it stands in
   */
  public addZvol(name: string, props: ZfsZvolProps): ZfsZvol {
    return new ZfsZvol(this, name, props);
  }

  /**
   * Send the snapshots of all its datasets elsewhere with syncoid.
   *
   * @param target a `ZfsPool` or `ZfsDataset` of the estate, below which it is received; or a target as syncoid
   *   takes it: `pool/dataset`, `user@host:pool/dataset`
   */
  public replicateTo(target: ZfsPool | ZfsDataset | string, props: ZfsReplicationProps = {}): void {
    replicate(this, target, props);
  }

  /** @internal whether disko makes it. */
  public get _formats(): boolean {
    return this.provisioning === ZfsProvisioning.DISKO;
  }

  /** @internal the nearest dataset above a name that was declared, or the pool. */
  public _above(name: string): ZfsPool | ZfsDataset {
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const found = this._nodes.get(`${this.poolName}/${name.slice(0, at)}`);
      if (found && ZfsDataset.isZfsDataset(found)) return found;
    }
    return this;
  }

  /** @internal */
  public _register(node: ZfsDataset | ZfsZvol): void {
    const before = this._nodes.get(node.zfsName);
    if (before) {
      refuser(node)(
        'ZFS_DATASET_TWICE',
        `${node.zfsName} is declared twice: here and at ${before.node.path}`,
        'leave one out',
      );
    }
    this._nodes.set(node.zfsName, node);
  }

  /** @internal */
  public get _datasets(): ZfsDataset[] {
    return [...this._nodes.values()].filter(ZfsDataset.isZfsDataset);
  }

  /** @internal whether NixOS mounts anything of it, and so imports it. */
  public get _hasEntry(): boolean {
    return this._mount.hasEntry || this._datasets.some((dataset) => dataset._mount.hasEntry);
  }

  /** @internal */
  public get _mountsRoot(): boolean {
    return [this, ...this._datasets].some((node) => node.mountPoint === '/');
  }

  /** @internal */
  public get _hasBootPartition(): boolean {
    const members = this._formats ? this._topology!.members : [];
    return members.some(({ disk }) => disk.espSize !== undefined || disk.biosBoot);
  }

  /** @internal the disks that disko formats for it. */
  public get _diskUses(): DiskUse[] {
    if (!this._formats) return [];
    const topology = this._topology!;
    const boot = new Map(bootPartitions(topology).map(({ diskName, mountPoint }) => [diskName, mountPoint]));
    return topology.members.map((member) => ({
      pool: this.poolName,
      construct: this,
      member,
      bootMountPoint: boot.get(member.diskName),
      protect: this._props.protectDisks ?? false,
    }));
  }

  /** @internal */
  public get _devNodes(): string | undefined {
    const nameless = this._formats && this._topology!.members.some(({ device }) => isUnstableName(device));
    return this._props.devNodes ?? (nameless ? '/dev/disk/by-partuuid' : undefined);
  }

  /** @internal */
  public get _encryptionRoot(): ZfsPool | undefined {
    return this._props.encryption ? this : undefined;
  }

  /** @internal what has a key of its own. */
  public get _encryptionRoots(): { zfsName: string; encryption: ZfsEncryption }[] {
    return [this, ...this._nodes.values()].flatMap(({ zfsName, _props: { encryption } }) =>
      encryption ? [{ zfsName, encryption }] : [],
    );
  }

  /** @internal `services.sanoid.datasets` */
  public get _sanoid(): Record<string, any> {
    const entries = [...this._nodes.values()].flatMap((node) =>
      node._snapshots ? [[node.zfsName, node._snapshots]] : [],
    );
    return { ...(this.ownSnapshots ? { [this.poolName]: this.ownSnapshots } : {}), ...Object.fromEntries(entries) };
  }

  /** @internal `services.syncoid.commands`: by the source, and by the target too where a source has several. */
  public get _syncoid(): Record<string, any> {
    const counts = new Map<Parent, number>();
    for (const { source } of this._replications) counts.set(source, (counts.get(source) ?? 0) + 1);
    return Object.fromEntries(
      this._replications.map(({ source, target, command }) =>
        counts.get(source) === 1
          ? [source.zfsName, command]
          : [`${source.zfsName}-to-${target}`, { source: source.zfsName, ...command }],
      ),
    );
  }

  private definitions(): Record<string, any> {
    const fileSystems = this._formats ? this.bootFlags() : this.fileSystems();
    const units = applyUnit(this, this.poolOptions);
    const services = {
      ...(Object.keys(this._sanoid).length > 0 ? { sanoid: { datasets: this._sanoid } } : {}),
      ...(Object.keys(this._syncoid).length > 0 ? { syncoid: { commands: this._syncoid } } : {}),
    };
    return {
      ...(this._formats ? { disko: { devices: this.disko() } } : {}),
      ...(Object.keys(fileSystems).length > 0 ? { fileSystems } : {}),
      ...(Object.keys(services).length > 0 ? { services } : {}),
      ...(units ? { systemd: { services: units } } : {}),
    };
  }

  /** The entries of an existing pool. */
  private fileSystems(): Record<string, any> {
    const entries: Record<string, any> = {};
    for (const node of [this, ...this._nodes.values()]) {
      if (ZfsZvol.isZfsZvol(node)) {
        if (node._entry) entries[node._props.mountPoint!] = node._entry;
      } else if (node._mount.hasEntry) {
        entries[node.mountPoint!] = node._mount.entry;
      }
    }
    return entries;
  }

  /** disko makes the entries; what it has no word for stands beside them. */
  private bootFlags(): Record<string, any> {
    const early = [this, ...this._datasets].filter((node) => node._mount.neededForBoot);
    return Object.fromEntries(early.map((node) => [node.mountPoint!, { neededForBoot: true }]));
  }

  private disko(): Record<string, any> {
    const { _laidOut: laidOut } = this.zfsHost;
    const shared = this.zfsHost.sharedDisks();
    const datasets = [...this._nodes.values()].map((node) => [
      node._relativeName,
      ZfsZvol.isZfsZvol(node) ? node._disko : datasetEntry(node),
    ]);
    return diskoDevices({
      name: this.poolName,
      topology: this._topology!,
      options: this.poolOptions,
      rootOptions: { mountpoint: this._mount.property!, ...this._rootValues },
      mountPoint: this._mount.point,
      mountOptions: this._mount.extraOptions,
      datasets: Object.fromEntries(datasets),
      disks: this._diskUses.filter(({ member: { device } }) => !shared.has(device) && !laidOut.has(device)),
    });
  }

  private hostOf(): Host {
    if (Host.isHost(this.system) && this.system.canBoot) return this.system;
    return this._refuse(
      'ZFS_NO_HOST',
      `the pool ${this.node.id} stands in ${this.system.node.path}, which has no disks of its own`,
      'make it below the host that has them',
      undefined,
      'pools belong to the machine that has the disks, and its host id',
    );
  }

  private claimMount(value: string): void {
    Claims.of(this).add({ kind: ClaimKind.MOUNT_POINT, value, purpose: this.poolName, keyPath: 'mountPoint' });
  }

  private claimDisks(): void {
    const topology = this._topology;
    if (!topology) return;
    for (const { device, keyPath } of this._formats ? [] : topology.members) {
      Claims.of(this).add({ kind: ClaimKind.DISK, value: device, purpose: this.poolName, keyPath });
    }
    const uses = this._diskUses;
    for (const { member } of uses) {
      if (member.disk.biosBoot) DiskHost.of(this.system as Host)._hasBiosBoot(member.device);
    }
    const whole = new Set(uses.filter((use) => !leavesRoom(use)).map(({ member }) => member.device));
    for (const { device, diskName, keyPath } of uses.map(({ member }) => member)) {
      // Pools that leave room on a disk share it: their common construct has it for all of them.
      const claims = Claims.of(whole.has(device) ? this : this.zfsHost);
      claims.add({ kind: ClaimKind.DISK, value: device, purpose: this.poolName, keyPath });
      claims.add({
        kind: ClaimKind.OTHER,
        what: 'disko disk name',
        value: diskName,
        within: this.system.node.path,
        keyPath: `${keyPath}.name`,
      });
    }
    if (!this._formats) return;
    for (const { mountPoint } of bootPartitions(topology)) if (mountPoint !== undefined) this.claimMount(mountPoint);
  }
}

/** A dataset as disko takes it. */
function datasetEntry(dataset: ZfsDataset): Record<string, any> {
  const { point, property, extraOptions } = dataset._mount;
  return {
    type: 'zfs_fs',
    ...(point !== undefined ? { mountpoint: point } : {}),
    ...(point !== undefined && extraOptions ? { mountOptions: extraOptions } : {}),
    options: { ...(property !== undefined ? { mountpoint: property } : {}), ...dataset._values },
  };
}
