import { repositories } from './repositories';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Backup } from '../backup';

export const backupPrunedTwice: IRule = {
  code: 'BACKUP_PRUNED_TWICE',
  severity: Severity.WARNING,
  title: 'One machine prunes a repository that several fill',
  reason: 'pruning locks the repository: the jobs of the others fail meanwhile, and two of them wait for one another',
  source: 'restic: prune, locks',
  breaks: `
const common = {
  repository: BackupRepository.b2('prunes-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
};
new Backup(new Host(app, 'prunes-a', { ...machine }), 'offsite', { ...common, keep: { daily: 7 }, check: true });
new Backup(new Host(app, 'prunes-b', { ...machine }), 'offsite', { ...common, keep: { daily: 7 } });
`,
  holds: `
const common = {
  repository: BackupRepository.b2('prunes-bucket', SecretFile.at('/run/keys/b2')),
  passwordFile: SecretFile.at('/run/keys/restic'),
  paths: ['/home'],
};
new Backup(new Host(app, 'prunes-a', { ...machine }), 'offsite', { ...common, keep: { daily: 7 }, check: true });
new Backup(new Host(app, 'prunes-b', { ...machine }), 'offsite', { ...common });
`,
  check(estate, report) {
    for (const { location, jobs } of estate._table(repositories)) {
      const pruning = jobs.filter(({ _props }) => _props.keep !== undefined);
      if (new Set(pruning.map(({ system }) => system)).size < 2) continue;
      const [, second, ...others] = pruning as [Backup, Backup, ...Backup[]];
      report.found(second, {
        message: `${pruning.map(({ system }) => system.systemName).join(', ')} all prune ${location}`,
        keyPath: 'keep',
        related: [pruning[0]!, ...others],
        mend: 'leave keep to one of them, as restic forgets by machine; or give each a repository of its own',
      });
    }
  },
};
