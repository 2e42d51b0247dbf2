import { checkName, checkSize } from './disk-checks';
import { BIOS_BOOT_TYPE, DiskPartition, ESP_TYPE } from './disk-partition';
import type { Refuse } from '../app/refuse';

const UUID = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
/** A GPT label has room for 36 characters. */
const LONGEST_LABEL = 36;

/** A partition table: its partitions with their devices. */
export class GptTable {
  /**
   * @param parent what carries the table: `disk` or `mdadm`
   * @throws for what sgdisk or disko would not take, or take otherwise than it is meant
   */
  constructor(
    private readonly parent: 'disk' | 'mdadm',
    private readonly name: string,
    public readonly partitions: Readonly<Record<string, DiskPartition>>,
    keyPath: string,
    refuse: Refuse,
  ) {
    const entries = Object.entries(partitions);
    if (entries.length === 0) {
      refuse(
        'DISK_NO_PARTITIONS',
        `${name} has a partition table without partitions`,
        'give some: { root: DiskPartition.rest(DiskContent.ext4(…)) }',
        keyPath,
      );
    }
    for (const [partition, one] of entries) this.checkPartition(partition, one, `${keyPath}.${partition}`, refuse);
    const rest = entries.filter(([, { size }]) => size === '100%').map(([partition]) => partition);
    if (rest.length > 1) {
      refuse(
        'DISK_REST_TWICE',
        `${rest.join(' and ')} of ${name} both take the rest of it`,
        'give all but one a size',
        `${keyPath}.${rest[1]}.size`,
        'what is made second finds no room',
      );
    }
  }

  /** The device of a partition; undefined where there is no such partition. */
  public devicePath(partition: string): string | undefined {
    const one = this.partitions[partition];
    if (!one) return undefined;
    if (one._props.uuid !== undefined) return `/dev/disk/by-partuuid/${one._props.uuid}`;
    if (this.parent === 'disk') return `/dev/disk/by-partlabel/${this.label(partition)}`;
    return `/dev/disk/by-id/md-name-any:${this.name}-part${this.order().indexOf(partition) + 1}`;
  }

  /** The partitions in the order in which disko makes them. */
  private order(): string[] {
    const of = (partition: string) => priorityOf(this.partitions[partition]!);
    return Object.keys(this.partitions).sort((a, b) => of(a) - of(b) || (a < b ? -1 : 1));
  }

  private label(partition: string): string {
    return `${this.parent}-${this.name}-${partition}`;
  }

  private checkPartition(partition: string, one: DiskPartition, at: string, refuse: Refuse): void {
    const { type, uuid, priority, attributes } = one._props;
    checkName(partition, 'a partition', at, refuse);
    const label = this.label(partition);
    if (label.length > LONGEST_LABEL) {
      refuse(
        'DISK_LABEL_TOO_LONG',
        `the label ${label} has ${label.length} characters, and GPT takes ${LONGEST_LABEL}`,
        `give the ${this.parent === 'disk' ? 'disk (diskName)' : 'RAID'} or the partition a shorter name`,
        at,
        'disko would call the partition by a hash, and nothing would find it by its name',
      );
    }
    checkSize(one.size, true, `${at}.size`, refuse);
    if (type !== undefined && !/^[0-9A-Fa-f]{4}$/.test(type) && !UUID.test(type)) {
      refuse(
        'DISK_PARTITION_TYPE',
        `"${type}" is no type of a partition`,
        'give four hexadecimal digits, as sgdisk -L lists them, or a GUID',
        `${at}.type`,
      );
    }
    if (uuid !== undefined && !UUID.test(uuid)) {
      refuse('DISK_PARTITION_UUID', `"${uuid}" is no UUID`, 'give one as uuidgen prints it', `${at}.uuid`);
    }
    if (priority !== undefined && !(Number.isInteger(priority) && priority >= 0)) {
      refuse('DISK_PRIORITY', `${priority} is no priority`, 'give a whole number from 0', `${at}.priority`);
    }
    for (const bit of attributes ?? []) {
      if (Number.isInteger(bit) && bit >= 0 && bit <= 63) continue;
      refuse('DISK_ATTRIBUTE', `${bit} is no attribute bit`, 'give bits from 0 to 63', `${at}.attributes`);
    }
    this.checkType(partition, one, at, refuse);
  }

  private checkType(partition: string, { content, _props: { type } }: DiskPartition, at: string, refuse: Refuse): void {
    const spec = content?._spec;
    const fat = spec?.kind === 'filesystem' && spec.format === 'vfat';
    if (type?.toUpperCase() === ESP_TYPE && !fat && spec?.kind !== 'mdraid') {
      refuse(
        'DISK_ESP_FORMAT',
        `the EFI system partition ${partition} holds no FAT file system`,
        'use DiskPartition.esp()',
        at,
        'firmware reads FAT alone',
      );
    }
    if (type?.toUpperCase() === BIOS_BOOT_TYPE && content !== undefined) {
      refuse(
        'DISK_BIOS_BOOT_CONTENT',
        `GRUB's own partition ${partition} is to hold something else`,
        'use DiskPartition.biosBoot()',
        at,
        'GRUB writes itself there, without a file system',
      );
    }
  }
}

function priorityOf({ size, _props: { priority, type } }: DiskPartition): number {
  if (priority !== undefined) return priority;
  if (size === '100%') return 9001;
  return type === BIOS_BOOT_TYPE ? 100 : 1000;
}
