import { Construct } from 'constructs';
import { ClaimKind, Claims, Connections, Feature, NixosSystem, SecretContent, SecretFile } from '../app';
import { compact, listed } from '../app/compact';
import { linesOf } from '../app/lines';
import { isWithin } from '../app/paths';
import { Refuse, refuser } from '../app/refuse';
import { shellWord } from '../app/shell';
import { Expr, Nix } from '../nix';
import { ZfsDataset } from '../storage';
import { BackupItem, mountedBelow } from './backup-places';
import { BackupProps, BackupRetention } from './backup-props';
import { secretPath } from './support';
import { checkInteger } from '../app/value-checks';

/** ZFS as it is of the kernel that runs. */
const ZFS = '/run/booted-system/sw/bin/zfs';

/**
 * Backups with restic: encrypted, without duplicates, in a repository of the
 * machine or elsewhere. Its id names the job and its units, `restic-backups-ID`.
 *
 * @example
 * import { Backup, BackupRepository, Host, SecretFile, ZfsDataset } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const photos: ZfsDataset;
 *
 * new Backup(laddie, 'offsite', {
 *   repository: BackupRepository.b2('patrick-backups', SecretFile.at('/run/keys/b2')),
 *   passwordFile: SecretFile.at('/run/keys/restic'),
 *   datasets: [photos],
 *   keep: { daily: 7, weekly: 5, monthly: 12 },
 *   checkReadPercent: 2,
 * });
 */
export class Backup extends Feature {
  /** Whether `construct` is a Backup. */
  public static isBackup(construct: any): construct is Backup {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The unit of the job: `restic-backups-NAME.service`. */
  public readonly unit: string;
  /** @internal */
  public readonly _props: BackupProps;
  private readonly job: string;

  /**
   * @throws `BACKUP_SYSTEM` on a System that is no NixOS; `BACKUP_NAME`, `BACKUP_NOTHING`, `BACKUP_PATH`,
   * `BACKUP_DATASET`, `BACKUP_TWICE`, `BACKUP_INTO_ITSELF`, `BACKUP_KEEP`, `BACKUP_SCHEDULE`, `BACKUP_CHECK`,
   * `NUMBER_OUT_OF_RANGE`, `SECRET_NO_FILE`, `SECRET_CONTENT` for what restic or systemd could not do
   */
  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    this._props = props;
    this.job = id;
    this.unit = `restic-backups-${id}.service`;
    if (!NixosSystem.isNixosSystem(this.system)) {
      refuse(
        'BACKUP_SYSTEM',
        `${this.system.node.path} runs no NixOS`,
        'make it below a host or the inside of a container',
      );
    }
    this.check(refuse);
    const environmentFile = props.environmentFile ?? props.repository._environmentFile;
    SecretFile.checkContent(this, 'passwordFile', SecretContent.VALUE, props.passwordFile);
    SecretFile.checkContent(this, 'environmentFile', SecretContent.ENVIRONMENT, environmentFile);
    SecretFile.checkContent(this, 'repository.sshKey', SecretContent.VALUE, props.repository._sftp?.sshKey);
    Claims.of(this).add({ kind: ClaimKind.OTHER, what: 'restic job', value: id, within: this.system.node.path });
    props.repository._connect(Connections.of(this), { purpose: `the backup ${this.job}`, keyPath: 'repository' });
    this.module._supply(() => this.options(refuse));
  }

  private get datasets(): ZfsDataset[] {
    return [...new Set((this._props.datasets ?? []).flatMap(mountedBelow))];
  }

