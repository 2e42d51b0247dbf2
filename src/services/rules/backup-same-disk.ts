import { IConstruct } from 'constructs';
import { ClaimKind, System, Severity } from '../../app';
import { ClaimEntry } from '../../app/claims';
import { isWithin } from '../../app/paths';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { ZfsDataset, ZfsPool } from '../../storage';
import { Backup } from '../backup';

export const backupSameDisk: IRule = {
  code: 'BACKUP_SAME_DISK',
  severity: Severity.WARNING,
  title: 'A backup lies on another file system than what it saves',
  reason: 'the disk that fails takes both',
  source: 'a careful owner: three copies, two media, one elsewhere',
  breaks: `
const host = new Host(app, 'onedisk', { ...machine });
new Backup(host, 'files', {
  repository: BackupRepository.local('/var/restic'),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/srv/photos'],
  keep: { daily: 7 },
  check: true,
});
`,
  holds: `
const host = new Host(app, 'onedisk', { ...machine });
host.addFileSystem('/mnt/usb', { device: '/dev/disk/by-label/onedisk-usb', fsType: 'ext4' });
new Backup(host, 'files', {
  repository: BackupRepository.local('/mnt/usb/restic'),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/srv/photos'],
  keep: { daily: 7 },
  check: true,
});
`,
  check(estate, report) {
    for (const job of estate._all(Backup.isBackup)) {
      const { repository, paths = [] } = job._props;
      if (repository._kind !== 'local' || paths.length === 0) continue;
      const options = estate.optionsOf(job.system);
      if (options.unseen.length > 0) continue;
      // Of disk layouts and pools other rules know; here the mount points that options name.
      const claimed = estate._table(mountClaims).get(job.system) ?? [];
      const points = new Set([
        ...options._at(['fileSystems', '*']).map(({ names }) => names[0]!),
        ...claimed.map(({ claim }) => claim.value),
      ]);
      const target = holding(points, repository._location);
      const same = paths.filter((path) => holding(points, path) === target);
      if (target === undefined || same.length === 0 || same.some((path) => isWithin(repository._location, path))) {
        continue;
      }
      if (
        holding(
          new Set(claimed.filter(({ owner }) => !isPlainMount(owner)).map(({ claim }) => claim.value)),
          target,
        ) === target
      ) {
        continue;
      }
      report.found(job, {
        message: `${same.join(', ')} and the repository ${repository._location} are both on the file system ${target}`,
        keyPath: 'repository',
        mend: 'keep another one elsewhere: on another disk, another machine, or BackupRepository.b2',
      });
    }
  },
};

/** The mount point that a path lies on. */
function holding(points: ReadonlySet<string>, path: string): string | undefined {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (points.has(at)) return at;
  return points.has('/') ? '/' : undefined;
}

/** What is claimed as a mount point, by machine. */
function mountClaims(estate: Estate): Map<System, ClaimEntry[]> {
  const found = new Map<System, ClaimEntry[]>();
  for (const entry of estate._claims) {
    const system = entry.claim.kind === ClaimKind.MOUNT_POINT ? System.find(entry.owner) : undefined;
    if (!system) continue;
    const same = found.get(system);
    if (same) same.push(entry);
    else found.set(system, [entry]);
  }
  return found;
}

/** Whether no pool is behind a mount point: of pools BACKUP_SAME_POOL tells. */
function isPlainMount(owner: IConstruct): boolean {
  return !ZfsPool.isZfsPool(owner) && !ZfsDataset.isZfsDataset(owner);
}
