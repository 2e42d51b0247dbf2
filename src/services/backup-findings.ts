import { System } from '../app';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';
import { ZfsDataset, ZfsPool } from '../storage';
import { Backup } from './backup';
import { Places } from './backup-places';
import { ZfsBackup } from './zfs-backup';
import { isWithin } from '../app/paths';

/** What only the finished tree tells of backups: where their files and repositories lie. */
export function backupFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  const bySystem = new Map<System, Backup[]>();
  for (const backup of estate._all(Backup.isBackup)) {
    const same = bySystem.get(backup.system);
    if (same) same.push(backup);
    else bySystem.set(backup.system, [backup]);
  }
  for (const [system, backups] of bySystem) {
    const places = new Places(system);
    for (const backup of backups) {
      checkItems(backup, places, found);
      checkOthers(backup, backups, places, found);
      checkRepository(backup, places, found);
    }
  }
  for (const backup of estate._all(ZfsBackup.isZfsBackup)) checkPools(backup, found);
  return found;
}

function checkItems(backup: Backup, places: Places, found: FindingsByCode): void {
  const items = backup._items;
  for (const { path, dataset } of items) {
    if (dataset || !items.some((other) => other.dataset && places.overlap({ path }, other))) continue;
    found.add('BACKUP_TWICE', backup, {
      message: `${path} is backed up twice: as a path, and in a dataset`,
      mend: 'leave one of the two out',
      keyPath: 'paths',
    });
  }
}

/** Other jobs of the system with the same repository. Each pair is reported once. */
function checkOthers(backup: Backup, all: readonly Backup[], places: Places, found: FindingsByCode): void {
  const mine = backup._props.repository._location;
  for (const other of all) {
    if (other.node.path >= backup.node.path || other._props.repository._location !== mine) continue;
    const theirs = other._items;
    const twice = backup._items.filter((item) => theirs.some((each) => places.overlap(item, each)));
    if (twice.length === 0) continue;
    found.add('BACKUP_TWICE', backup, {
      message: `${twice.map(({ path }) => path).join(', ')} goes into ${mine} twice: ${other.node.path} backs it up too`,
      mend: 'leave it to one of the two, or give them two repositories',
      keyPath: 'paths',
      related: [other],
    });
  }
}

function checkRepository(backup: Backup, places: Places, found: FindingsByCode): void {
  const { repository } = backup._props;
  if (repository._kind !== 'local') return;
  const items = backup._items;
  const location = repository._location;
  const around = items.find((item) =>
    item.dataset ? places.datasetOf(location) === item.dataset : isWithin(location, item.path),
  );
  if (around && !leavesOut(backup, location)) {
    found.add('BACKUP_INTO_ITSELF', backup, {
      message: `the repository ${location} lies in ${around.path}, which is backed up into it`,
      mend: `put it elsewhere, or leave it out: exclude: ['${location}']`,
      keyPath: 'repository',
    });
  }
  const target = places.poolOf(location);
  const same = items.filter(({ path, dataset }) => target && (dataset ? dataset.pool : places.poolOf(path)) === target);
  if (!target || same.length === 0) return;
  found.add('BACKUP_SAME_POOL', backup, {
    message: `${same.map(({ path }) => path).join(', ')} and the repository ${location} are both on the pool ${target.poolName}`,
    mend: 'keep another one elsewhere: on another pool, another machine, or BackupRepository.b2',
    keyPath: 'repository',
    related: [target],
  });
}

function leavesOut({ _props: { exclude = [] } }: Backup, path: string): boolean {
  return exclude.some((pattern) => pattern.startsWith('/') && isWithin(path, pattern.replace(/\/$/, '')));
}

function checkPools(backup: ZfsBackup, found: FindingsByCode): void {
  const { target }: { target: unknown } = backup._props;
  if (!ZfsPool.isZfsPool(target) && !ZfsDataset.isZfsDataset(target)) return;
  const same = backup._sources.filter(({ pool }) => pool === target.pool);
  if (same.length === 0) return;
  found.add('BACKUP_SAME_POOL', backup, {
    message: `${same.map(({ zfsName }) => zfsName).join(', ')} and the target ${target.zfsName} are both on the pool ${target.pool.poolName}`,
    mend: 'send it to another pool',
    keyPath: 'target',
    related: [target.pool],
  });
}