  private check(refuse: Refuse): void {
    const { _props: props } = this;
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(this.job)) {
      refuse('BACKUP_NAME', `"${this.job}" cannot be the name of a backup`, 'give letters, digits, . _ and -');
    }
    const paths = props.paths ?? [];
    const datasets = props.datasets ?? [];
    if (paths.length + datasets.length === 0) {
      refuse('BACKUP_NOTHING', 'nothing is backed up', 'give paths or datasets', 'paths');
    }
    paths.forEach((path, i) => {
      if (/^\/[^\0\n]*$/.test(path) && (path === '/' || !path.endsWith('/'))) return;
      refuse(
        'BACKUP_PATH',
        `"${path}" is no absolute path`,
        "give one without a slash at its end: '/home'",
        `paths[${i}]`,
      );
    });
    datasets.forEach((dataset, i) => {
      const at = `datasets[${i}]`;
      if (dataset.pool.system !== this.system) {
        refuse(
          'BACKUP_DATASET',
          `${dataset.zfsName} belongs to ${dataset.pool.system.systemName}`,
          'make the backup there',
          at,
        );
      }
      if (dataset.mountPoint === undefined) {
        refuse(
          'BACKUP_DATASET',
          `${dataset.zfsName} is mounted nowhere`,
          'give it a mountPoint, or send it with ZfsBackup',
          at,
        );
      }
    });
    this.checkOnce(refuse);
    checkInteger(refuse, props.randomizedDelayMinutes, 'randomizedDelayMinutes', 0);
    checkInteger(refuse, props.checkReadPercent, 'checkReadPercent', 1, 100);
    if (props.check === false && props.checkReadPercent !== undefined) {
      refuse(
        'BACKUP_CHECK',
        'nothing is checked, and told how much is read for that',
        'leave check: false out',
        'check',
      );
    }
    if (props.schedule !== undefined && !/^\S(.*\S)?$/.test(props.schedule)) {
      refuse(
        'BACKUP_SCHEDULE',
        `"${props.schedule}" is no calendar event`,
        "give one such as 'daily' or '*-*-* 03:00:00'",
        'schedule',
      );
    }
    checkKeep(props.keep, refuse);
  }

  /** What the props alone tell; the rest the finished tree, which knows where pools are mounted. */
  private checkOnce(refuse: Refuse): void {
    const twice = (names: readonly string[], keyPath: string) =>
      names.forEach((name, i) => {
        const other = names.find((each, k) => i !== k && isWithin(name, each));
        if (other === undefined) return;
        const where = name === other ? '' : `: it lies in ${other}`;
        refuse('BACKUP_TWICE', `${name} is backed up twice${where}`, 'leave one of the two out', `${keyPath}[${i}]`);
      });
    twice(this._props.paths ?? [], 'paths');
    twice(
      (this._props.datasets ?? []).map(({ zfsName }) => zfsName),
      'datasets',
    );
  }

  private options(refuse: Refuse): Record<string, any> {
    const { _props: props } = this;
    const { repository } = props;
    const snapshots = (props.snapshot ?? true) ? this.datasets : [];
    const environmentFile = props.environmentFile ?? repository._environmentFile;
    const checks = props.checkReadPercent === undefined ? [] : [`--read-data-subset=${props.checkReadPercent}%`];
    const mounts = repository._kind === 'local' ? [repository._location] : [];
    return {
      ...(mounts.length > 0
        ? { systemd: { services: { [`restic-backups-${this.job}`]: { unitConfig: { RequiresMountsFor: mounts } } } } }
        : {}),
      services: {
        restic: {
          backups: {
            [this.job]: compact({
              repository: repository._location,
              initialize: (props.initialize ?? true) ? true : undefined,
              passwordFile: secretPath(props.passwordFile, 'passwordFile', refuse) as unknown,
              environmentFile: environmentFile && (secretPath(environmentFile, 'environmentFile', refuse) as unknown),
              paths: [...(props.paths ?? []), ...this.datasets.map((each) => this.pathOf(each))],
              exclude: listed(props.exclude?.map((pattern) => this.excluded(pattern))),
              backupPrepareCommand: snapshots.length > 0 ? this.prepare(snapshots) : undefined,
              backupCleanupCommand: snapshots.length > 0 ? linesOf(this.destroy(snapshots)) : undefined,
              extraOptions: this.sftp(refuse),
              extraBackupArgs: listed(props.extraArgs),
              pruneOpts: listed(keepFlags(props.keep)),
              checkOpts: listed(checks),
              runCheck: props.check === true && checks.length === 0 ? true : undefined,
              inhibitsSleep: props.inhibitsSleep ? true : undefined,
              timerConfig: {
                OnCalendar: props.schedule ?? 'daily',
                Persistent: props.persistent ?? true,
                RandomizedDelaySec:
                  props.randomizedDelayMinutes === 0 ? undefined : `${props.randomizedDelayMinutes ?? 60}m`,
              },
            }),
          },
        },
      },
    };
  }

  private get snapshotName(): string {
    return `restic-${this.job}`;
  }

  /** The snapshot has the same name each time, so that restic finds the backup before by its paths. */
  private pathOf({ mountPoint }: ZfsDataset): string {
    if (!(this._props.snapshot ?? true)) return mountPoint!;
    return `${mountPoint === '/' ? '' : mountPoint}/.zfs/snapshot/${this.snapshotName}`;
  }

  /** A pattern that begins with a path of a dataset, as it reads in the snapshot. */
  private excluded(pattern: string): string {
    const path = pattern.replace(/^!/, '');
    const inside = this.datasets.filter(({ mountPoint }) => isWithin(path, mountPoint!));
    const nearest = inside.sort((a, b) => b.mountPoint!.length - a.mountPoint!.length)[0];
    if (!nearest) return pattern;
    const rest = nearest.mountPoint === '/' ? path : path.slice(nearest.mountPoint!.length);
    return `${pattern.slice(0, pattern.length - path.length)}${this.pathOf(nearest)}${rest}`;
  }

  /** One command for all datasets of a pool: they are of one moment. Looking into a snapshot mounts it. */
  private prepare(datasets: readonly ZfsDataset[]): string | Expr {
    const pools = new Map<unknown, string[]>();
    for (const { pool, zfsName } of datasets) {
      pools.set(pool, [...(pools.get(pool) ?? []), `${zfsName}@${this.snapshotName}`]);
    }
    return linesOf([
      ...this.destroy(datasets),
      ...[...pools.values()].map((names) => `${ZFS} snapshot ${names.join(' ')}`),
      ...datasets.map((each) => `ls ${shellWord(this.pathOf(each))} > /dev/null`),
    ]);
  }

  private destroy(datasets: readonly ZfsDataset[]): string[] {
    return datasets.map(({ zfsName }) => `${ZFS} destroy ${zfsName}@${this.snapshotName} 2> /dev/null || true`);
  }

  private sftp(refuse: Refuse): any[] | undefined {
    const given = this._props.repository._sftp;
    if (!given || (given.sshKey === undefined && given.port === undefined)) return undefined;
    const port = given.port === undefined ? '' : ` -p ${given.port}`;
    const command = `sftp.command='ssh ${given.user ?? 'root'}@${given.host}${port}`;
    if (!given.sshKey) return [`${command} -s sftp'`];
    const key: unknown = secretPath(given.sshKey, 'repository.sshKey', refuse);
    return [typeof key === 'string' ? `${command} -i ${key} -s sftp'` : Nix.str([`${command} -i `, key, " -s sftp'"])];
  }

  /** @internal what is backed up, each path and each dataset by itself. */
  public get _items(): BackupItem[] {
    return [
      ...(this._props.paths ?? []).map((path) => ({ path })),
      ...this.datasets.map((dataset) => ({ path: dataset.mountPoint!, dataset })),
    ];
  }
}

const KEEP = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

function checkKeep(keep: BackupRetention | undefined, refuse: Refuse): void {
  if (!keep) return;
  for (const key of KEEP) checkInteger(refuse, keep[key], `keep.${key}`, 1);
  if (keep.within !== undefined && !/^(\d+[ymdh])+$/.test(keep.within)) {
    refuse('BACKUP_KEEP', `"${keep.within}" is no time`, "give one such as '14d' or '1y6m'", 'keep.within');
  }
  if (keepFlags(keep).length > 0) return;
  refuse('BACKUP_KEEP', 'nothing is kept', 'say how much, keep: { daily: 7 }, or leave keep out', 'keep');
}

function keepFlags(keep: BackupRetention = {}): string[] {
  return [
    ...KEEP.flatMap((key) => (keep[key] === undefined ? [] : [`--keep-${key} ${keep[key]}`])),
    ...(keep.within === undefined ? [] : [`--keep-within ${keep.within}`]),
  ];
}

const BRAND = Symbol.for('cosmo-nix.Backup');
