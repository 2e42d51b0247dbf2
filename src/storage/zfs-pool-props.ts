import { FeatureProps } from '../app';
import { ZfsDatasetProps } from './zfs-dataset';
import { ZfsEncryption } from './zfs-encryption';
import { ZfsMountProps } from './zfs-mount';
import { ZfsPoolProperties } from './zfs-pool-properties';
import { ZfsDatasetProperties } from './zfs-properties';
import { ZfsSnapshots } from './zfs-snapshots';
import { ZfsLayout } from './zfs-vdev';
import { ZfsZvolProps } from './zfs-zvol';

/** How a pool comes into being. */
export enum ZfsProvisioning {
  /** It is there. The host imports it and mounts its datasets. */
  EXISTING = 'existing',
  /** disko formats the disks and creates it when the machine is installed. */
  DISKO = 'disko',
}

/** What is done to a pool that is there, at each start and after each change of what is declared. */
export enum ZfsApply {
  /** Nothing. */
  NOTHING = 'nothing',
  /** Set the declared properties, where they can be changed. */
  PROPERTIES = 'properties',
  /** Also create datasets and zvols that are declared and missing. */
  CREATE = 'create',
}

/** Props of `ZfsPool`. */
export interface ZfsPoolProps extends FeatureProps, ZfsPoolProperties, ZfsMountProps {
  /**
   * The pool's name.
   * @default - the construct's id
   */
  readonly poolName?: string;
  /**
   * How it comes into being.
   * @default ZfsProvisioning.EXISTING
   */
  readonly provisioning?: ZfsProvisioning;
  /**
   * What is done to the pool once it is there. Nothing is ever destroyed,
   * renamed or unmounted, and what is not declared is left alone. Mount points,
   * encryption and what else is fixed when a dataset is created are not
   * changed; a dataset with a passphrase to be typed in is not created.
   * @default ZfsApply.NOTHING
   */
  readonly apply?: ZfsApply;
  /**
   * Its disks. For an existing pool they are checked and claimed, and nothing else.
   * @default - none; required for `DISKO`
   */
  readonly layout?: ZfsLayout;
  /**
   * Properties of the pool's own dataset, which all others inherit.
   * @default - compression zstd, acltype posixacl, xattr sa and no atime for `DISKO`, else none
   */
  readonly rootProperties?: ZfsDatasetProperties;
  /**
   * Encrypt the whole pool.
   * @default - not encrypted
   */
  readonly encryption?: ZfsEncryption;
  /**
   * Its datasets, by name.
   * @default - none
   */
  readonly datasets?: Record<string, ZfsDatasetProps>;
  /**
   * Its zvols, by name.
   * @default - none
   */
  readonly zvols?: Record<string, ZfsZvolProps>;
  /**
   * Read all its data regularly and repair what is damaged.
   * @default true
   */
  readonly scrub?: boolean;
  /**
   * When, as systemd writes calendar events. One for all pools of a host.
   * @default - what NixOS sets (monthly)
   */
  readonly scrubInterval?: string;
  /**
   * Tell the disks regularly which blocks are free. For all pools of a host or none.
   * @default true
   */
  readonly trim?: boolean;
  /**
   * When, as systemd writes calendar events. One for all pools of a host.
   * @default - what NixOS sets (weekly)
   */
  readonly trimInterval?: string;
  /**
   * Snapshots of all its datasets that sanoid takes and prunes.
   * @default - none
   */
  readonly snapshots?: ZfsSnapshots;
  /**
   * Where its disks are looked for when it is imported.
   * @default - what NixOS sets (`/dev/disk/by-id`); `/dev/disk/by-partuuid` where a disk of the layout has no name there
   */
  readonly devNodes?: string;
  /**
   * Leave its disks alone when disko is told to destroy what is on the machine.
   * @default false
   */
  readonly protectDisks?: boolean;
}
