import { Construct } from 'constructs';
import { ClaimKind, Claims, FeatureProps } from '../app';
import { DiskContent } from './disk-content';
import { diskoContent } from './disk-disko';
import { GptTable } from './disk-gpt';
import { DiskLayout } from './disk-layout';
import type { Place } from './disk-reader';
import { filled } from '../app/compact';
import { refuser } from '../app/refuse';

/** How the members of a RAID stand in for one another. */
export enum MdRaidLevel {
  /** Not at all: one lost, everything lost. From 2 members. */
  RAID0 = '0',
  /** Each member has everything. From 2 members. */
  RAID1 = '1',
  /** One parity on a member of its own. From 3 members. */
  RAID4 = '4',
  /** One parity, spread. From 3 members. */
  RAID5 = '5',
  /** Two parities, spread. From 4 members. */
  RAID6 = '6',
  /** Copies that are spread over all members. From 2 members. */
  RAID10 = '10',
}

/** Where and how mdadm writes down what the RAID is. */
export enum MdRaidMetadata {
  /** At the end of each member: firmware sees a member as a plain partition. For EFI system partitions. */
  V1_0 = '1.0',
  /** At the beginning. */
  V1_1 = '1.1',
  /** 4 KiB from the beginning. */
  V1_2 = '1.2',
  /** As RAID controllers of the DDF standard do. */
  DDF = 'ddf',
  /** As Intel's firmware does. */
  IMSM = 'imsm',
}

const LEAST: Record<MdRaidLevel, number> = {
  [MdRaidLevel.RAID0]: 2,
  [MdRaidLevel.RAID1]: 2,
  [MdRaidLevel.RAID4]: 3,
  [MdRaidLevel.RAID5]: 3,
  [MdRaidLevel.RAID6]: 4,
  [MdRaidLevel.RAID10]: 2,
};

/** Props of `MdRaid`. */
export interface MdRaidProps extends FeatureProps {
  /** How its members stand in for one another. */
  readonly level: MdRaidLevel;
  /**
   * What it holds; `DiskContent.gpt({ … })` for partitions.
   * @default - nothing
   */
  readonly content?: DiskContent;
  /**
   * Where it is written down what the RAID is.
   * @default - what mdadm takes (1.2)
   */
  readonly metadata?: MdRaidMetadata;
  /**
   * Its name: `/dev/md/NAME`.
   * @default - the construct's id
   */
  readonly raidName?: string;
  /**
   * Who is told by mail that a disk has failed. The host must be able to send mail.
   * @default - nobody: give `alertProgram`, or watch it otherwise
   */
  readonly alertMail?: string;
  /**
   * A program that is run when a disk has failed, by its path. NixOS warns where there is neither this nor `alertMail`.
   * @default - none
   */
  readonly alertProgram?: string;
  /**
   * Further arguments of `mdadm --create`.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/**
 * A software RAID of mdadm. Make it before the disks: each gives it a
 * partition with `DiskContent.raidMember(raid)`.
 *
 * @example
 * import { Disk, DiskContent, Host, MdRaid, MdRaidLevel } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const raid = new MdRaid(laddie, 'mirror', {
 *   level: MdRaidLevel.RAID1,
 *   content: DiskContent.xfs('/srv'),
 *   alertMail: 'patrick@example.com',
 * });
 * new Disk(laddie, 'hdd-1', { device: '/dev/disk/by-id/ata-HDD_1', content: DiskContent.raidMember(raid) });
 * new Disk(laddie, 'hdd-2', { device: '/dev/disk/by-id/ata-HDD_2', content: DiskContent.raidMember(raid) });
 */
export class MdRaid extends DiskLayout {
  /** Its name. */
  public readonly raidName: string;
  /** How its members stand in for one another. */
  public readonly level: MdRaidLevel;
  /** Its device, such as `/dev/md/root`. */
  public readonly devicePath: string;
  private readonly props: MdRaidProps;
  private readonly table?: GptTable;
  private readonly members: Place[] = [];

