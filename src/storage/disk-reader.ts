import { ClaimKind, Claims } from '../app';
import { checkMount, checkName, checkOptions, checkSecret, checkSize, checkSwapPriority } from './disk-checks';
import type { DiskContent } from './disk-content';
import { BtrfsProps, DiskSwapProps, LuksProps } from './disk-content-props';
import { GptTable } from './disk-gpt';
import type { DiskLayout } from './disk-layout';
import { DiskPartition, ESP_TYPE } from './disk-partition';
import { Refuse, refuser } from '../app/refuse';

/** A file system that a layout mounts. */
export interface LayoutMount {
  readonly mountPoint: string;
  readonly fsType: string;
  readonly devicePath: string;
  readonly keyPath: string;
  readonly neededForBoot: boolean;
  readonly options: readonly string[];
  /** Whether firmware finds it: it stands in an EFI system partition. */
  readonly esp: boolean;
}

/** Where a content stands. */
export interface Place {
  readonly keyPath: string;
  readonly devicePath: string;
  /** What it stands in. */
  readonly in: 'disk' | 'partition' | 'volume' | 'raid' | 'luks';
  /** Whether that is an EFI system partition. */
  readonly esp?: boolean;
  /** Whether the initial RAM disk cannot open what it stands in. */
  readonly late?: boolean;
}

/** A content with its place. */
export interface PlacedContent {
  readonly content: DiskContent;
  readonly place: Place;
}

/** A partition with its key path. */
export interface PlacedPartition {
  readonly partition: DiskPartition;
  readonly keyPath: string;
}

/** Reads the contents of a layout: refuses what cannot be, and notes what is mounted where. */
export class DiskReader {
  public readonly mounts: LayoutMount[] = [];
  /** Every partition and content of it, for the rules to look at. */
  public readonly partitions: PlacedPartition[] = [];
  public readonly contents: PlacedContent[] = [];
  /** The names of partitions that a ZFS pool takes. */
  public readonly zfsPartitions: string[] = [];
  /** Whether it has an EFI system partition, and the partition of GRUB. */
  public hasEsp = false;
  public hasBiosBoot = false;
  private readonly seen = new Set<DiskContent>();
  private readonly refuse: Refuse;

  constructor(private readonly layout: DiskLayout) {
    this.refuse = refuser(layout);
  }

  /** Read a partition table. */
  public table(table: GptTable, keyPath: string): void {
    for (const [name, partition] of Object.entries(table.partitions)) {
      const { content, _props: props } = partition;
      const at = `${keyPath}.${name}`;
      const esp = props.type?.toUpperCase() === ESP_TYPE;
      this.partitions.push({ partition, keyPath: at });
      this.hasEsp ||= esp;
      this.hasBiosBoot ||= props.type?.toUpperCase() === 'EF02';
      if (!content) continue;
      if (content._spec.kind === 'zfs') this.zfsPartitions.push(name);
      this.content(content, { keyPath: `${at}.content`, devicePath: table.devicePath(name)!, in: 'partition', esp });
    }
  }

  /** Read what a device holds. */
  public content(content: DiskContent, place: Place): void {
    const { keyPath } = place;
    const spec = content._spec;
    if (this.seen.has(content)) {
      this.refuse(
        'DISK_CONTENT_TWICE',
        'one content stands in two places',
        'make one for each: DiskContent.…',
        keyPath,
      );
    }
    this.seen.add(content);
    this.contents.push({ content, place });
    switch (spec.kind) {
      case 'filesystem':
        checkMount(spec.mountPoint, spec.props, keyPath, this.refuse);
        return this.mount(spec.mountPoint, spec.format, spec.props, place);
      case 'btrfs':
        return this.btrfs(spec.props, place);
      case 'swap':
        return this.swap(spec.props, place);
      case 'luks':
        return this.luks(spec.name, spec.props, spec.content, place);
      case 'lvm_pv':
        return spec.group._join(this.layout, place);
      case 'mdraid':
        return spec.raid._join(this.layout, place);
      case 'bcachefs':
        return spec.fileSystem._join(this.layout, place);
      case 'zfs':
        if (place.in === 'partition' && this.layout._sharesWithZfs) return;
        return this.refuse(
          'DISK_ZFS_PLACE',
          'a ZFS pool takes partitions of disks alone',
          'put it into a partition of a Disk; encrypt the pool itself: ZfsPool has `encryption`',
          keyPath,
        );
      default:
        return this.refuse(
          'DISK_GPT_PLACE',
          'a partition table stands in a partition',
          'give a Disk its partitions, or put it on a MdRaid',
          keyPath,
        );
    }
  }

  /** Note a file system that is mounted. */
  public mount(
    mountPoint: string | undefined,
    fsType: string,
    props: { readonly neededForBoot?: boolean; readonly mountOptions?: string[] },
    place: Place,
  ): void {
    if (mountPoint === undefined) return;
    const { keyPath, devicePath, esp = false } = place;
    if (place.late && (mountPoint === '/' || mountPoint === '/nix' || props.neededForBoot)) {
      this.refuse(
        'DISK_OPENED_LATE',
        `${mountPoint} is mounted in the initial RAM disk, which does not open the encryption it stands in`,
        'leave initrdUnlock out',
        keyPath,
      );
    }
    const before = this.mounts.find((one) => one.mountPoint === mountPoint);
    if (before) {
      this.refuse(
        'DISK_MOUNT_TWICE',
        `two file systems are mounted at ${mountPoint}`,
        'give one of them another place',
        keyPath,
      );
    }
    const neededForBoot = props.neededForBoot ?? false;
    const options = props.mountOptions ?? [];
    this.mounts.push({ mountPoint, fsType, devicePath, keyPath, neededForBoot, options, esp });
    Claims.of(this.layout).add({ kind: ClaimKind.MOUNT_POINT, value: mountPoint, purpose: devicePath, keyPath });
  }

