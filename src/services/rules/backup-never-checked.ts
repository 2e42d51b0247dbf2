import { repositories } from './repositories';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const backupNeverChecked: IRule = {
  code: 'BACKUP_NEVER_CHECKED',
  severity: Severity.WARNING,
  title: 'Every repository is checked',
  reason: 'a backup that nobody has read back is a hope: what is damaged is found on the day that it is needed',
  source: 'restic: check, --read-data-subset',
  breaks: `
const host = new Host(app, 'unchecked', { ...machine });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('unchecked-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
  keep: { daily: 7 },
});
`,
  holds: `
const host = new Host(app, 'unchecked', { ...machine });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('unchecked-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
  keep: { daily: 7 },
  checkReadPercent: 2,
});
`,
  check(estate, report) {
    for (const { location, jobs } of estate._table(repositories)) {
      if (jobs.some(({ _props: { check, checkReadPercent } }) => check === true || checkReadPercent !== undefined)) {
        continue;
      }
      const [first, ...others] = jobs;
      report.found(first, {
        message: `nothing ever checks the repository ${location}`,
        keyPath: 'check',
        related: others,
        mend: 'read a part of it each time: checkReadPercent: 2; or check it alone: check: true',
      });
    }
  },
};
