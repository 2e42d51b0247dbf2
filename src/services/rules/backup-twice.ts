import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { backupFindings } from '../backup-findings';

export const backupTwice: IRule = {
  code: 'BACKUP_TWICE',
  severity: Severity.ERROR,
  title: 'Nothing is backed up into one repository twice',
  reason: 'both jobs read everything, and a restored folder is now of the one and now of the other',
  source: 'restic: snapshots of one repository',
  breaks: `
const host = new Host(app, 'twofold', { ...machine });
const passwordFile = SecretFile.at('/run/keys/restic');
const repository = BackupRepository.b2('twofold-bucket', SecretFile.at('/run/keys/b2'));
new Backup(host, 'homes', { repository, passwordFile, paths: ['/home'], keep: { daily: 7 }, check: true });
new Backup(host, 'ada', { repository, passwordFile, paths: ['/home/ada'], keep: { daily: 7 }, check: true });
`,
  holds: `
const host = new Host(app, 'twofold', { ...machine });
const passwordFile = SecretFile.at('/run/keys/restic');
const repository = BackupRepository.b2('twofold-bucket', SecretFile.at('/run/keys/b2'));
new Backup(host, 'homes', { repository, passwordFile, paths: ['/home'], keep: { daily: 7 }, check: true });
new Backup(host, 'ada', { repository, passwordFile, paths: ['/srv/ada'], keep: { daily: 7 }, check: true });
`,
  check: foundBy(backupFindings),
};
