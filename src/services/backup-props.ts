import { FeatureProps, ISecretFile } from '../app';
import { ZfsDataset, ZfsReplicationProps } from '../storage';
import { BackupRepository } from './backup-repository';

/** How many backups are kept; older ones are forgotten, and what only they held is removed. */
export interface BackupRetention {
  /**
   * The last ones.
   * @default - none
   */
  readonly last?: number;
  /**
   * One an hour, for so many hours.
   * @default - none
   */
  readonly hourly?: number;
  /**
   * One a day, for so many days.
   * @default - none
   */
  readonly daily?: number;
  /**
   * One a week, for so many weeks.
   * @default - none
   */
  readonly weekly?: number;
  /**
   * One a month, for so many months.
   * @default - none
   */
  readonly monthly?: number;
  /**
   * One a year, for so many years.
   * @default - none
   */
  readonly yearly?: number;
  /**
   * All of a time, such as `14d` or `1y6m`.
   * @default - none
   */
  readonly within?: string;
}

/** Props of `Backup`. */
export interface BackupProps extends FeatureProps {
  /** Where the backups go. */
  readonly repository: BackupRepository;
  /** The file with the password that the backups are encrypted with. Without it nobody can read them. */
  readonly passwordFile: ISecretFile;
  /**
   * Files and folders: absolute paths.
   * @default - none
   */
  readonly paths?: string[];
  /**
   * Datasets, and what is mounted of those below them: read from a snapshot that is made for it, so
   * that all files are of one moment.
   * @default - none
   */
  readonly datasets?: ZfsDataset[];
  /**
   * Read datasets from a snapshot. Otherwise as they are, while they change.
   * @default true
   */
  readonly snapshot?: boolean;
  /**
   * What is left out, as restic's patterns: `*.tmp`, `/home/*\/.cache`.
   * @default - nothing
   */
  readonly exclude?: string[];
  /**
   * When, as systemd writes calendar events: `daily`, `*-*-* 03:00:00`.
   * @default "daily"
   */
  readonly schedule?: string;
  /**
   * Start at a moment of so many minutes after that, so that not all machines come at once.
   * @default 60
   */
  readonly randomizedDelayMinutes?: number;
  /**
   * Make up for a backup that was due while the machine was off.
   * @default true
   */
  readonly persistent?: boolean;
  /**
   * How many are kept.
   * @default - all
   */
  readonly keep?: BackupRetention;
  /**
   * Check the repository after each backup.
   * @default - where `checkReadPercent` is given
   */
  readonly check?: boolean;
  /**
   * Read so much of what is stored while checking, in percent, chosen by chance.
   * @default - none of it
   */
  readonly checkReadPercent?: number;
  /**
   * Make the repository where there is none.
   * @default true
   */
  readonly initialize?: boolean;
  /**
   * A file with settings of the environment, one `NAME=value` a line.
   * @default - that of the repository
   */
  readonly environmentFile?: ISecretFile;
  /**
   * Keep the machine from sleeping meanwhile.
   * @default false
   */
  readonly inhibitsSleep?: boolean;
  /**
   * Further arguments of `restic backup`.
   * @default - none
   */
  readonly extraArgs?: string[];
}

/** Props of `ZfsBackup`. */
export interface ZfsBackupProps extends ZfsReplicationProps {
  /** The pools and datasets whose snapshots are sent, each with what stands below it. */
  readonly sources: any[];
  /**
   * A `ZfsPool` or `ZfsDataset` of the estate, below which they are received; or a target as syncoid takes it,
   * `user@host:pool/dataset`, without the last part, which is that of the source.
   */
  readonly target: any;
}
