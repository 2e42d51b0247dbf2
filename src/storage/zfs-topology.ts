import { sizeInBytes } from './zfs-size';
import { ZfsDisk, ZfsLayout, ZfsVdev, ZfsVdevMode } from './zfs-vdev';
import type { Refuse } from '../app/refuse';

/** What a vdev is for, as `zpool create` calls it. */
export type Role = 'data' | 'log' | 'special' | 'dedup' | 'cache' | 'spare';

/** A disk, or a part of one, in a vdev. */
export interface Member {
  readonly device: string;
  readonly disk: ZfsDisk;
  readonly role: Role;
  /** The disk's name in disko. */
  readonly diskName: string;
  /** The partition it gets there. */
  readonly partition: string;
  readonly keyPath: string;
}

/** A vdev with its members. */
export interface Vdev {
  readonly role: Role;
  readonly mode: ZfsVdevMode;
  readonly members: readonly Member[];
}

const LEAST: Record<ZfsVdevMode, number> = {
  [ZfsVdevMode.STRIPE]: 1,
  [ZfsVdevMode.MIRROR]: 2,
  [ZfsVdevMode.RAIDZ1]: 2,
  [ZfsVdevMode.RAIDZ2]: 3,
  [ZfsVdevMode.RAIDZ3]: 4,
};
/** A GPT label has room for 36 characters. */
const LONGEST_LABEL = 36;
/** Names that follow the order in which disks are found. */
const UNSTABLE = /^\/dev\/((sd|vd|xvd|hd)[a-z]+\d*|(nvme\d+n\d+|mmcblk\d+)(p\d+)?)$/;
/** What can be in a label without being escaped. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
/** Partitions that are made for the system. */
const RESERVED_PARTITIONS = new Set(['ESP', 'boot', 'swap']);
/** Names of partitions. */
const PARTITION = /(-part\d+|\/dev\/disk\/by-part(label|uuid)\/.+)$/;

/** How many disks of a vdev may fail. */
function failuresBorne(mode: ZfsVdevMode, disks: number): number {
  if (mode === ZfsVdevMode.STRIPE) return 0;
  return mode === ZfsVdevMode.MIRROR ? disks - 1 : Number(mode.slice(-1));
}

/** Whether a path names a disk by the order in which it was found. */
export function isUnstableName(device: string): boolean {
  return UNSTABLE.test(device);
}

/** A pool's layout, checked. */
export class Topology {
  public readonly vdevs: readonly Vdev[];

  /**
   * @param format whether the disks are to be formatted
   */
  constructor(
    private readonly pool: string,
    layout: ZfsLayout,
    private readonly format: boolean,
    private readonly refuse: Refuse,
  ) {
    const { data, log = [], special = [], dedup = [], cache = [], spares = [] } = layout;
    const alone = (disks: readonly (string | ZfsDisk)[]) => (disks.length > 0 ? [ZfsVdev.stripe([...disks])] : []);
    const groups: [Role, string, ZfsVdev[]][] = [
      ['data', 'data', data],
      ['log', 'log', log],
      ['special', 'special', special],
      ['dedup', 'dedup', dedup],
      ['cache', 'cache', alone(cache)],
      ['spare', 'spares', alone(spares)],
    ];
    if (data.length === 0) {
      refuse('ZFS_NO_DISKS', `the pool ${pool} has no data vdev`, 'give one: ZfsVdev.mirror([…])', 'layout.data');
    }
    const shares = this.sharesOf(groups);
    const counts = new Map<Role, number>();
    this.vdevs = groups.flatMap(([role, key, vdevs]) => {
      const only = role === 'data' && vdevs.length === 1 && vdevs[0]!.disks.length === 1;
      return vdevs.map((vdev, index): Vdev => {
        const place = role === 'cache' || role === 'spare' ? `layout.${key}` : `layout.${key}[${index}]`;
        this.checkVdev(role, vdev, place);
        const members = vdev.disks.map((given, number): Member => {
          const disk = typeof given === 'string' ? { device: given } : given;
          const count = (counts.get(role) ?? 0) + 1;
          counts.set(role, count);
          const shared = shares.get(disk.device)!;
          const name = shared.find((other) => other.name !== undefined)?.name;
          return this.member(disk, role, {
            diskName: name ?? (only ? pool : `${pool}${role === 'data' ? '' : `-${role}`}-${count}`),
            partition: disk.partition ?? (shared.length > 1 && role !== 'data' ? `zfs-${role}` : 'zfs'),
            keyPath: `${place}${place.endsWith(']') ? '.disks' : ''}[${number}]`,
          });
        });
        return { role, mode: vdev.mode, members };
      });
    });
    this.checkNames();
    if (!layout.allowMixedRedundancy) this.checkMixed();
  }

