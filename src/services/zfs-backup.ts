import { Construct } from 'constructs';
import { CosmoError, Diagnostics } from '../app';
import { refuser } from '../app/refuse';
import { ZfsDataset, ZfsPool } from '../storage';
import { isWithin } from './backup-places';
import { ZfsBackupProps } from './backup-props';

/**
 * Backups of ZFS by its own means: syncoid sends the snapshots of datasets to
 * another pool, of the same machine or of another one, as `replicateTo` of
 * each would. It may stand anywhere in the tree.
 */
export class ZfsBackup extends Construct {
  private readonly sources: (ZfsPool | ZfsDataset)[];

  /**
   * @throws `BACKUP_NOTHING` without sources, `BACKUP_SOURCE` for what is no pool or dataset, `BACKUP_TWICE` for
   * one that lies in another; and what `replicateTo` refuses
   */
  constructor(scope: Construct, id: string, props: ZfsBackupProps) {
    super(scope, id);
    const refuse = refuser(this);
    const { sources, target, ...replication } = props;
    if (sources.length === 0) refuse('BACKUP_NOTHING', 'nothing is sent', 'give sources', 'sources');
    this.sources = sources.map((source: unknown, i) => {
      if (ZfsPool.isZfsPool(source) || ZfsDataset.isZfsDataset(source)) return source;
      return refuse(
        'BACKUP_SOURCE',
        'a source is no pool and no dataset',
        'give a ZfsPool or a ZfsDataset',
        `sources[${i}]`,
      );
    });
    this.checkOnce(props.recursive ?? true);
    for (const source of this.sources) {
      const last = props.targetName ?? source.zfsName.split('/').pop()!;
      source.replicateTo(typeof target === 'string' ? `${target}/${last}` : (target as ZfsPool), replication);
    }
    Diagnostics.of(this)._later((found) => this.audit(target, found));
  }

  private checkOnce(recursive: boolean): void {
    this.sources.forEach((source, i) => {
      const other = this.sources.find(
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

  private audit(target: unknown, found: Diagnostics): void {
    if (!ZfsPool.isZfsPool(target) && !ZfsDataset.isZfsDataset(target)) return;
    const same = this.sources.filter(({ pool }) => pool === target.pool);
    if (same.length === 0) return;
    found.warning({
      code: 'BACKUP_SAME_POOL',
      message: `${same.map(({ zfsName }) => zfsName).join(', ')} and the target ${target.zfsName} are both on the pool ${target.pool.poolName}`,
      why: 'what destroys the pool takes the backup with it',
      mend: 'send it to another pool',
      keyPath: 'target',
      related: [target.pool.node.path],
    });
  }
}