  /**
   * @throws `DISK_NO_HOST` where it stands on no machine with disks of its own; `RAID_NAME` for its name; `RAID_ALERT`
   * for whom to tell; and what its content is refused for
   */
  constructor(scope: Construct, id: string, props: MdRaidProps) {
    super(scope, id, props);
    const refuse = refuser(this);
    this.props = props;
    this.raidName = props.raidName ?? id;
    this.level = props.level;
    this.devicePath = `/dev/md/${this.raidName}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(this.raidName) || /^md_?d?\d+$/.test(this.raidName)) {
      refuse(
        'RAID_NAME',
        `"${this.raidName}" cannot be the name of a RAID`,
        'use at most 32 letters, digits, "-", "_" and ".", and no name such as md0',
        'raidName',
      );
    }
    for (const key of ['alertMail', 'alertProgram'] as const) {
      if (props[key] === undefined || /^\S+$/.test(props[key])) continue;
      refuse('RAID_ALERT', `${JSON.stringify(props[key])} holds spaces`, 'give one address, or one path', key);
    }
    Claims.of(this).add({
      kind: ClaimKind.OTHER,
      what: 'RAID',
      value: this.raidName,
      within: this.system.node.path,
      keyPath: 'raidName',
    });
    const spec = props.content?._spec;
    if (spec?.kind === 'gpt') {
      this.table = new GptTable('mdadm', this.raidName, spec.partitions, 'content', refuse);
      this._reader.table(this.table, 'content');
    } else if (props.content) {
      this._reader.content(props.content, { keyPath: 'content', devicePath: this.devicePath, in: 'raid' });
    }
  }

  /**
   * The device of a partition on it.
   * @param name the name of the partition in its table
   * @throws `DISK_NO_PARTITION` where it has no such partition.
   */
  public partitionPath(name: string): string {
    return (
      this.table?.devicePath(name) ??
      this._refuse(
        'DISK_NO_PARTITION',
        `${this.raidName} has no partition ${name}`,
        `it has ${Object.keys(this.table?.partitions ?? {}).join(', ') || 'none'}`,
      )
    );
  }

  /** @internal */
  public _join(member: DiskLayout, place: Place): void {
    this._sameHost(member, place);
    this.members.push(place);
  }

  /** @internal whether its members are EFI system partitions. */
  public get _isEsp(): boolean {
    return this.members.length > 0 && this.members.every(({ esp }) => esp);
  }

  /** @internal what is wrong with its members, when the tree is complete. */
  public _memberProblem(): [message: string, mend: string] | undefined {
    const { level, raidName, members } = this;
    const least = LEAST[level];
    if (members.length < least) {
      const count = `${members.length} member${members.length === 1 ? '' : 's'}`;
      return [
        `the RAID ${raidName} of level ${level} has ${count}`,
        `give it ${least}: partitions with DiskContent.raidMember(raid)`,
      ];
    }
    if (!members.some(({ esp }) => esp)) return undefined;
    if (level !== MdRaidLevel.RAID1 || this.props.metadata !== MdRaidMetadata.V1_0) {
      return [
        `firmware cannot read the EFI system partition on the RAID ${raidName}`,
        'give it MdRaidLevel.RAID1 and metadata: MdRaidMetadata.V1_0, so that each member looks like a plain partition',
      ];
    }
    return undefined;
  }

  /** @internal */
  public _devices(): Record<string, any> {
    const { content, metadata, extraArgs } = this.props;
    return {
      mdadm: {
        [this.raidName]: filled({
          type: 'mdadm',
          level: Number(this.level),
          metadata,
          extraArgs,
          content: content && diskoContent(content),
        }),
      },
    };
  }

  /** @internal */
  protected _more(): Record<string, any> {
    const { alertMail, alertProgram } = this.props;
    const lines = [
      ...(alertMail !== undefined ? [`MAILADDR ${alertMail}`] : []),
      ...(alertProgram !== undefined ? [`PROGRAM ${alertProgram}`] : []),
    ];
    return lines.length > 0 ? { boot: { swraid: { mdadmConf: lines.map((line) => `${line}\n`).join('') } } } : {};
  }
}
