import { Construct } from 'constructs';
import { ClaimKind, Claims, Diagnostics, Finding, NixModule, System } from '../app';
import { Host } from '../hosts';
import type { DiskUse } from './zfs-disko';
import { kernelsOf, zfsKernelFinding } from './zfs-kernel';
import type { ZfsPool } from './zfs-pool';
import { checkSharedDisks, sharedDiskDevices, sharedDisks } from './zfs-shared-disks';

const ID = '$zfs';

/**
 * What all pools of a host share: ZFS itself, the scrub and trim timers,
 * sanoid and syncoid. Each pool asks for it; it is there once.
 *
 * @internal
 */
export class ZfsHost extends Construct {
  public static of(host: Host): ZfsHost {
    return (host.node.tryFindChild(ID) as ZfsHost | undefined) ?? new ZfsHost(host);
  }

  /** Disks that a `Disk` lays out, with partitions for pools. */
  public readonly _laidOut = new Set<string>();
  private readonly pools: ZfsPool[] = [];
  private shared: ReadonlyMap<string, unknown> | undefined;

  private constructor(private readonly host: Host) {
    super(host, ID);
    const module = new NixModule(this, 'module', { description: `${host.node.path}: ZFS` });
    module._supply(() => this.options());
    Diagnostics.of(this)._later((diagnostics) => this.check(diagnostics));
  }

  public add(pool: ZfsPool): void {
    this.pools.push(pool);
    this.shared = undefined;
  }

  /** The disks of which several pools have a part, by their path. */
  public sharedDisks(): ReadonlyMap<string, unknown> {
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

  private check(diagnostics: Diagnostics): void {
    const { pools, host } = this;
    this.checkKernel(diagnostics);
    checkSharedDisks(pools, this._laidOut, diagnostics);
    this.oneInterval(diagnostics, 'scrub', 'scrubInterval', (pool) => [pool._props.scrubInterval]);
    this.oneInterval(diagnostics, 'trim', 'trimInterval', (pool) => [pool._props.trimInterval]);
    this.oneInterval(diagnostics, 'replication', 'interval', (pool) => pool._replications.map((r) => r.interval));
    const untrimmed = pools.filter((pool) => pool._props.trim === false);
    if (untrimmed.length > 0 && untrimmed.length < pools.length) {
      diagnostics.warning({
        code: 'ZFS_TRIM_ALL_OR_NONE',
        message: `${untrimmed.map((pool) => pool.poolName).join(', ')} will be trimmed although trim is false`,
        why: 'NixOS trims all pools of a host or none',
        mend: 'set trim alike for all pools of the host',
        related: untrimmed.map((pool) => pool.node.path),
      });
    }
    const boots = pools.find((pool) => pool._mountsRoot && pool._formats);
    if (boots && !pools.some((pool) => pool._hasBootPartition) && !claimsBoot(host)) {
      diagnostics.warning({
        code: 'ZFS_NO_BOOT_PARTITION',
        message: `${boots.poolName} holds the root file system, and no disk has a partition to start from`,
        why: 'the firmware reads an EFI system partition, not ZFS',
        mend: "set espSize: '1G' on a disk of its layout",
        related: [boots.node.path],
      });
    }
    for (const [unit, names] of this.units()) {
      if (names.length < 2) continue;
      diagnostics.error({
        code: 'ZFS_REPLICATION_UNIT_TWICE',
        message: `the replications ${names.join(' and ')} would both be the unit syncoid-${unit}`,
        mend: 'rename one of the datasets',
      });
    }
  }

  private checkKernel(diagnostics: Diagnostics): void {
    for (const kernel of kernelsOf(this.host)) {
      const { refused, ...finding } = zfsKernelFinding(kernel) ?? { refused: undefined };
      if (refused === undefined) continue;
      if (refused) diagnostics.error(finding as Finding);
      else diagnostics.warning(finding as Finding);
    }
  }

  /** The names of replications by the systemd unit each becomes. */
  private units(): Map<string, string[]> {
    const units = new Map<string, string[]>();
    for (const name of this.pools.flatMap((pool) => Object.keys(pool._syncoid))) {
      const unit = name.replace(/[^A-Za-z0-9_.-]+/g, '-');
      units.set(unit, [...(units.get(unit) ?? []), name]);
    }
    return units;
  }

  private oneInterval(
    diagnostics: Diagnostics,
    what: string,
    keyPath: string,
    of: (pool: ZfsPool) => (string | undefined)[],
  ): void {
    const asked = this.pools.flatMap((pool) => of(pool).map((interval) => ({ pool, interval })));
    const intervals = [...new Set(asked.map(({ interval }) => interval).filter((interval) => interval !== undefined))];
    if (intervals.length < 2) return;
    diagnostics.error({
      code: 'ZFS_INTERVALS_DIFFER',
      message: `two intervals for ${what} on one host: ${intervals.join(' and ')}`,
      keyPath,
      why: 'NixOS has one timer for all pools of a host',
      mend: 'give one of them, or the same to all',
      related: [...new Set(asked.map(({ pool }) => pool.node.path))],
    });
  }
}

function first<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}

/** Whether something of the host mounts `/boot` or `/efi`. */
function claimsBoot(host: Host): boolean {
  return host.node
    .findAll()
    .filter((construct) => System.find(construct) === host)
    .some((construct) =>
      Claims._peek(construct)?._entries.some(
        ({ claim }) => claim.kind === ClaimKind.MOUNT_POINT && /^\/(boot(\/.*)?|efi)$/.test(claim.value),
      ),
    );
}
