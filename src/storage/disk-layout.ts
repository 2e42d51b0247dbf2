import { Construct } from 'constructs';
import { Feature, FeatureProps, FlakeInput, IMountPoint, WellKnownInput } from '../app';
import { Host } from '../hosts';
import { DiskHost } from './disk-host';
import { DiskReader, LayoutMount, Place } from './disk-reader';

/**
 * A file system that a layout mounts.
 *
 * @example
 * import { Disk, DiskContent, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const disk = new Disk(laddie, 'data', {
 *   device: '/dev/disk/by-id/ata-HDD_1',
 *   content: DiskContent.xfs('/srv'),
 * });
 * const device = disk.mounted('/srv').devicePath;
 */
export class DiskMount implements IMountPoint {
  /** @internal */
  public static _of({ mountPoint, devicePath, fsType }: LayoutMount): DiskMount {
    return new DiskMount(mountPoint, devicePath, fsType);
  }

  /** Where it is mounted. */
  public readonly mountPoint?: string;
  /** The device that holds it. */
  public readonly devicePath: string;
  /** Its type, such as `ext4`. */
  public readonly fsType: string;

  private constructor(mountPoint: string, devicePath: string, fsType: string) {
    this.mountPoint = mountPoint;
    this.devicePath = devicePath;
    this.fsType = fsType;
  }
}

/** A part of what disko installs a machine with: a disk, a RAID, a volume group, a file system of its own. */
export abstract class DiskLayout extends Feature {
  /** @internal whether `construct` is one. */
  public static _isDiskLayout(construct: any): construct is DiskLayout {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The host whose disks are laid out. */
  public readonly machine: Host;
  /** @internal */
  public readonly _reader: DiskReader;

  /**
   * @throws `DISK_NO_HOST` where it stands on no machine with disks of its own (a container, WSL); `DISK_OTHER_HOST`,
   * when a part is given room, where that is on another host
   */
  constructor(scope: Construct, id: string, props: FeatureProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    if (!Host.isHost(this.system) || !this.system.canBoot) {
      this._refuse(
        'DISK_NO_HOST',
        `${id} stands in ${this.system.node.path}, which has no disks of its own`,
        'make it below the host that has them',
        undefined,
        'disks belong to the machine that is installed on them',
      );
    }
    this.machine = this.system as Host;
    this._reader = new DiskReader(this);
    this.importModule(FlakeInput.wellKnown(this, WellKnownInput.DISKO).nixosModule('disko'));
    DiskHost.of(this.machine).add(this);
    this.module._supply(() => this._definitions());
  }

  /** Everything that it mounts. */
  public get mountPoints(): string[] {
    return this._reader.mounts.map(({ mountPoint }) => mountPoint);
  }

  /**
   * A file system that it mounts.
   * @param mountPoint where it is mounted
   * @throws `DISK_NOT_MOUNTED` where it mounts nothing there.
   */
  public mounted(mountPoint: string): DiskMount {
    const found = this._reader.mounts.find((one) => one.mountPoint === mountPoint);
    if (found) return DiskMount._of(found);
    return this._refuse(
      'DISK_NOT_MOUNTED',
      `${this.node.path} mounts nothing at ${mountPoint}`,
      this.mountPoints.length > 0 ? `it mounts ${this.mountPoints.join(', ')}` : 'it mounts nothing',
    ) as never;
  }

  /** @internal what disko is told, below `disko.devices`. */
  public abstract _devices(): Record<string, any>;

  /** @internal whether ZFS pools may have a part of it. */
  public get _sharesWithZfs(): boolean {
    return false;
  }

  /** @internal what is wrong with its members and how to mend it, when the tree is complete. */
  public _memberProblem(): [message: string, mend: string] | undefined {
    return undefined;
  }

  /** @internal whether what it mounts lies in EFI system partitions. */
  public get _isEsp(): boolean {
    return false;
  }

  /** @internal further options. */
  protected _more(): Record<string, any> {
    return {};
  }

  /** @internal refuse members of another host's. */
  protected _sameHost(member: DiskLayout, { keyPath }: Place): void {
    if (member.system === this.system) return;
    member._foreign(this, keyPath);
  }

  /** @internal */
  public _foreign(other: DiskLayout, keyPath: string): void {
    this._refuse(
      'DISK_OTHER_HOST',
      `${other.node.path} belongs to ${other.machine.systemName}, and this to ${this.machine.systemName}`,
      'use one of the same host',
      keyPath,
    );
  }

  private _definitions(): Record<string, any> {
    const early = this._reader.mounts.filter(({ neededForBoot }) => neededForBoot);
    const flags = early.map(({ mountPoint }) => [mountPoint, { neededForBoot: true }]);
    return {
      disko: { devices: this._devices() },
      ...(flags.length > 0 ? { fileSystems: Object.fromEntries(flags) } : {}),
      ...this._more(),
    };
  }
}

const BRAND = Symbol.for('cosmo-nix.DiskLayout');
