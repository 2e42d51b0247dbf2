import { Construct } from 'constructs';
import { CosmoError } from '../app';
import { refuser } from '../app/refuse';
import { ZfsDataset, ZfsPool } from '../storage';
import { ZfsBackupProps } from './backup-props';
import { isWithin } from '../app/paths';

/**
 * Backups of ZFS by its own means: syncoid sends the snapshots of datasets to
 * another pool, of the same machine or of another one, as `replicateTo` of
 * each would. It may stand anywhere in the tree.
 *
 * @example
 * import { Host, ZfsBackup, ZfsDataset, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const home: ZfsDataset;
 * declare const tank: ZfsPool;
 *
 * new ZfsBackup(laddie, 'copies', { sources: [home], target: tank.addDataset('backups'), interval: 'hourly' });
 */
export class ZfsBackup extends Construct {
  /** Whether `construct` is a ZfsBackup. */
  public static isZfsBackup(construct: any): construct is ZfsBackup {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** @internal */
  public readonly _props: ZfsBackupProps;
  /** @internal */
  public readonly _sources: (ZfsPool | ZfsDataset)[];

  /**
   * @throws `BACKUP_NOTHING` without sources, `BACKUP_SOURCE` for what is no pool or dataset, `BACKUP_TWICE` for
   * one that lies in another; and what `replicateTo` refuses
   */
  constructor(scope: Construct, id: string, props: ZfsBackupProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    const refuse = refuser(this);
    const { sources, target, ...replication } = props;
    if (sources.length === 0) refuse('BACKUP_NOTHING', 'nothing is sent', 'give sources', 'sources');
    this._sources = sources.map((source: unknown, i) => {
      if (ZfsPool.isZfsPool(source) || ZfsDataset.isZfsDataset(source)) return source;
      return refuse(
        'BACKUP_SOURCE',
        'a source is no pool and no dataset',
        'give a ZfsPool or a ZfsDataset',
        `sources[${i}]`,
      );
    });
    this.checkOnce(props.recursive ?? true);
    for (const source of this._sources) {
      const last = props.targetName ?? source.zfsName.split('/').pop()!;
      source.replicateTo(typeof target === 'string' ? `${target}/${last}` : (target as ZfsPool), replication);
    }
  }

  private checkOnce(recursive: boolean): void {
    this._sources.forEach((source, i) => {
      const other = this._sources.find(
        (each, j) =>
          i !== j &&
          each.pool === source.pool &&
          (recursive ? isWithin(source.zfsName, each.zfsName) : source.zfsName === each.zfsName),
      );
      if (!other) return;
      throw new CosmoError({
        code: 'BACKUP_TWICE',
        message: `${source.zfsName} is sent twice: it is part of ${other.zfsName}`,
        mend: 'leave one of the two out, or add recursive: false',
        construct: this,
        keyPath: `sources[${i}]`,
      });
    });
  }
}

const BRAND = Symbol.for('cosmo-nix.ZfsBackup');
