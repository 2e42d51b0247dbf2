import { Construct } from 'constructs';
import { ClaimKind, Claims, FeatureProps } from '../app';
import { DiskContent } from './disk-content';
import { diskoContent } from './disk-disko';
import { DiskLayout } from './disk-layout';
import type { Place } from './disk-reader';
import { filled } from '../app/compact';
import { Refuse, refuser } from '../app/refuse';

/** How a logical volume lies on the physical ones. */
export enum LvmVolumeType {
  /** The blocks are spread over all: one lost, everything lost. */
  RAID0 = 'raid0',
  /** Two copies. */
  RAID1 = 'raid1',
  /** One parity on a volume of its own. */
  RAID4 = 'raid4',
  /** One parity, spread. */
  RAID5 = 'raid5',
  /** Two parities, spread. */
  RAID6 = 'raid6',
  /** Two copies, as LVM made them before RAID1. */
  MIRROR = 'mirror',
  /** Room that thin volumes share. */
  THIN_POOL = 'thin-pool',
  /** A volume in a thin pool: it takes of it what is written. */
  THIN = 'thinlv',
}

/** How many physical volumes lvcreate asks for. */
const LEAST: Partial<Record<LvmVolumeType, number>> = {
  [LvmVolumeType.RAID0]: 2,
  [LvmVolumeType.RAID1]: 2,
  [LvmVolumeType.MIRROR]: 2,
  [LvmVolumeType.RAID4]: 3,
  [LvmVolumeType.RAID5]: 3,
  [LvmVolumeType.RAID6]: 5,
};

/** A logical volume. */
export interface LvmVolumeProps {
  /**
   * Its size, such as `100G`; or a share, `50%FREE` or `20%VG`. `100%`, or `100%FREE`, is all that is left, and is
   * made last (once a group). A thin volume has an absolute size.
   */
  readonly size: string;
  /**
   * What it holds.
   * @default - nothing
   */
  readonly content?: DiskContent;
  /**
   * How it lies on the physical volumes.
   * @default - on one after the other (linear)
   */
  readonly type?: LvmVolumeType;
  /**
   * The thin pool of this group that a thin volume is in.
   * @default - none; required for `LvmVolumeType.THIN`
   */
  readonly pool?: string;
  /**
   * Further arguments of `lvcreate`.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/** Props of `LvmVolumeGroup`. */
export interface LvmVolumeGroupProps extends FeatureProps {
  /** Its logical volumes by name. */
  readonly volumes: Record<string, LvmVolumeProps>;
  /**
   * Its name.
   * @default - the construct's id
   */
  readonly groupName?: string;
}

/**
 * A volume group of LVM. Make it before the disks: each gives it room by a
 * partition with `DiskContent.lvmMember(group)`.
 *
 * @example
 * import { Disk, DiskContent, Host, LvmVolumeGroup } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const group = new LvmVolumeGroup(laddie, 'data', {
 *   volumes: {
 *     media: { size: '2T', content: DiskContent.xfs('/srv/media') },
 *     backup: { size: '100%FREE', content: DiskContent.ext4('/srv/backup') },
 *   },
 * });
 * new Disk(laddie, 'hdd', { device: '/dev/disk/by-id/ata-HDD_1', content: DiskContent.lvmMember(group) });
 */
export class LvmVolumeGroup extends DiskLayout {
  /** Its name. */
  public readonly groupName: string;
  private readonly volumes: Record<string, LvmVolumeProps>;
  private readonly members: string[] = [];

