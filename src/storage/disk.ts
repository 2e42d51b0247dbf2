import { Construct } from 'constructs';
import { ClaimKind, Claims, FeatureProps } from '../app';
import { checkName, checkSize } from './disk-checks';
import { DiskContent } from './disk-content';
import { diskoContent, diskoTable } from './disk-disko';
import { GptTable } from './disk-gpt';
import { DiskHost } from './disk-host';
import { DiskLayout } from './disk-layout';
import { DiskPartition } from './disk-partition';
import { ZfsHost } from './zfs-host';
import { isUnstableName } from './zfs-topology';
import { ZfsDisk } from './zfs-vdev';
import { filled } from '../app/compact';
import { refuser } from '../app/refuse';

/** Props of `Disk`. */
export interface DiskProps extends FeatureProps {
  /**
   * The disk by a name that does not change: `/dev/disk/by-id/…`.
   * @throws for names that follow the order in which disks are found (`/dev/sda`), unless `allowUnstableName` is set,
   *   and for partitions.
   */
  readonly device: string;
  /**
   * Its partitions by name, on a GPT partition table. The name is part of the label by which it is found:
   * `disk-DISK-PARTITION`, at most 36 characters.
   * @default - none: give `content`
   */
  readonly partitions?: Record<string, DiskPartition>;
  /**
   * What the whole disk holds, without a partition table.
   * @default - none: give `partitions`
   */
  readonly content?: DiskContent;
  /**
   * Its name in disko, and part of the labels of its partitions. It should not change once the machine is installed.
   * @default - the construct's id
   */
  readonly diskName?: string;
  /**
   * Leave it alone where disko destroys what is on the disks.
   * @default false
   */
  readonly protect?: boolean;
  /**
   * Size of the image that disko makes of it, such as `16G`. For images only.
   * @default - what disko sets (2G)
   */
  readonly imageSize?: string;
  /**
   * Take a name such as `/dev/vda`, as where a virtual machine has no better one.
   * @default false
   */
  readonly allowUnstableName?: boolean;
}

/**
 * A disk that disko parts and formats when the machine is installed, and
 * whose file systems and swap the machine then mounts.
 *
 * @example
 * import { Disk, DiskContent, DiskPartition, Host } from 'cosmo-nix';
 * declare const attic: Host;
 *
 * new Disk(attic, 'system', {
 *   device: '/dev/disk/by-id/nvme-Samsung_SSD_980_S64DNX0',
 *   partitions: {
 *     ESP: DiskPartition.esp(),
 *     root: DiskPartition.rest(DiskContent.ext4('/')),
 *   },
 * });
 */
export class Disk extends DiskLayout {
  /** Its name in disko. */
  public readonly diskName: string;
  /** The disk. */
  public readonly device: string;
  /** @internal */
  public readonly _props: DiskProps;
  private readonly table?: GptTable;
  private readonly zfs: boolean;

  /**
   * @throws `DISK_NO_HOST` where it stands on no machine with disks of its own; `DISK_PATH`, `DISK_UNSTABLE_NAME`,
   * `DISK_IS_PARTITION` for a device that is no disk by a lasting name; `DISK_NAME`, `DISK_SIZE` for its name and its
   * image; `DISK_CONTENT` where it has both partitions and content, or neither; and what its partitions and their
   * contents are refused for
   */
  constructor(scope: Construct, id: string, props: DiskProps) {
    super(scope, id, props);
    const refuse = refuser(this);
    this._props = props;
    this.device = props.device;
    this.diskName = props.diskName ?? id;
    this.checkDevice();
    checkName(this.diskName, 'a disk', 'diskName', refuse);
    if (props.imageSize !== undefined) checkSize(props.imageSize, false, 'imageSize', refuse);
    if ((props.partitions === undefined) === (props.content === undefined)) {
      refuse(
        'DISK_CONTENT',
        `${this.device} has ${props.partitions ? 'both partitions and content' : 'neither partitions nor content'}`,
        'give one of them',
        props.partitions ? 'content' : 'partitions',
      );
    }
    this.zfs = Object.values(props.partitions ?? {}).some(({ content }) => content?._spec.kind === 'zfs');
    if (props.partitions) {
      this.table = new GptTable('disk', this.diskName, props.partitions, 'partitions', refuse);
      this._reader.table(this.table, 'partitions');
    }
    if (props.content) {
      this._reader.content(props.content, { keyPath: 'content', devicePath: this.device, in: 'disk' });
    }
    DiskHost.of(this.machine)._lay(this);
    this.claim();
  }