  /** All disks and parts of disks, in the order they were given. */
  public get members(): readonly Member[] {
    return this.vdevs.flatMap((vdev) => vdev.members);
  }

  /** The vdevs of a role. */
  public of(role: Role): readonly Vdev[] {
    return this.vdevs.filter((vdev) => vdev.role === role);
  }

  /** How many disks may fail, at worst, before data is lost. */
  public failuresBorne(role: Role): number {
    return Math.min(...this.of(role).map((vdev) => failuresBorne(vdev.mode, vdev.members.length)));
  }

  /** Every use of each disk; more than one only where it is split. */
  private sharesOf(groups: readonly [Role, string, ZfsVdev[]][]): Map<string, Share[]> {
    const shares = new Map<string, Share[]>();
    for (const [role, key, vdevs] of groups) {
      for (const given of vdevs.flatMap((vdev) => vdev.disks)) {
        const disk: ZfsDisk = typeof given === 'string' ? { device: given } : given;
        const share = { role, name: disk.name, size: disk.size };
        const before = shares.get(disk.device);
        if (!before) {
          shares.set(disk.device, [share]);
          continue;
        }
        before.push(share);
        const whole = before.filter((other) => other.size === undefined).length;
        const names = new Set(before.map((other) => other.name).filter((name) => name !== undefined));
        if (!this.format || whole > 1 || before.filter((other) => other.role === role).length > 1 || names.size !== 1) {
          this.refuse(
            'ZFS_DISK_TWICE',
            `the disk ${disk.device} stands twice in the pool ${this.pool}`,
            this.format
              ? 'take it out of one place; to split it between roles, give each but one a size, and one name'
              : 'take it out of one place, or name its partitions',
            `layout.${key}`,
            'a disk that fails would fail twice',
          );
        }
      }
    }
    return shares;
  }

  private checkVdev(role: Role, vdev: ZfsVdev, keyPath: string): void {
    const { mode, disks } = vdev;
    const least = LEAST[mode];
    if (disks.length < least) {
      this.refuse(
        'ZFS_TOO_FEW_DISKS',
        `${mode === '' ? 'a stripe' : `a ${mode}`} of ${disks.length} disk${disks.length === 1 ? '' : 's'}`,
        `give at least ${least}${mode.startsWith('raidz') ? `, better ${least + 1} and more` : ''}${mode === ZfsVdevMode.MIRROR ? ', or use ZfsVdev.stripe' : ''}`,
        keyPath,
        mode.startsWith('raidz')
          ? `${mode} keeps ${mode.slice(-1)} disk${mode.endsWith('1') ? '' : 's'} of parity, and one more must hold data`
          : mode === ZfsVdevMode.MIRROR
            ? 'a mirror of one disk mirrors nothing'
            : 'a vdev is made of disks',
      );
    }
    if (disks.length > 255) {
      this.refuse(
        'ZFS_TOO_MANY_DISKS',
        `a vdev of ${disks.length} disks`,
        'give at most 255; better several vdevs',
        keyPath,
      );
    }
    if (['log', 'special', 'dedup'].includes(role) && mode.startsWith('raidz')) {
      this.refuse(
        'ZFS_VDEV_MODE',
        `a ${role} vdev cannot be ${mode}`,
        'use ZfsVdev.mirror or ZfsVdev.stripe',
        keyPath,
        'zpool takes only mirrors and single disks there',
      );
    }
  }