  /**
   * @throws `DISK_NO_HOST` where it stands on no machine with disks of its own; `LVM_NAME` for names; `LVM_SIZE` for
   * what is no size; `LVM_POOL` where a thin volume has no thin pool, or a pool holds something itself;
   * `DISK_REST_TWICE` where two volumes take the rest; and what the contents are refused for
   */
  constructor(scope: Construct, id: string, props: LvmVolumeGroupProps) {
    super(scope, id, props);
    const refuse = refuser(this);
    this.groupName = props.groupName ?? id;
    this.volumes = props.volumes;
    checkLvmName(this.groupName, 'a volume group', 'groupName', refuse);
    const within = this.system.node.path;
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'volume group',
      value: this.groupName,
      within,
      keyPath: 'groupName',
    });
    for (const [name, volume] of Object.entries(props.volumes)) {
      this.checkVolume(name, volume, refuse);
      const keyPath = `volumes.${name}.content`;
      if (volume.content) this._reader.content(volume.content, { keyPath, devicePath: this.path(name), in: 'volume' });
    }
    const rest = Object.keys(props.volumes).filter((name) => isRest(props.volumes[name]!));
    if (rest.length > 1) {
      refuse(
        'DISK_REST_TWICE',
        `${rest.join(' and ')} of ${this.groupName} both take the rest of it`,
        'give all but one a size',
        `volumes.${rest[1]}.size`,
        'what is made second finds no room',
      );
    }
  }

  /**
   * The device of a logical volume, such as `/dev/pool/root`.
   * @param name the name of the volume in `volumes`
   * @throws `LVM_NO_VOLUME` where it has no such volume.
   */
  public volumePath(name: string): string {
    if (Object.prototype.hasOwnProperty.call(this.volumes, name)) return this.path(name);
    return this._refuse(
      'LVM_NO_VOLUME',
      `${this.groupName} has no volume ${name}`,
      `it has ${Object.keys(this.volumes).join(', ') || 'none'}`,
    ) as never;
  }

  /** @internal */
  public _join(member: DiskLayout, place: Place): void {
    this._sameHost(member, place);
    this.members.push(place.devicePath);
  }

  /** @internal what is wrong with its members, when the tree is complete. */
  public _memberProblem(): [message: string, mend: string] | undefined {
    const count = this.members.length;
    if (count === 0) {
      return [
        `the volume group ${this.groupName} has no disk`,
        'give a partition the content DiskContent.lvmMember(group)',
      ];
    }
    for (const [name, { type }] of Object.entries(this.volumes)) {
      const least = (type && LEAST[type]) ?? 1;
      if (count < least) return [`${name} is ${type} and ${this.groupName} has ${count} members`, `give it ${least}`];
    }
    return undefined;
  }

  /** @internal */
  public _devices(): Record<string, any> {
    const lvs = Object.entries(this.volumes).map(([name, { size, type, pool, extraArgs, content }]) => [
      name,
      filled({ size, lvm_type: type, pool, extraArgs, content: content && diskoContent(content) }),
    ]);
    return { lvm_vg: { [this.groupName]: { type: 'lvm_vg', lvs: Object.fromEntries(lvs) } } };
  }

  /** @internal */
  protected _more(): Record<string, any> {
    const thin = Object.values(this.volumes).some(({ type }) => type === LvmVolumeType.THIN_POOL);
    return thin ? { services: { lvm: { boot: { thin: { enable: true } } } } } : {};
  }

  private path(volume: string): string {
    return `/dev/${this.groupName}/${volume}`;
  }

  private checkVolume(name: string, volume: LvmVolumeProps, refuse: Refuse): void {
    const at = `volumes.${name}`;
    checkLvmName(name, 'a logical volume', at, refuse);
    const thin = volume.type === LvmVolumeType.THIN;
    const absolute = /^[1-9]\d*(\.\d+)?[KMGTPE]$/i.test(volume.size);
    const share = /^([1-9]\d?|100)%(FREE|VG|PVS)?$/.test(volume.size);
    if (!absolute && (thin || !share)) {
      refuse(
        'LVM_SIZE',
        `"${volume.size}" is no size of ${thin ? 'a thin volume' : 'a logical volume'}`,
        thin ? "give one such as '100G'" : "give one such as '100G', '50%FREE' or '100%FREE'",
        `${at}.size`,
      );
    }
    if (thin !== (volume.pool !== undefined)) {
      refuse(
        'LVM_POOL',
        thin ? `the thin volume ${name} is in no pool` : `${name} is no thin volume, and names a pool`,
        thin ? "name the pool: pool: '…'" : 'leave pool out, or give type: LvmVolumeType.THIN',
        `${at}.pool`,
      );
    }
    if (thin && this.volumes[volume.pool!]?.type !== LvmVolumeType.THIN_POOL) {
      refuse('LVM_POOL', `${this.groupName} has no thin pool ${volume.pool}`, 'give it one', `${at}.pool`);
    }
    if (volume.type === LvmVolumeType.THIN_POOL && volume.content) {
      refuse('LVM_POOL', `the thin pool ${name} is to hold something itself`, 'give it to a volume', `${at}.content`);
    }
  }
}

function isRest({ size }: LvmVolumeProps): boolean {
  return /^100%(FREE)?$/.test(size);
}

function checkLvmName(name: string, what: string, keyPath: string, refuse: Refuse): void {
  const reserved =
    /^(snapshot|pvmove)/.test(name) ||
    /_(cdata|cmeta|corig|mlog|mimage|pmspare|rimage|rmeta|tdata|tmeta|vorigin|vdata)/.test(name);
  if (/^[A-Za-z0-9_+.][A-Za-z0-9_+.-]{0,62}$/.test(name) && name !== '.' && name !== '..' && !reserved) return;
  refuse(
    'LVM_NAME',
    `"${name}" cannot be the name of ${what}`,
    reserved ? 'LVM keeps this name to itself: give another' : 'use at most 63 letters, digits, "-", "_", "+" and "."',
    keyPath,
  );
}