  /**
   * The device of a partition, such as `/dev/disk/by-partlabel/disk-system-root`.
   * @param name the name of the partition in `partitions`
   * @throws `DISK_NO_PARTITION` where it has no such partition.
   */
  public partitionPath(name: string): string {
    return (
      this.table?.devicePath(name) ??
      this._refuse(
        'DISK_NO_PARTITION',
        `${this.diskName} has no partition ${name}`,
        `it has ${Object.keys(this._props.partitions ?? {}).join(', ') || 'none'}`,
      )
    );
  }

  /**
   * A partition as a member of a ZFS pool that disko makes: one whose content is `DiskContent.zfsMember()`.
   * @param partition the name of the partition in `partitions`
   * @throws `DISK_NO_PARTITION`, `DISK_ZFS_PLACE` where it is none.
   */
  public zfsMember(partition: string): ZfsDisk {
    this.partitionPath(partition);
    const { size, content } = this._props.partitions![partition]!;
    if (content?._spec.kind !== 'zfs') {
      this._refuse(
        'DISK_ZFS_PLACE',
        `the partition ${partition} of ${this.diskName} is not for a ZFS pool`,
        'give it the content DiskContent.zfsMember()',
        `partitions.${partition}`,
      );
    }
    const { device, diskName: name } = this;
    return { device, name, partition, size, ...(isUnstableName(device) ? { allowUnstableName: true } : {}) };
  }

  /** @internal */
  public get _sharesWithZfs(): boolean {
    return true;
  }

  /** @internal */
  public _devices(): Record<string, any> {
    const { content, protect, imageSize } = this._props;
    const zfs = this.zfs ? ZfsHost.of(this.machine)._poolsOn(this.device) : undefined;
    return {
      disk: {
        [this.diskName]: filled({
          type: 'disk',
          device: this.device,
          destroy: protect ? false : undefined,
          imageSize,
          content: content
            ? diskoContent(content)
            : diskoTable(this.table!.partitions, (partition) => zfs?.get(partition) ?? ''),
        }),
      },
    };
  }

  private checkDevice(): void {
    const { device } = this;
    if (!/^\/dev\/[A-Za-z0-9_.:+@=#/-]+$/.test(device)) {
      this._refuse(
        'DISK_PATH',
        `${JSON.stringify(device)} is no path of a disk`,
        `give '/dev/disk/by-id/${/^[A-Za-z0-9_.:-]+$/.test(device) ? device : '…'}'`,
        'device',
      );
    }
    if (isUnstableName(device) && !this._props.allowUnstableName) {
      this._refuse(
        'DISK_UNSTABLE_NAME',
        `${device} can be another disk after the next start`,
        'name it as in /dev/disk/by-id, or set allowUnstableName (a virtual machine has sometimes nothing better)',
        'device',
        'the disk is to be formatted: the wrong one would lose its data',
      );
    }
    if (/(-part\d+|\/dev\/disk\/by-part(label|uuid)\/.+|\/dev\/(sd[a-z]+|nvme\d+n\d+p|mmcblk\d+p)\d+)$/.test(device)) {
      this._refuse('DISK_IS_PARTITION', `${device} is a partition`, 'give the whole disk', 'device');
    }
  }

  private claim(): void {
    // ZFS pools that have a part of the disk claim it by the same construct.
    const claims = Claims.of(this.zfs ? ZfsHost.of(this.machine) : this);
    const within = this.system.node.path;
    if (this.zfs) {
      const value = this.device;
      Claims.of(this).add({ kind: ClaimKind.OTHER, what: 'disk layout', value, within, keyPath: 'device' });
    }
    claims.add({ kind: ClaimKind.DISK, value: this.device, purpose: this.diskName, keyPath: 'device' });
    claims.add({
      kind: ClaimKind.OTHER,
      what: 'disko disk name',
      value: this.diskName,
      within,
      keyPath: 'diskName',
    });
  }
}
