import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { backupFindings } from '../backup-findings';

export const backupSamePool: IRule = {
  code: 'BACKUP_SAME_POOL',
  severity: Severity.WARNING,
  title: 'A backup lies on another pool than what it saves',
  reason: 'what destroys the pool takes the backup with it',
  source: 'a careful owner: three copies, two media, one elsewhere',
  breaks: `
const host = new Host(app, 'onepool', { ...machine });
const tank = new ZfsPool(host, 'optank');
const files = tank.addDataset('files', { mountPoint: '/srv/files' });
tank.addDataset('restic', { mountPoint: '/srv/restic' });
new Backup(host, 'files', {
  repository: BackupRepository.local('/srv/restic'),
  passwordFile: SecretFile.at('/run/keys/restic'),
  datasets: [files],
  keep: { daily: 7 },
  check: true,
});
`,
  holds: `
const host = new Host(app, 'onepool', { ...machine });
const tank = new ZfsPool(host, 'optank');
const files = tank.addDataset('files', { mountPoint: '/srv/files' });
tank.addDataset('restic', { mountPoint: '/srv/restic' });
new Backup(host, 'files', {
  repository: BackupRepository.b2('onepool-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  datasets: [files],
  keep: { daily: 7 },
  check: true,
});
`,
  check: foundBy(backupFindings),
};