  private member(disk: ZfsDisk, role: Role, place: Pick<Member, 'diskName' | 'partition' | 'keyPath'>): Member {
    const { device } = disk;
    const at = place.keyPath;
    if (!/^\/dev\/[A-Za-z0-9_.:+@=#/-]+$/.test(device)) {
      this.refuse(
        'ZFS_DISK_PATH',
        `${JSON.stringify(device)} is no path of a disk`,
        `give '/dev/disk/by-id/${/^[A-Za-z0-9_.:-]+$/.test(device) ? device : '…'}'`,
        at,
      );
    }
    if (this.format) {
      if (isUnstableName(device) && !disk.allowUnstableName) {
        this.refuse(
          'ZFS_DISK_UNSTABLE_NAME',
          `${device} can be another disk after the next start`,
          'name it as in /dev/disk/by-id, or set allowUnstableName (a virtual machine has sometimes nothing better)',
          at,
          'the disk is to be formatted: the wrong one would lose its data',
        );
      }
      if (PARTITION.test(device)) {
        this.refuse(
          'ZFS_DISK_IS_PARTITION',
          `${device} is a partition`,
          'give the whole disk; disko partitions it. What the pool gets of it is `size`',
          at,
        );
      }
    }
    for (const key of ['size', 'espSize', 'swapSize'] as const) {
      const value = disk[key];
      if (
        value !== undefined &&
        (!/^\d+[KMGTP]$/.test(value) || !sizeInBytes(value)) &&
        !(key === 'size' && value === '100%')
      ) {
        this.refuse(
          'ZFS_PARTITION_SIZE',
          `"${value}" is no size of a partition`,
          "give a whole number with M, G or T: '1G'",
          `${at}.${key}`,
        );
      }
    }
    return { device, disk, role, ...place };
  }

  private checkNames(): void {
    if (!this.format) return;
    const byName = new Map<string, string>();
    for (const { diskName, partition, device, keyPath } of this.members) {
      const label = `disk-${diskName}-${partition}`;
      if (!NAME.test(partition) || RESERVED_PARTITIONS.has(partition)) {
        this.refuse(
          'ZFS_PARTITION_NAME',
          `the partition cannot be called "${partition}"`,
          'use letters, digits, "-", "_" and "."; ESP, boot and swap are taken',
          `${keyPath}.partition`,
        );
      }
      if (!NAME.test(diskName) || label.length > LONGEST_LABEL) {
        this.refuse(
          'ZFS_DISK_NAME',
          `the disk cannot be called "${diskName}"`,
          `give a name of at most ${LONGEST_LABEL - `disk--${partition}`.length} letters, digits, "-", "_" and "."`,
          `${keyPath}.name`,
          `its partition is found by the label ${label}, which may have ${LONGEST_LABEL} characters`,
        );
      }
      const other = byName.get(diskName);
      if (other !== undefined && other !== device) {
        this.refuse(
          'ZFS_DISK_NAME_TWICE',
          `two disks are called "${diskName}": ${other} and ${device}`,
          'give one of them another name',
          `${keyPath}.name`,
        );
      }
      byName.set(diskName, device);
    }
  }

  private checkMixed(): void {
    const [first, ...rest] = this.of('data');
    const other = rest.find(
      (vdev) =>
        vdev.mode !== first!.mode ||
        (vdev.mode !== ZfsVdevMode.STRIPE && vdev.members.length !== first!.members.length),
    );
    if (!other) return;
    const spell = (vdev: Vdev) => `${vdev.mode || 'stripe'} of ${vdev.members.length}`;
    this.refuse(
      'ZFS_MIXED_REDUNDANCY',
      `the pool ${this.pool} has data vdevs of different kinds: ${spell(first!)} and ${spell(other)}`,
      'make them alike, or set layout.allowMixedRedundancy',
      'layout.data',
      'data is spread over all of them, so the pool is only as safe as the weakest',
    );
  }
}

interface Share {
  readonly role: Role;
  readonly name: string | undefined;
  readonly size: string | undefined;
}