  private btrfs(props: BtrfsProps, place: Place): void {
    const { refuse } = this;
    checkMount(props.mountPoint, props, place.keyPath, refuse);
    this.mount(props.mountPoint, 'btrfs', props, place);
    const names = new Set<string>();
    for (const [name, subvolume] of Object.entries(props.subvolumes ?? {})) {
      const keyPath = `${place.keyPath}.subvolumes.${name}`;
      const plain = name.replace(/^\/+/, '');
      if (
        !/^\/?[A-Za-z0-9@_.-]+(\/[A-Za-z0-9@_.-]+)*$/.test(name) ||
        plain.split('/').some((part) => /^\.\.?$/.test(part))
      ) {
        refuse(
          'DISK_SUBVOLUME_NAME',
          `"${name}" cannot be the name of a subvolume`,
          'use letters, digits, "@", "-", "_", "." and "/"',
          keyPath,
        );
      }
      if (names.has(plain)) {
        refuse('DISK_SUBVOLUME_TWICE', `the subvolume ${plain} is given twice`, 'leave one out', keyPath);
      }
      names.add(plain);
      checkMount(subvolume.mountPoint, subvolume, keyPath, refuse);
      this.mount(subvolume.mountPoint, 'btrfs', subvolume, { ...place, keyPath });
      for (const [file, swap] of Object.entries(subvolume.swapFiles ?? {})) {
        const at = `${keyPath}.swapFiles.${file}`;
        if (subvolume.mountPoint === undefined) {
          refuse('DISK_NOT_MOUNTED', `the swap file ${file} is in ${name}, which is not mounted`, 'mount it', at);
        }
        checkName(file, 'a swap file', at, refuse);
        checkSize(swap.size, false, `${at}.size`, refuse);
        checkSwapPriority(swap.priority, `${at}.priority`, refuse);
      }
    }
  }

  private swap(props: DiskSwapProps, { keyPath }: Place): void {
    checkSwapPriority(props.priority, `${keyPath}.priority`, this.refuse);
    checkOptions(props.mountOptions, `${keyPath}.mountOptions`, this.refuse);
    if (!props.resumeDevice) return;
    if (props.randomEncryption) {
      this.refuse(
        'DISK_RESUME_ENCRYPTED',
        'a machine cannot wake up from swap whose key is forgotten when it goes down',
        'leave randomEncryption out, and put the swap into LUKS',
        `${keyPath}.resumeDevice`,
      );
    }
    const within = this.layout.system.node.path;
    Claims.of(this.layout).add({
      kind: ClaimKind.OTHER,
      what: 'resume device',
      value: 'of the host',
      within,
      keyPath: `${keyPath}.resumeDevice`,
    });
  }

  private luks(name: string, props: LuksProps, content: DiskContent | undefined, place: Place): void {
    const { keyPath } = place;
    const { refuse } = this;
    checkName(name, 'an encrypted device', `${keyPath}.name`, refuse);
    const within = this.layout.system.node.path;
    Claims.of(this.layout).add({ kind: ClaimKind.OTHER, what: 'LUKS device', value: name, within, keyPath });
    if (props.passwordFile && props.keyFile) {
      refuse(
        'DISK_LUKS_TWO_KEYS',
        `${name} has both passwordFile and keyFile`,
        'give keyFile, and the other one as additionalKeyFiles',
        `${keyPath}.passwordFile`,
        'disko would format it with keyFile and never read passwordFile',
      );
    }
    for (const key of ['keyFileSize', 'keyFileOffset', 'fallbackToPassword'] as const) {
      if (props[key] === undefined || props.keyFile) continue;
      refuse('DISK_LUKS_NO_KEY', `${name} has ${key} and no keyFile`, 'give keyFile too', `${keyPath}.${key}`);
    }
    for (const key of ['keyFileSize', 'keyFileOffset'] as const) {
      const value = props[key];
      if (value === undefined || (Number.isInteger(value) && value >= (key === 'keyFileSize' ? 1 : 0))) continue;
      refuse('DISK_LUKS_NUMBER', `${value} is no number of bytes`, 'give a whole number', `${keyPath}.${key}`);
    }
    for (const key of [
      'keyFile',
      'keyFileSize',
      'keyFileOffset',
      'fallbackToPassword',
      'allowDiscards',
      'bypassWorkqueues',
      'device',
    ]) {
      if (props.settings?.[key] === undefined) continue;
      refuse(
        'DISK_LUKS_SETTING',
        `settings sets ${key} of ${name}`,
        key === 'device' ? 'leave it out: it is the partition' : `give it as a prop: ${key}`,
        `${keyPath}.settings.${key}`,
      );
    }
    checkSecret(props.passwordFile, `${keyPath}.passwordFile`, refuse);
    checkSecret(props.keyFile, `${keyPath}.keyFile`, refuse);
    props.additionalKeyFiles?.forEach((file, i) => checkSecret(file, `${keyPath}.additionalKeyFiles[${i}]`, refuse));
    if (content) {
      const late = place.late || props.initrdUnlock === false;
      this.content(content, { keyPath: `${keyPath}.content`, devicePath: `/dev/mapper/${name}`, in: 'luks', late });
    }
  }
}
