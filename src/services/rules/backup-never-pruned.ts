import { repositories } from './repositories';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const backupNeverPruned: IRule = {
  code: 'BACKUP_NEVER_PRUNED',
  severity: Severity.WARNING,
  title: 'Old backups are forgotten',
  reason: 'the repository grows until the disk is full or the bill is high, and then there are no new ones',
  source: 'restic: forget, --keep-daily',
  breaks: `
const host = new Host(app, 'endless', { ...machine });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('endless-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
  check: true,
});
`,
  holds: `
const host = new Host(app, 'endless', { ...machine });
new Backup(host, 'offsite', {
  repository: BackupRepository.b2('endless-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
  check: true,
  keep: { daily: 7, weekly: 5, monthly: 12 },
});
`,
  check(estate, report) {
    for (const { location, jobs } of estate._table(repositories)) {
      // Where the server alone may forget, the jobs have nothing to say.
      if (jobs.some(({ _props: { keep, extraArgs } }) => keep !== undefined || extraArgs?.includes('--append-only'))) {
        continue;
      }
      const [first, ...others] = jobs;
      report.found(first, {
        message: `every backup in ${location} is kept for ever`,
        keyPath: 'keep',
        related: others,
        mend: 'say how many: keep: { daily: 7, weekly: 5, monthly: 12 }',
      });
    }
  },
};
