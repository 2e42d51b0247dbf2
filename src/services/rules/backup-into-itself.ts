import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { backupFindings } from '../backup-findings';

export const backupIntoItself: IRule = {
  code: 'BACKUP_INTO_ITSELF',
  severity: Severity.ERROR,
  title: 'A repository does not lie in what is backed up into it',
  reason: 'each backup holds all those before it, and the next one is twice as large',
  source: 'restic: exclude',
  breaks: `
const host = new Host(app, 'inside', { ...machine });
const passwordFile = SecretFile.at('/run/keys/restic');
const repository = BackupRepository.local('/srv/restic');
new Backup(host, 'files', { repository, passwordFile, paths: ['/srv'], keep: { daily: 7 }, check: true });
`,
  holds: `
const host = new Host(app, 'inside', { ...machine });
const passwordFile = SecretFile.at('/run/keys/restic');
const repository = BackupRepository.local('/srv/restic');
new Backup(host, 'files', { repository, passwordFile, paths: ['/srv'], exclude: ['/srv/restic'], keep: { daily: 7 }, check: true });
`,
  check: foundBy(backupFindings),
};
