import { Construct } from 'constructs';
import { NixModule } from '../app';
import { Host } from '../hosts';
import type { DiskUse } from './zfs-disko';
import type { ZfsPool } from './zfs-pool';
import { sharedDiskDevices, sharedDisks } from './zfs-shared-disks';

const ID = '$zfs';

/**
 * What all pools of a host share: ZFS itself, the scrub and trim timers,
 * sanoid and syncoid. Each pool asks for it; it is there once.
 *
 * @internal
 */
export class ZfsHost extends Construct {
  /** Whether `construct` is one. */
  public static isZfsHost(construct: any): construct is ZfsHost {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  public static of(host: Host): ZfsHost {
    return (host.node.tryFindChild(ID) as ZfsHost | undefined) ?? new ZfsHost(host);
  }

  /** Disks that a `Disk` lays out, with partitions for pools. */
  public readonly _laidOut = new Set<string>();
  /** The pools of the host, in the order they were made. */
  public readonly pools: ZfsPool[] = [];
  private shared: ReadonlyMap<string, readonly DiskUse[]> | undefined;

  private constructor(public readonly host: Host) {
    super(host, ID);
    Object.defineProperty(this, BRAND, { value: true });
    const module = new NixModule(this, 'module', { description: `${host.node.path}: ZFS` });
    module._supply(() => this.options());
  }

  public add(pool: ZfsPool): void {
    this.pools.push(pool);
    this.shared = undefined;
  }

  /** The disks of which several pools have a part, by their path. */
  public sharedDisks(): ReadonlyMap<string, readonly DiskUse[]> {
    return (this.shared ??= sharedDisks(this.pools));
  }

  /** What pools have of a disk. */
  public _usesOf(device: string): DiskUse[] {
    return this.pools.flatMap((pool) => pool._diskUses).filter(({ member }) => member.device === device);
  }

  /** The pools on a disk by the partitions that they take. */
  public _poolsOn(device: string): ReadonlyMap<string, string> {
    return new Map(this._usesOf(device).map(({ pool, member }) => [member.partition, pool]));
  }

  private options(): Record<string, any> {
    const { pools } = this;
    const disks = sharedDiskDevices(pools, this._laidOut);
    const extraPools = pools.filter((pool) => !pool._hasEntry).map((pool) => pool.poolName);
    const roots = pools.flatMap((pool) => pool._encryptionRoots);
    const unlocked = roots.filter(({ encryption }) => encryption.unlockAtBoot !== false).map(({ zfsName }) => zfsName);
    const allUnlocked = unlocked.length === roots.length;
    const devNodes = Object.fromEntries(
      pools.filter((pool) => pool._devNodes !== undefined).map((pool) => [pool.poolName, { devNodes: pool._devNodes }]),
    );
    return {
      boot: {
        supportedFilesystems: ['zfs'],
        zfs: {
          forceImportRoot: false,
          ...(extraPools.length > 0 ? { extraPools } : {}),
          ...(allUnlocked ? {} : { requestEncryptionCredentials: unlocked.length > 0 ? unlocked : false }),
          ...(Object.keys(devNodes).length > 0 ? { pools: devNodes } : {}),
        },
      },
      ...(Object.keys(disks).length > 0 ? { disko: { devices: { disk: disks } } } : {}),
      services: { ...this.zfsService(), ...this.sanoid(), ...this.syncoid() },
    };
  }

  private zfsService(): Record<string, any> {
    const { pools } = this;
    const scrubbed = pools.filter((pool) => pool._props.scrub !== false);
    const scrubInterval = first(scrubbed.map((pool) => pool._props.scrubInterval));
    const trimmed = pools.filter((pool) => pool._props.trim !== false);
    const trimInterval = first(trimmed.map((pool) => pool._props.trimInterval));
    const zfs = {
      ...(scrubbed.length > 0
        ? {
            autoScrub: {
              enable: true,
              ...(scrubInterval !== undefined ? { interval: scrubInterval } : {}),
              ...(scrubbed.length < pools.length ? { pools: scrubbed.map((pool) => pool.poolName) } : {}),
            },
          }
        : {}),
      ...(trimmed.length === 0 ? { trim: { enable: false } } : {}),
      ...(trimInterval !== undefined ? { trim: { interval: trimInterval } } : {}),
    };
    return Object.keys(zfs).length > 0 ? { zfs } : {};
  }

  private sanoid(): Record<string, any> {
    const entries = this.pools.flatMap((pool) => Object.values(pool._sanoid));
    if (entries.length === 0) return {};
    const often = entries.some((entry) => entry.frequently > 0);
    return { sanoid: { enable: true, ...(often ? { interval: '*:0/15' } : {}) } };
  }

  private syncoid(): Record<string, any> {
    const replications = this.pools.flatMap((pool) => pool._replications);
    if (replications.length === 0) return {};
    const interval = first(replications.map((replication) => replication.interval));
    return { syncoid: { enable: true, ...(interval !== undefined ? { interval } : {}) } };
  }
}

function first<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}

const BRAND = Symbol.for('cosmo-nix.ZfsHost');
